import type { Rows } from "../protocol";
import { PAGE_ROWS, pageOf, tailBefore } from "../session";
import { BLANK, type Line } from "./lines";
import type { NumberedLine } from "./pageLines";

/** A place in the session that survives being written anew: a row, and lines below the row's first. */
export type Place = { readonly row: number; readonly line: number };

export const samePlace = (one: Place, other: Place): boolean =>
  one.row === other.row && one.line === other.line;

/** Part of the session's rows in the grid's width, with what is not here yet as placeholders. */
export class Stretch {
  readonly lines: readonly NumberedLine[];
  /** Rows that have not arrived. */
  readonly missing: ReadonlySet<number>;
  /** From this row on they were on the live screen, and may have changed. */
  readonly unsettled: number;

  constructor(
    lines: readonly NumberedLine[] = [],
    missing: ReadonlySet<number> = new Set(),
    unsettled = 0,
  ) {
    this.lines = lines;
    this.missing = missing;
    this.unsettled = unsettled;
  }

  /** The lines of a row that is here for good. */
  settled(row: number): readonly NumberedLine[] {
    if (row >= this.unsettled || this.missing.has(row)) return [];
    const at = this.find({ row, line: 0 });
    let end = at;
    while (this.lines[end]?.row === row) end++;
    return this.lines.slice(at, end);
  }

  /** Where a place is, in lines from the top; the next row's where the row itself is not there. */
  find({ row, line }: Place): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle]?.row ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    let at = low;
    while (at < low + line && this.lines[at + 1]?.row === row) at++;
    return at;
  }

  at(index: number): Place {
    const { lines } = this;
    const row = lines[Math.min(Math.max(index, 0), lines.length - 1)]?.row ?? 0;
    return { row, line: Math.max(0, index - this.find({ row, line: 0 })) };
  }

  /** Whether something between two lines has not arrived. */
  lacks(from: number, to: number): boolean {
    if (this.missing.size === 0) return false;
    return this.lines.slice(Math.max(0, from), to).some(({ row }) => this.missing.has(row));
  }
}

/** What there is to show, and where from. */
export type Sources = {
  /** What rows are called in; undefined before a host has said so. */
  readonly generation: number | undefined;
  readonly columns: number;
  readonly oldestRow: number;
  /** Rows of the live terminal, from this one up to its end. */
  readonly liveFirst: number;
  readonly liveEnd: number;
  /** The first row of the live screen. */
  readonly liveTop: number;
  readonly live: (from: number, to: number) => readonly Line[];
  /** Pages from this one on are not full yet (rule P1). */
  readonly pagesEnd: number;
  readonly page: (page: number) => readonly Rows[] | undefined;
  readonly read: (page: number, rows: readonly Rows[]) => Promise<readonly NumberedLine[]>;
};

/**
 * Rows `from` up to `to`: pages where there are any, the live terminal's rows where those begin. The page that both
 * have part of is taken whole, so that a line never comes from two sides; what was there `before` and is nowhere else
 * stays.
 */
export async function stretchOf(
  from: number,
  to: number,
  sources: Sources,
  before: Stretch,
): Promise<Stretch> {
  const { oldestRow, liveFirst, liveEnd, liveTop } = sources;
  const lines: NumberedLine[] = [];
  const missing = new Set<number>();
  const fill = (first: number, end: number): void => {
    for (let row = first; row < Math.min(end, liveFirst); row++) {
      // A keyframe may take rows out of the live terminal that somebody is reading.
      const known = before.settled(row);
      lines.push(...known);
      if (known.length > 0) continue;
      missing.add(row);
      lines.push({ ...placeholder(row, sources.columns), row });
    }
    const start = Math.max(first, liveFirst);
    const stop = Math.min(end, liveEnd);
    if (start >= stop) return;
    const live = sources.live(start, stop);
    lines.push(...live.map((line, at) => ({ ...line, row: start + at })));
  };
  const first = Math.max(from, oldestRow);
  for (let row = first; row < Math.min(to, liveEnd); ) {
    const page = pageOf(row);
    const start = page * PAGE_ROWS;
    const end = start + PAGE_ROWS;
    const asked = pageToAsk(page, sources);
    const rows = asked === undefined ? undefined : sources.page(asked);
    if (rows === undefined || asked === undefined) {
      fill(row, Math.min(end, to));
    } else if (asked !== page) {
      const stop = Math.min(end, to, liveFirst);
      const read = await sources.read(asked, rows);
      lines.push(...read.filter((line) => line.row >= row && line.row < stop));
      fill(stop, Math.min(end, to));
    } else {
      const read = await sources.read(page, rows);
      for (const line of read) if (line.row >= row) lines.push(line);
      if (read.length === 0)
        for (let gone = row; gone < end; gone++) lines.push({ ...BLANK, row: gone });
    }
    row = end;
  }
  if (lines[0] !== undefined) lines[0] = { ...lines[0], wrapped: false };
  return new Stretch(lines, missing, liveTop);
}

/**
 * What brings the rows of a page that are not in the live terminal: the page itself once it is full, the rows before
 * the live terminal's first while it is not (rule P5).
 */
export function pageToAsk(
  page: number,
  { liveFirst, pagesEnd }: Pick<Sources, "liveFirst" | "pagesEnd">,
): number | undefined {
  if (page * PAGE_ROWS >= liveFirst) return undefined;
  return page < pagesEnd ? page : tailBefore(liveFirst);
}

/** Quiet: something of no known length is here, and comes. */
const placeholder = (row: number, columns: number): Line => {
  const width = Math.min(8 + ((row * 29) % 41), columns);
  return { text: `\x1b[2;90m${"╌".repeat(width)}\x1b[m`, width, wrapped: false };
};
