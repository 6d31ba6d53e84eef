import { type History, PAGE_ROWS, pageOf } from "../session";
import { plainOf } from "./lines";
import type { NumberedLine, PageLines } from "./pageLines";
import type { Range } from "./selection";
import { pageToAsk, type Sources } from "./stretch";

/** Rows that are copied at most: some megabytes of text. */
export const MAX_COPIED_ROWS = 100_000;

export type CopyOptions = {
  readonly sources: () => Sources;
  readonly history: () => History | undefined;
  readonly pages: PageLines;
};

/** The text of any part of the session; what is not here is pulled. */
export class Copying {
  readonly #options: CopyOptions;

  constructor(options: CopyOptions) {
    this.#options = options;
  }

  /** Wrapped rows are one line. Undefined when rows cannot be had any more, or not now. */
  async text(range: Range): Promise<string | undefined> {
    const lines = await this.lines(range);
    return lines?.map(({ text }) => text.replace(/ +$/, "")).join("\n");
  }

  /** Logical lines, each with the row it begins on. */
  async lines(range: Range, looks: Looks = "plain"): Promise<readonly Written[] | undefined> {
    const { from } = range;
    const last = Math.min(range.to.row, from.row + MAX_COPIED_ROWS - 1);
    const written: { row: number; text: string }[] = [];
    let lineOfRow = { row: -1, line: 0 };
    for (let row = from.row; row <= last; ) {
      const lines = await this.#lines(row, last + 1);
      if (lines === undefined) return undefined;
      for (const line of lines) {
        lineOfRow =
          lineOfRow.row === line.row
            ? { row: line.row, line: lineOfRow.line + 1 }
            : { row: line.row, line: 0 };
        const text = await this.#cut(line, lineOfRow, range, looks);
        const before = written.at(-1);
        if (text === undefined) continue;
        if (before !== undefined && line.wrapped) before.text = this.#filled(before.text) + text;
        else written.push({ row: line.row, text });
      }
      row = Math.max(row + 1, (lines.at(-1)?.row ?? row) + 1);
    }
    return written;
  }

  /** What was cut off the end of a row are blanks that the line goes on behind. */
  #filled(text: string): string {
    const { columns } = this.#options.sources();
    return isNarrow(text) ? text.padEnd(Math.ceil(text.length / columns) * columns) : text;
  }

  /** The lines of some rows from this one on, as many as are at hand together. */
  async #lines(row: number, end: number): Promise<readonly NumberedLine[] | undefined> {
    const sources = this.#options.sources();
    const { liveFirst, liveEnd, columns } = sources;
    if (row >= liveFirst) {
      const stop = Math.min(end, liveEnd);
      return sources.live(row, stop).map((line, at) => ({ ...line, row: row + at }));
    }
    const asked = pageToAsk(pageOf(row), sources);
    if (asked === undefined) return undefined;
    const rows = await this.#options.history()?.pull(asked);
    if (rows === undefined) return undefined;
    const stop = Math.min(end, liveFirst, (pageOf(row) + 1) * PAGE_ROWS);
    const lines = await this.#options.pages.lines(asked, rows, columns);
    return lines.filter((line) => line.row >= row && line.row < stop);
  }

  /** What of a line is in the range; undefined where it is not. */
  async #cut(
    line: NumberedLine,
    at: { readonly row: number; readonly line: number },
    { from, to }: Range,
    looks: Looks,
  ): Promise<string | undefined> {
    const first = at.row === from.row && at.line === from.line;
    const last = at.row === to.row && at.line === to.line;
    const above = at.row === from.row && at.line < from.line;
    const below = at.row > to.row || (at.row === to.row && at.line > to.line);
    if (above || below) return undefined;
    const plain = looks === "styled" ? line.text : plainOf(line);
    const start = first ? from.x : 0;
    if (start === 0 && !last) return plain;
    const end = last ? to.x : this.#options.sources().columns;
    return isNarrow(plain) ? plain.slice(start, end) : this.#options.pages.cut(line, start, end);
  }
}

/** A logical line of a session and the row that it begins on. */
export type Written = { readonly row: number; readonly text: string };

/** With colours, links and the rest as escape sequences, or without. */
type Looks = "plain" | "styled";

const isNarrow = (text: string): boolean => /^[ -~]*$/.test(text);
