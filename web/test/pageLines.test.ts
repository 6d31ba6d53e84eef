import { describe, expect, test, vi } from "vitest";
import type { Rows } from "../src/protocol";
import { linkOf, underlineOf } from "../src/terminal/extended";
import { linesOf, plainOf, textOf } from "../src/terminal/lines";
import { PageLines } from "../src/terminal/pageLines";
import { newTerminal, writeAll } from "../src/terminal/xterm";

// The graphemes add-on decodes its table wrongly from a pooled Buffer, which only Node has.
vi.hoisted(() => {
  Buffer.poolSize = 0;
});

const rows = (text: string, count: number, columns: number, continued = false): Rows => ({
  type: "ROWS",
  firstRow: 256,
  count,
  columns,
  continued,
  text: new TextEncoder().encode(text),
});

/** Every cell of a terminal, with all that can be seen of it. */
function cells(terminal: ReturnType<typeof newTerminal>, count: number): string[] {
  const { normal } = terminal.buffer;
  const links = linkOf(terminal);
  return Array.from({ length: count }, (_, y) => {
    const line = normal.getLine(y);
    const cell = (x: number): string => {
      const at = line?.getCell(x);
      if (at === undefined) return "";
      const flags = [at.isBold(), at.isDim(), at.isItalic(), at.isUnderline(), at.isInverse()];
      const more = [at.isBlink(), at.isInvisible(), at.isStrikethrough(), at.isOverline()];
      const colours = [at.getFgColorMode(), at.getFgColor(), at.getBgColorMode(), at.getBgColor()];
      const extra = `${underlineOf(at)}${links(at)}`;
      return `${at.getChars() || " "}${at.getWidth()}${[...flags, ...more].map((on) => (on ? 1 : 0)).join("")}${colours}${extra}`;
    };
    return `${line?.isWrapped}${Array.from({ length: terminal.cols }, (_, x) => cell(x)).join("|")}`;
  });
}

const ODD = [
  "plain",
  "\x1b[1;31mbold red\x1b[m and \x1b[48;5;200m  pink  \x1b[m tail",
  "\x1b[38;2;1;2;3;48;2;4;5;6mtrue\x1b[m \x1b[7minverse \x1b[m\x1b[9mstruck\x1b[m \x1b[53mover\x1b[m",
  "漢字 and 👩‍👩‍👧 and e\u0301 and \u{1f1e9}\u{1f1ea}\0\u{1f1eb}",
  "",
  "gap\x1b[20Cend\x1b[44m\x1b[K\x1b[m",
  `${"x".repeat(39)}漢 goes on past the edge of this terminal, and on, and on`,
  "\x1b[96mbright \x1b[103mground\x1b[m",
  `\x1b[4m${"u".repeat(80)}\x1b[m`,
  "\x1b[4:3;58:5:200mcurly\x1b[m \x1b[4:2;58:2::10:20:30mdouble\x1b[m \x1b[21;31mred\x1b[m",
  `\x1b]8;id=a;https://example.org/a;b\x07one\x1b]8;;\x07 \x1b]8;id=b;mailto:x@example.org\x07${"two \x1b[31m".repeat(12)}`,
  "\x1b[m\x1b]8;;\x07no more",
  "end",
].join("\r\n");

describe("lines read from a terminal", () => {
  test("make the same cells again", async () => {
    const first = newTerminal({ cols: 40, rows: 24, scrollback: 100 });
    await writeAll(first, ODD);
    const { normal } = first.buffer;
    const count = normal.baseY + normal.cursorY + 1;
    expect(cells(first, count).join()).toMatch(/4:3;58:5:200.*58:2::10:20:30.*example\.org/s);
    const second = newTerminal({ cols: 40, rows: 24, scrollback: 100 });
    await writeAll(second, textOf(linesOf(first, 0, count), 40));
    expect(cells(second, count)).toEqual(cells(first, count));
  });
});

describe("pages as lines", () => {
  test("P4 rows of the grid's width are one line each, with their numbers", async () => {
    const lines = await new PageLines().lines(1, [rows("a\r\nb\r\n\r\nd", 4, 40)], 40);
    expect(lines.map(({ row, text }) => `${row} ${text}`)).toEqual([
      "256 a",
      "257 b",
      "258 ",
      "259 d",
    ]);
  });
  test("P4 a row that goes on with the page before it says so", async () => {
    const lines = await new PageLines().lines(1, [rows("tail\r\nb", 2, 40, true)], 40);
    expect(lines.map(({ wrapped }) => wrapped)).toEqual([true, false]);
  });
  test("rows of a wider terminal are laid out anew, and so are those of a narrower", async () => {
    const long = "0123456789".repeat(6);
    const wide = await new PageLines().lines(1, [rows(`${long}\r\nshort`, 2, 80)], 40);
    expect(wide.map(({ text, wrapped }) => [text.length, wrapped])).toEqual([
      [40, false],
      [20, true],
      [5, false],
    ]);
    const narrow = await new PageLines().lines(1, [rows(`${long}\r\nshort`, 4, 20)], 40);
    expect(narrow.map(({ text, wrapped, row }) => [text.length, wrapped, row])).toEqual([
      [40, false, 256],
      [20, true, 257],
      [5, false, 258],
    ]);
  });
  test("links and underlines of rows that are laid out anew stay what they are", async () => {
    const link = "\x1b]8;id=weft-7;https://example.org/\x07";
    const text = `${link}${"\x1b[4:3;58:5:9mwords".repeat(10)}\x1b]8;;\x07\x1b[m`;
    const lines = await new PageLines().lines(1, [rows(text, 1, 80)], 40);
    expect(lines.map((line) => line.text)).toEqual([
      `\x1b[0;4:3;58:5:9m${link}${"words".repeat(8)}\x1b]8;;\x07\x1b[m`,
      `\x1b[0;4:3;58:5:9m${link}${"words".repeat(2)}\x1b]8;;\x07\x1b[m`,
    ]);
    expect(lines.map(plainOf)).toEqual(["words".repeat(8), "words".repeat(2)]);
  });
  test("parts of several widths stand below each other", async () => {
    const parts = [rows("one\r\ntwo", 2, 80), { ...rows("three", 1, 30), firstRow: 258 }];
    const lines = await new PageLines().lines(1, parts, 40);
    expect(lines.map(({ text, row }) => [text, row])).toEqual([
      ["one", 256],
      ["two", 257],
      ["three", 258],
    ]);
  });
  test("what answers a program does not, and text that says nonsense harms nothing", async () => {
    const bytes = new Uint8Array(5000).map((_, at) => (at * 7919) % 256);
    const nonsense = { ...rows("", 256, 40), text: bytes };
    const lines = await new PageLines().lines(1, [nonsense], 40);
    expect(lines.length).toBeLessThanOrEqual(256);
  });
});

test("two that read at the same time get each their own", async () => {
  const pages = new PageLines();
  const page = (word: string): Rows =>
    rows(Array.from({ length: 200 }, (_, at) => `${word} ${at}`).join("\r\n"), 200, 40);
  const [ones, others, cut] = await Promise.all([
    pages.lines(1, [page("one")], 40),
    pages.lines(2, [page("other")], 30),
    pages.cut({ text: "漢字 and more", width: 13, wrapped: false }, 4, 8),
  ]);
  expect(ones.map(plainOf)).toEqual(Array.from({ length: 200 }, (_, at) => `one ${at}`));
  expect(others.map(plainOf)).toEqual(Array.from({ length: 200 }, (_, at) => `other ${at}`));
  expect(cut).toBe(" and");
  pages.dispose();
});
