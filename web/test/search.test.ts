import { describe, expect, test } from "vitest";
import type { Find, FoundMatch } from "../src/protocol";
import { type Query, Search, Session } from "../src/session";
import { isTooLarge, matcherOf, matchesOf } from "../src/terminal/matching";
import { FakeHost, outputOf, pastOf, screenOf } from "./fakeHost";
import { ManualClock, until } from "./support";

const WANTED: Query = { text: "x", ignoreCase: true, expression: false };
const at = (row: number): FoundMatch => ({ row, column: 3, rowsOn: 0, endColumn: 4 });

/** A search on its own, with what it asked for. */
function alone() {
  const clock = new ManualClock();
  const asked: Find[] = [];
  let stale = 0;
  const search = new Search(clock, {
    ask: (find) => asked.push(find),
    generation: () => 1,
    stale: () => stale++,
  });
  search.found();
  const answers = (
    row: number,
    state: "more" | "done" | "no_expression" | "too_large",
    rows: readonly number[] = [],
    generation = 1,
  ): void => {
    const token = asked.at(-1)?.token ?? -1;
    search.received({ type: "FOUND", token, generation, row, state, matches: rows.map(at) });
  };
  const rows = (): (number | undefined)[] =>
    Array.from({ length: search.count }, (_, index) => search.at(index)?.row);
  return { clock, asked, search, answers, rows, stale: () => stale };
}

describe("a search through the session", () => {
  test("F1 F2 goes upwards from the screen, each FIND from where the one before it came to", () => {
    const { asked, search, answers, rows } = alone();
    search.start(WANTED, 5000);
    expect(asked).toMatchObject([{ row: 5000, upwards: true, ignoreCase: true, text: "x" }]);
    answers(3000, "more", [4900, 3100]);
    expect(asked[1]).toMatchObject({ row: 3000, upwards: true });
    expect(search.searching).toBe(true);
    answers(0, "done", [7]);
    expect(rows()).toEqual([7, 3100, 4900]);
    expect(search.searching).toBe(false);
    expect(asked).toHaveLength(2);
  });
  test("F2 rows that leave the screen later are searched too, at most a few times a second", () => {
    const { asked, search, answers, rows, clock } = alone();
    search.start(WANTED, 100);
    answers(0, "done", [50]);
    search.grow(120);
    expect(asked[1]).toMatchObject({ row: 100, upwards: false });
    answers(120, "done", [110]);
    search.grow(140);
    search.grow(150);
    expect(asked).toHaveLength(2);
    clock.advance(250);
    expect(asked[2]).toMatchObject({ row: 120, upwards: false });
    answers(150, "done", [130, 149]);
    expect(rows()).toEqual([50, 110, 130, 149]);
    expect(search.to).toBe(150);
  });
  test("F2 an answer to what is no longer looked for is dropped", () => {
    const { asked, search, answers } = alone();
    search.start(WANTED, 100);
    const before = asked.at(-1)?.token ?? 0;
    search.start({ ...WANTED, text: "y" }, 100);
    search.received({
      type: "FOUND",
      token: before,
      generation: 1,
      row: 0,
      state: "done",
      matches: [at(1)],
    });
    expect(search.count).toBe(0);
    answers(0, "done", [2]);
    expect(search.count).toBe(1);
  });
  test("F2 whoever looks for nothing any more ends what the host is at", () => {
    const { asked, search, answers } = alone();
    search.start(WANTED, 100);
    search.stop();
    expect(asked[1]).toMatchObject({ text: "" });
    search.start(WANTED, 100);
    answers(0, "done");
    search.stop();
    expect(asked).toHaveLength(3);
  });
  test("F4 what is no expression is said once and not asked again", () => {
    const { asked, search, answers } = alone();
    search.start({ ...WANTED, expression: true, text: "[" }, 100);
    answers(100, "no_expression");
    expect(search.problem).toBe("no_expression");
    expect(search.searching).toBe(false);
    search.grow(200);
    expect(asked).toHaveLength(1);
  });
  test("F5 matches of another generation are not taken, and a keyframe is asked for", () => {
    const { asked, clock, search, answers, stale } = alone();
    search.start(WANTED, 100);
    answers(0, "done", [5], 2);
    expect(search.count).toBe(0);
    expect(stale()).toBe(1);
    // An answer from before the keyframe that this page has already: nothing else would ask again.
    expect(asked).toHaveLength(1);
    clock.advance(1_000);
    expect(asked).toHaveLength(2);
    answers(0, "done", [5]);
    expect(search.count).toBe(1);
  });
  test("a lost connection asks again where it was, and an answer that never comes too", () => {
    const { asked, search, answers, clock } = alone();
    search.start(WANTED, 100);
    answers(60, "more", [80]);
    search.lost();
    expect(asked).toHaveLength(2);
    search.found();
    expect(asked[2]).toMatchObject({ row: 60, upwards: true });
    clock.advance(10_000);
    expect(asked[3]).toMatchObject({ row: 60, upwards: true });
    expect(search.count).toBe(1);
  });
  test("of too many matches the newest are kept", () => {
    const { search, answers } = alone();
    search.start(WANTED, 100_000);
    answers(
      40_000,
      "more",
      Array.from({ length: 60_000 }, (_, index) => 99_999 - index),
    );
    expect(search.count).toBe(50_000);
    expect(search.full).toBe(true);
    expect(search.searching).toBe(false);
    search.grow(100_010);
    answers(100_010, "done", [100_005]);
    expect(search.count).toBe(50_000);
    expect(search.at(49_999)?.row).toBe(100_005);
  });
  test("what the host no longer has is no longer counted", () => {
    const { search, answers, rows } = alone();
    search.start(WANTED, 100);
    answers(0, "done", [90, 50, 10]);
    search.oldest(50);
    expect(rows()).toEqual([50, 90]);
  });
  test("F1 F6 a viewer's FIND goes to the host, and FOUND comes back", async () => {
    const host = await FakeHost.start();
    const session = new Session({
      link: host.link,
      name: "Ken",
      personKey: new Uint8Array(16),
      client: "test",
      open: host.connect,
      display: { show: async () => "shown" },
      clock: new ManualClock(),
    });
    host.onHeard = (guest, message) => {
      if (message.type !== "FIND") return;
      const { token } = message;
      const matches = [at(4711)];
      void guest.say({ type: "FOUND", token, generation: 3, row: 0, state: "done", matches });
    };
    session.start();
    await until(() => session.view.state.type === "opening");
    host.guest.frame(await host.next("keyframe", [screenOf("$ ", 80, 24, 5000), pastOf(0, 3)]));
    host.guest.frame(await host.next("delta", [outputOf("on")]));
    await until(() => session.search.connected && session.view.state.type === "live");
    session.search.start(WANTED, 5000);
    await until(() => session.search.count === 1);
    expect(session.search.at(0)).toEqual({ row: 4711, column: 3, lastRow: 4711, endColumn: 4 });
    session.dispose();
  });
});

describe("what this page finds itself", () => {
  const found = async (query: Query, line: string): Promise<string[]> => {
    const all: string[] = [];
    (await matcherOf(query))?.(line, (start, end) => all.push(`${start}-${end}`));
    return all;
  };
  test("F4 text, with and without case", async () => {
    const query = { text: "aA", ignoreCase: false, expression: false };
    expect(await found(query, "aAaA aa")).toEqual(["0-2", "2-4"]);
    expect(await found({ ...query, ignoreCase: true }, "aAaA aa")).toEqual(["0-2", "2-4", "5-7"]);
    expect(await found({ ...query, text: "straße", ignoreCase: true }, "die STRAßE")).toEqual([
      "4-10",
    ]);
  });
  test("F4 expressions of RE2, linear in time", async () => {
    const query = { text: "(a+)+$", ignoreCase: false, expression: true };
    expect(await found(query, `${"a".repeat(5000)}b`)).toEqual([]);
    expect(await found({ ...query, text: "\\bb[0-9]+" }, "b12 ab3 b4")).toEqual(["0-3", "8-10"]);
    expect(await matcherOf({ ...query, text: "[" })).toBeUndefined();
  });
  test("B20 an expression that would be large is not compiled", async () => {
    expect(isTooLarge("((a{99}){99}){99}")).toBe(true);
    expect(isTooLarge("([0-9]{1,3}\\.){3}[0-9]{1,3}")).toBe(false);
    const query = { text: "((a{999}){999}){999}", ignoreCase: false, expression: true };
    expect(await matcherOf(query)).toBeUndefined();
  });
  test("F1 rows that a soft wrap joins are one line", async () => {
    const matcher = await matcherOf({ text: "needle", ignoreCase: false, expression: false });
    if (matcher === undefined) throw new Error("no matcher");
    const line = (row: number, text: string, wrapped = false) => ({
      row,
      text,
      width: text.length,
      wrapped,
    });
    const lines = [line(7, "\x1b[0;31mnee\x1b[m"), line(8, "dle, needle", true), line(9, "nee")];
    expect(matchesOf(lines, matcher)).toEqual([
      { row: 7, column: 0, lastRow: 8, endColumn: 3 },
      { row: 8, column: 5, lastRow: 8, endColumn: 11 },
    ]);
  });
});
