import { describe, expect, test } from "vitest";
import type { Rows } from "../src/protocol";
import { tailBefore } from "../src/session";
import { type Line, textOf } from "../src/terminal/lines";
import { type Sources, Stretch, stretchOf as stretchAfter } from "../src/terminal/stretch";
import { rowsOf } from "./fakeHost";

const lineOf = (text: string, wrapped = false): Line => ({ text, width: text.length, wrapped });

const stretchOf = (from: number, to: number, all: Sources) =>
  stretchAfter(from, to, all, new Stretch());

/** A session of 1,000 rows, the live terminal holding those from 700 on; only some pages have arrived. */
function sources(arrived: readonly number[], change: Partial<Sources> = {}): Sources {
  return {
    columns: 80,
    oldestRow: 0,
    liveFirst: 700,
    liveEnd: 1000,
    liveTop: 976,
    generation: 1,
    live: (from, to) => Array.from({ length: to - from }, (_, at) => lineOf(`live ${from + at}`)),
    pagesEnd: 3,
    page: (page) => (arrived.includes(page) ? [rowsOf(page * 256, 256)] : undefined),
    read: async (_page, rows: readonly Rows[]) =>
      rows.flatMap(({ firstRow, count }) =>
        Array.from({ length: count }, (_, at) => ({
          ...lineOf(`page ${firstRow + at}`),
          row: firstRow + at,
        })),
      ),
    ...change,
  };
}

describe("a stretch of the past", () => {
  test("P1 every row is in it once, whichever side it comes from", async () => {
    for (const arrived of [[], [0], [1, 2], [0, 1, 2]]) {
      const { lines } = await stretchOf(0, 1000, sources(arrived));
      expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 1000 }, (_, row) => row));
    }
  });
  test("the page that reaches into the live terminal is taken whole", async () => {
    const { lines } = await stretchOf(512, 1000, sources([2]));
    expect(lines[188]?.text).toBe("page 700");
    expect(lines[255]?.text).toBe("page 767");
    expect(lines[256]?.text).toBe("live 768");
  });
  test("rows that have not arrived are placeholders, and the live ones below them are there", async () => {
    const stretch = await stretchOf(512, 1000, sources([]));
    expect(stretch.missing.size).toBe(188);
    expect(stretch.lacks(0, 10)).toBe(true);
    expect(stretch.lacks(188, 488)).toBe(false);
    expect(stretch.lines[188]?.text).toBe("live 700");
  });
  test("P5 what no full page has and the live terminal neither comes before the live rows", async () => {
    const tail = tailBefore(700);
    const { lines, missing } = await stretchOf(0, 1000, {
      ...sources([0, 1]),
      pagesEnd: 2,
      page: (page) =>
        page === tail ? [rowsOf(444, 256)] : page < 2 ? [rowsOf(page * 256, 256)] : undefined,
    });
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 1000 }, (_, row) => row));
    expect(missing.size).toBe(0);
    expect(lines[511]?.text).toBe("page 511");
    expect(lines[699]?.text).toBe("page 699");
    expect(lines[700]?.text).toBe("live 700");
  });
  test("P1 a page that is not full yet is not asked for its rows", async () => {
    const { lines } = await stretchOf(512, 1000, sources([2], { pagesEnd: 2 }));
    expect(lines[188]?.text).toBe("live 700");
  });
  test("P4 nothing stands before the oldest row, and rows that are gone are blank", async () => {
    const { lines } = await stretchOf(0, 600, sources([], { oldestRow: 300, page: () => [] }));
    expect(lines[0]).toMatchObject({ row: 300, text: "" });
    expect(lines).toHaveLength(768 - 300);
  });
  test("rows that a keyframe takes out of the live terminal stay where they are read", async () => {
    const before = await stretchOf(512, 1000, sources([]));
    const later = sources([], { liveFirst: 980, liveEnd: 1300 });
    const { lines, missing } = await stretchAfter(512, 1000, later, before);
    expect(lines.find(({ row }) => row === 800)?.text).toBe("live 800");
    expect(lines.find(({ row }) => row === 975)?.text).toBe("live 975");
    // These were on the screen, and may have changed before they left it.
    expect([...missing].filter((row) => row > 700)).toEqual([976, 977, 978, 979]);
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 488 }, (_, at) => 512 + at));
  });
  test("a place is found again after rows were laid out anew", async () => {
    const narrow = sources([0, 1, 2], {
      read: async (_page, rows) =>
        rows.flatMap(({ firstRow, count }) =>
          Array.from({ length: count * 2 }, (_, at) => ({
            ...lineOf(`${at}`),
            row: firstRow + Math.floor(at / 2),
          })),
        ),
    });
    const stretch = await stretchOf(256, 600, narrow);
    const at = stretch.find({ row: 300, line: 1 });
    expect(at).toBe((300 - 256) * 2 + 1);
    expect(stretch.at(at)).toEqual({ row: 300, line: 1 });
    expect(stretch.find({ row: 300, line: 7 })).toBe(at);
  });
});

describe("lines as text", () => {
  test("a line that goes on is filled to its edge, so that the terminal wraps it", () => {
    expect(textOf([lineOf("ab"), lineOf("cd", true), lineOf("e")], 4)).toBe("ab  cd\r\ne");
  });
});
