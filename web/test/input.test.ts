import { describe, expect, test } from "vitest";
import { MAX_INPUT_KEPT_BYTES } from "../src/protocol";
import { keysIn } from "../src/session";
import { live, type Started, stateIs } from "./guest";
import { until } from "./support";

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const editing = (): Promise<Started> =>
  live((host) => {
    host.admission = "editor";
  });

/** Breaks the connection, and waits for the next one to be admitted. */
async function breaks(all: Started): Promise<void> {
  const before = all.host.guests.length;
  all.host.guest.drop();
  await stateIs(all, "reconnecting");
  all.clock.advance(15_000);
  await until(() => all.host.guests.length > before && all.session.view.state.type === "live");
}

describe("typing", () => {
  test("I1 I3 keys are counted as one stream, and forgotten once the host has dealt with them", async () => {
    const { host, session } = await editing();
    for (const key of "ls") session.type(utf8(key));
    await until(() => host.typed === "ls");
    session.type(utf8("\r"));
    await until(() => host.typed === "ls\r");
    expect(session.view.loss).toBeUndefined();
  });
  test("I5 keys lost with a connection arrive over the next one, once and in order", async () => {
    const all = await editing();
    const { host, session } = all;
    session.type(utf8("a"));
    await until(() => host.typed === "a");
    host.shell = "silent";
    for (const key of "bcd") session.type(utf8(key));
    const waiting = (): number =>
      host.guest.heard.reduce(
        (sum, each) => sum + (each.type === "TYPE" ? each.input.length : 0),
        0,
      );
    await until(() => waiting() === 4);
    host.shell = "takes";
    await breaks(all);
    await until(() => host.typed === "abcd");
    session.type(utf8("e"));
    await until(() => host.typed === "abcde");
    expect(session.view.loss).toBeUndefined();
  });
  test("I2 what the host took though its TAKEN was lost is not typed again", async () => {
    const all = await editing();
    const { host, session } = all;
    host.shell = "silent";
    session.type(utf8("rm x\r"));
    await until(() => host.guest.heard.at(-1)?.type === "TYPE");
    host.settled = 5;
    host.shell = "takes";
    await breaks(all);
    session.type(utf8("ls\r"));
    await until(() => host.typed === "ls\r");
    expect(session.view.loss).toBeUndefined();
  });
  test("I5 B18 old keys are not sent again, and it is said how many", async () => {
    const all = await editing();
    const { host, session, clock } = all;
    host.shell = "silent";
    session.type(utf8("rm"));
    session.type(utf8("\r"));
    host.reachable = false;
    host.guest.drop();
    await stateIs(all, "reconnecting");
    host.reachable = true;
    host.shell = "takes";
    clock.advance(31_000);
    await until(() => session.view.loss !== undefined);
    expect(session.view.loss).toEqual({ keys: 3, why: "lost" });
    await stateIs(all, "live");
    session.type(utf8("ls"));
    await until(() => host.typed === "ls");
  });
  test("I5 keys are not sent again to a role that may not type", async () => {
    const all = await editing();
    all.host.shell = "silent";
    all.session.type(utf8("x"));
    all.host.admission = "viewer";
    await breaks(all);
    await until(() => all.session.view.loss?.keys === 1);
    expect(all.session.view.loss?.why).toBe("lost");
  });
  test("I4 refused keys are said, and so are those that were on their way behind them", async () => {
    const { host, session } = await editing();
    let lost = 0;
    session.subscribe(({ loss }) => {
      if (loss !== last) lost += loss?.keys ?? 0;
      last = loss;
    });
    let last = session.view.loss;
    host.shell = "refuses";
    for (const key of "abc") session.type(utf8(key));
    await until(() => host.refused === 3);
    host.shell = "takes";
    await until(() => lost === 3);
    expect(last?.why).toBe("refused");
    session.type(utf8("d"));
    await until(() => host.typed === "d");
    expect(host.refused).toBe(3);
  });
  test("I5 while there is no way to the host nothing is taken", async () => {
    const all = await editing();
    all.host.reachable = false;
    all.host.guest.drop();
    await stateIs(all, "reconnecting");
    all.session.type(utf8("x"));
    all.host.reachable = true;
    all.clock.advance(15_000);
    await stateIs(all, "live");
    all.session.type(utf8("y"));
    await until(() => all.host.typed === "y");
  });
  test("B17 more than is kept is refused where it is typed", async () => {
    const { host, session } = await editing();
    host.shell = "silent";
    session.type(new Uint8Array(MAX_INPUT_KEPT_BYTES));
    session.type(utf8("x"));
    expect(session.view.loss).toEqual({ keys: 1, why: "refused" });
  });
  test("an escape sequence is one key, and so is each character of all else", () => {
    expect(
      ["a", "ä", "日本", "\x1b[A", "\x1b", "one\rtwo"].map((text) => keysIn(utf8(text))),
    ).toEqual([1, 1, 2, 1, 1, 7]);
  });
});

describe("trouble that lasts", () => {
  test("a page knows since when there is no way to the session", async () => {
    const all = await editing();
    all.host.reachable = false;
    const since = all.clock.now();
    all.host.guest.drop();
    await stateIs(all, "reconnecting");
    for (let attempt = 0; attempt < 4; attempt++) {
      all.clock.advance(15_000);
      await stateIs(all, "reconnecting");
    }
    expect(all.session.view.state).toMatchObject({ since });
  });
  test("G4 a host that does not answer is told from a relay that does not", async () => {
    const all = await editing();
    all.host.deaf = true;
    all.host.guest.drop();
    await stateIs(all, "reconnecting");
    all.clock.advance(250);
    await until(() => all.host.guests.length === 2 && all.host.guest.hellos === 1);
    all.clock.advance(15_000);
    await stateIs(all, "reconnecting");
    expect(all.session.view.state).toMatchObject({ why: "host silent" });
  });
  test("signs of a new network cut the pause short, together once", async () => {
    const all = await editing();
    all.host.reachable = false;
    all.host.guest.drop();
    await stateIs(all, "reconnecting");
    all.host.reachable = true;
    all.session.wake();
    all.session.wake();
    await stateIs(all, "live");
    expect(all.host.guests).toHaveLength(2);
  });
});
