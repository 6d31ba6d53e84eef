import { type History, PAGE_ROWS, pageOf } from "../session";
import { type Line, plainOf } from "./lines";
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
    const { from } = range;
    const last = Math.min(range.to.row, from.row + MAX_COPIED_ROWS - 1);
    const parts: string[] = [];
    let lineOfRow = { row: -1, line: 0 };
    for (let row = from.row; row <= last; ) {
      const lines = await this.#lines(row, last + 1);
      if (lines === undefined) return undefined;
      for (const line of lines) {
        lineOfRow =
          lineOfRow.row === line.row
            ? { row: line.row, line: lineOfRow.line + 1 }
            : { row: line.row, line: 0 };
        const text = await this.#cut(line, lineOfRow, range);
        if (text === undefined) continue;
        if (parts.length > 0) this.#join(parts, line);
        parts.push(text);
      }
      row = Math.max(row + 1, (lines.at(-1)?.row ?? row) + 1);
    }
    return parts.join("").replace(/ +$/gm, "");
  }

  #join(parts: string[], line: Line): void {
    if (!line.wrapped) parts.push("\n");
    else {
      // What was cut off its end are blanks that the line goes on behind.
      const before = parts.at(-1) ?? "";
      if (isNarrow(before))
        parts[parts.length - 1] = before.padEnd(this.#options.sources().columns);
    }
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
  ): Promise<string | undefined> {
    const first = at.row === from.row && at.line === from.line;
    const last = at.row === to.row && at.line === to.line;
    const above = at.row === from.row && at.line < from.line;
    const below = at.row > to.row || (at.row === to.row && at.line > to.line);
    if (above || below) return undefined;
    const plain = plainOf(line);
    if (!first && !last) return plain;
    const start = first ? from.x : 0;
    const end = last ? to.x : this.#options.sources().columns;
    return isNarrow(plain) ? plain.slice(start, end) : this.#options.pages.cut(line, start, end);
  }
}

const isNarrow = (text: string): boolean => /^[ -~]*$/.test(text);
