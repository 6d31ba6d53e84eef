/**
 * Every state of the page, without a host: `fixtures.html?fixture=NAME`. The whole client runs, on a host made of
 * memory; only what it says is written here.
 */
import { render } from "solid-js/web";
import type { Find, Found, Person, Role } from "../src/protocol";
import { type Storage, systemClock } from "../src/session";
import { matcherOf } from "../src/terminal/matching";
import { App, type AppOptions } from "../src/ui";
import { type FakeGuest, FakeHost, outputOf, pastOf, rowsOf, screenOf } from "../test/fakeHost";
import { numbered, SCREEN } from "./screen";

const parameters = new URLSearchParams(location.search);
const fixture = parameters.get("fixture") ?? "viewer";
const columns = Number(parameters.get("columns") ?? 100);
const rows = Number(parameters.get("rows") ?? 30);

const memory = new Map<string, string>([["weft/name", "Ken Tanaka"]]);
const theme = parameters.get("theme");
if (theme !== null) memory.set("weft/theme", theme);
const storage: Storage = {
  get: (key) => memory.get(key),
  set: (key, value) => void memory.set(key, value),
};

const person = (
  number: number,
  name: string,
  role: Role,
  colour: number,
  present = true,
): Person => ({
  person: number,
  name,
  role,
  colour,
  present,
  verified: false,
  hostTerminal: false,
});

const people = (role: Role): Person[] => [
  { ...person(role === "owner" ? 1 : 9, "Mo Khan", "owner", 0), hostTerminal: role !== "owner" },
  person(2, "Ada Lovelace", "editor", 1),
  person(3, "Grace Hopper", "viewer", 2),
  ...(role === "owner"
    ? [person(4, "Ken Tanaka", "viewer", 3), person(5, "joan", "viewer", 4, false)]
    : [person(1, "Ken Tanaka", role, 3)]),
];

const host = await FakeHost.start();
host.title = "Mo Khan's session";
const roles: Record<string, Role> = { editor: "editor", "editor-past": "editor" };
const role: Role = fixture.startsWith("owner") ? "owner" : (roles[fixture] ?? "viewer");
host.admission = fixture === "waiting" ? "wait" : role;
host.here = fixture !== "host-away";
host.version = fixture === "version" ? 2 : 1;
host.reachable = fixture !== "unreachable";
const address = `https://weft.example/s/${host.link.id}#k3yH4vRz0Qe8mT1xWbN5Lg`;

host.onHeard = (guest, message) => {
  if (message.type === "FIND" && message.text !== "") {
    void found(message).then((answer) => setTimeout(() => void guest.say(answer), slow));
  }
  if (message.type === "PING") {
    setTimeout(() => void guest.say({ type: "PONG", token: message.token }), 22);
  }
};
host.onKeyframePlease = async (guest) => {
  guest.frame(await host.next("keyframe", screens()));
};
/** Twenty thousand rows behind the screen, which are had page by page. */
const PAST_ROWS = 20_000;
const TAIL_ROWS = 300;
const slow = Number(parameters.get("slow") ?? 30);
const screens = () =>
  fixture.endsWith("past")
    ? [
        screenOf(
          numbered(PAST_ROWS - TAIL_ROWS, PAST_ROWS + rows),
          columns,
          rows,
          PAST_ROWS - TAIL_ROWS,
        ),
        pastOf(0, 1),
        roster(),
      ]
    : [screenOf(SCREEN, columns, rows), roster()];
host.onPagePlease = async (guest, id) => {
  await new Promise((resolve) => setTimeout(resolve, slow));
  guest.frame(
    await host.page(id, [
      {
        ...rowsOf(id.page * 256, 256, columns),
        text: new TextEncoder().encode(numbered(id.page * 256, id.page * 256 + 256)),
      },
    ]),
  );
};
/** As the host looks through them, some thousand rows at a time. */
async function found(find: Find): Promise<Found> {
  const { token, row } = find;
  const generation = 1;
  const matches: { row: number; column: number; rowsOn: number; endColumn: number }[] = [];
  const matcher = await matcherOf(find);
  if (matcher === undefined)
    return { type: "FOUND", token, generation, row, state: "no_expression", matches };
  const to = find.upwards ? Math.max(0, row - 5000) : row;
  for (let each = row - 1; each >= to; each--)
    matcher(numbered(each, each + 1).replace(/\x1b\[[0-9;]*m/g, ""), (start, end) =>
      matches.push({ row: each, column: start, rowsOn: 0, endColumn: end }),
    );
  const state = to === 0 || !find.upwards ? "done" : "more";
  return { type: "FOUND", token, generation, row: to, state, matches };
}
const roster = () =>
  ({ type: "ROSTER", total: people(role).length, people: people(role) }) as const;

host.onWelcomed = async (guest, first) => {
  if (first.type !== "ADMITTED") return;
  guest.frame(await host.next("keyframe", screens()));
  if (role === "owner") {
    await guest.say({
      type: "ACCESS",
      links: [address],
      anyone: "nobody",
      change: "none",
      start: 0,
      peopleListed: true,
      approves: false,
      once: false,
      linkEnds: 0,
    });
  }
  void act(guest);
};

async function act(guest: FakeGuest): Promise<void> {
  // Let the first screen be painted, as it would be in life.
  await new Promise((resolve) => setTimeout(resolve, 400));
  const say = guest.say.bind(guest);
  switch (fixture) {
    case "owner-request":
      return say({
        type: "REQUESTS",
        requests: [{ request: 1, kind: "edit", person: 4, name: "Ken", command: "", email: "" }],
      });
    case "owner-requests":
      return say({
        type: "REQUESTS",
        requests: [
          { request: 1, kind: "edit", person: 4, name: "Ken", command: "", email: "" },
          { request: 2, kind: "join", person: 0, name: "Priya Raman", command: "", email: "" },
          { request: 3, kind: "join", person: 0, name: "Guest", command: "", email: "" },
        ],
      });
    case "owner-new-link":
      return say({
        type: "ACCESS",
        links: [`${address}2`],
        anyone: "view",
        change: "removed",
        start: 0,
        peopleListed: true,
        approves: false,
        once: false,
        linkEnds: 0,
      });
    case "denied":
      return say({ type: "GOODBYE", reason: "DENIED" });
    case "removed":
      return say({ type: "GOODBYE", reason: "REMOVED" });
    case "full":
      return say({ type: "GOODBYE", reason: "FULL" });
    case "stopped":
      return say({ type: "GOODBYE", reason: "STOPPED" });
    case "ended":
      guest.frame(
        await host.next("delta", [
          outputOf("\r\nexit\r\n"),
          { type: "FINISHED", reason: "SHELL_EXITED", status: 0 },
        ]),
      );
      return;
    case "away":
      host.here = false;
      return host.showHost(guest);
    case "reconnecting":
      host.reachable = false;
      return guest.drop();
    // Plain bytes after which xterm.js 6.0.0 throws and shows nothing more.
    case "wedge":
      guest.frame(await host.next("reset", [screenOf("", columns, rows), roster()]));
      guest.frame(await host.next("delta", [outputOf("\x1b[8;20H\x1b[1J")]));
      return;
    default:
      return;
  }
}

const link =
  fixture === "incomplete"
    ? ({ type: "incomplete" } as const)
    : fixture === "root"
      ? undefined
      : {
          ...(role === "owner" ? host.ownerLink : host.link),
          parameters: new Set(role === "owner" ? ["owner", "debug"] : ["debug"]),
          ...(fixture === "wrong-secret" ? { secret: new Uint8Array(16) } : {}),
        };
if (fixture !== "join" && fixture !== "root") {
  memory.set(`weft/session/${host.link.id}/name`, "Ken Tanaka");
}
const options: AppOptions = {
  link,
  secure: fixture !== "insecure",
  host: "weft.example",
  href: address,
  open: () => host.connect,
  storage,
  clock: systemClock,
};
Object.assign(window, { weftHost: host, weftFixtures: { outputOf, screenOf } });
const root = document.getElementById("app");
if (root !== null) render(() => <App options={options} />, root);
