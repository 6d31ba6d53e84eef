import { type Change, Session } from "../src/session";
import { FakeHost, screenOf } from "./fakeHost";
import { ManualClock, until } from "./support";

/** What a terminal would show: the text after the last screen. */
export class FakeDisplay {
  text = "";
  breaksAt: string | undefined;
  readonly show = async ({ screen, output }: Change): Promise<"shown" | "broken"> => {
    const decoder = new TextDecoder();
    if (screen !== undefined) this.text = decoder.decode(screen.text);
    for (const bytes of output) this.text += decoder.decode(bytes);
    if (this.breaksAt === undefined || !this.text.includes(this.breaksAt)) return "shown";
    this.breaksAt = undefined;
    this.text = "";
    return "broken";
  };
}

export async function start(change: (host: FakeHost) => void = () => {}) {
  const host = await FakeHost.start();
  change(host);
  const clock = new ManualClock();
  const display = new FakeDisplay();
  const notes: string[] = [];
  const session = new Session({
    link: host.link,
    name: "Ken",
    personKey: new Uint8Array(16),
    client: "test",
    open: host.connect,
    display,
    clock,
    note: (what) => notes.push(what),
  });
  session.start();
  return { host, clock, display, notes, session };
}
export type Started = Awaited<ReturnType<typeof start>>;

export const stateIs = ({ session }: Started, type: string): Promise<void> =>
  until(() => session.view.state.type === type);

export async function live(change: (host: FakeHost) => void = () => {}): Promise<Started> {
  const all = await start(change);
  await stateIs(all, "opening");
  all.host.guest.frame(await all.host.next("keyframe", [screenOf("$ ")]));
  await stateIs(all, "live");
  await until(() => all.display.text === "$ ");
  return all;
}
