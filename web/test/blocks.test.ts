import { describe, expect, test } from "vitest";
import type { Block, GuestMessage } from "../src/protocol";
import { BlockIndex, directoryOf, durationOf, noteOf } from "../src/session";

type List = GuestMessage & { type: "LIST_BLOCKS" };

const block = (id: number, more: Partial<Block> = {}): Block => ({
  id,
  state: "ended",
  nested: false,
  firstRow: 10 * id,
  outputRow: 10 * id + 1,
  endRow: 10 * id + 10,
  known: true,
  status: 0,
  started: 1,
  took: 100,
  person: 0,
  command: `echo ${id}`,
  directory: "/home/mo/src",
  ...more,
});

const from = (first: number, last: number): Block[] =>
  Array.from({ length: last - first + 1 }, (_, at) => block(first + at));

function index(total: number) {
  const asked: List[] = [];
  const timers: (() => void)[] = [];
  const clock = {
    now: () => 0,
    random: () => 0,
    after: (_: number, run: () => void) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), 1);
    },
  };
  const blocks = new BlockIndex(clock, { ask: (list) => asked.push(list), generation: () => 3 });
  blocks.state({
    type: "BLOCKS",
    total,
    home: "/home/mo",
    newest: from(Math.max(1, total - 19), total),
  });
  const answer = (generation = 3): void => {
    const { token, before } = asked.at(-1) as List;
    const blocksBefore = before <= 1 ? [] : from(Math.max(1, before - 200), before - 1);
    blocks.received({ type: "BLOCK_LIST", token, generation, blocks: blocksBefore });
  };
  return { blocks, asked, timers, answer };
}

describe("the index of blocks", () => {
  test("K3 a state brings the newest, and older ones come when they are asked for", async () => {
    const { blocks, asked, answer } = index(10_000);
    expect(blocks.all).toHaveLength(20);
    expect(asked).toEqual([]);
    const older = blocks.older();
    answer();
    expect(await older).toBe(true);
    expect(blocks.all[0]?.id).toBe(9_781);
    expect(blocks.complete).toBe(false);
  });

  test("K4 lists end where there are no earlier blocks", async () => {
    const { blocks, answer } = index(221);
    for (let more = true; more; ) {
      const older = blocks.older();
      if (!blocks.complete) answer();
      more = await older;
    }
    expect(blocks.all.map(({ id }) => id)).toEqual(from(1, 221).map(({ id }) => id));
    expect(blocks.complete).toBe(true);
  });

  test("K4 one is found while others are listed, and what never comes is given up", async () => {
    const { blocks, asked, timers, answer } = index(1_000);
    const found = blocks.find(7);
    void blocks.older();
    expect(asked.map(({ before }) => before)).toEqual([8, 981]);
    asked.pop();
    answer();
    expect((await found)?.command).toBe("echo 7");
    const lost = blocks.find(9);
    for (const run of [...timers]) run();
    expect(await lost).toBeUndefined();
  });

  test("a list of another generation counts for nothing", async () => {
    const { blocks, answer } = index(1_000);
    const older = blocks.older();
    answer(2);
    expect(await older).toBe(false);
    expect(blocks.all).toHaveLength(20);
  });

  test("K2 news replaces what was known, and a state replaces all", () => {
    const { blocks } = index(30);
    blocks.now(block(31, { state: "running", endRow: 0 }));
    expect(blocks.total).toBe(31);
    blocks.now(block(31, { status: 2 }));
    expect(blocks.total).toBe(31);
    expect(blocks.get(31)?.status).toBe(2);
    blocks.state({ type: "BLOCKS", total: 1, home: "", newest: [block(1)] });
    expect(blocks.all).toEqual([block(1)]);
  });

  test("K1 a row is in the innermost block that it is part of", () => {
    const { blocks } = index(3);
    blocks.now(block(4, { state: "running", firstRow: 40, outputRow: 41, endRow: 0 }));
    blocks.now(block(5, { nested: true, firstRow: 43, outputRow: 44, endRow: 46 }));
    expect([0, 15, 20, 39, 40, 43, 45, 46, 900].map((row) => blocks.at(row)?.id)).toEqual([
      undefined,
      1,
      2,
      3,
      4,
      5,
      5,
      4,
      4,
    ]);
  });
});

describe("words about blocks", () => {
  test("durations and directories are as short as they can be said", () => {
    expect([40, 12_300, 61_000, 3_720_000].map(durationOf)).toEqual([
      "0.0s",
      "12.3s",
      "1m 1s",
      "1h 2m",
    ]);
    expect(directoryOf("/home/mo/src", "/home/mo")).toBe("~/src");
    expect(directoryOf("/home/moritz", "/home/mo")).toBe("/home/moritz");
  });

  test("a note leaves out what has no room", () => {
    const failed = block(1, { status: 2 });
    expect([40, 20, 10, 3].map((room) => noteOf(failed, "/home/mo", room))).toEqual([
      "~/src · 0.1s · exit 2",
      "0.1s · exit 2",
      "exit 2",
      "",
    ]);
  });
});
