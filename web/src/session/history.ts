import type { Page, PageId, Past, Rows } from "../protocol";
import type { Clock } from "./ports";

/** Rows of a page (rule P1). */
export const PAGE_ROWS = 256;
/** B13: a relay does not ask for more on behalf of one guest. */
const MAX_ASKED = 4;
/** Opened pages that are kept, the least recently looked at go first: fifty thousand rows. */
const MAX_PAGES = 200;
/** The same in bytes of text, for pages near B15. */
const MAX_TEXT_BYTES = 48 * 1024 * 1024;
/** A page that did not open, or never came, is asked for again after so long (rules P2, P3). */
const AGAIN_AFTER_MS = 5000;

export const pageOf = (row: number): number => Math.floor(row / PAGE_ROWS);

/** Rule P5: pages from this number on end before a row of any number. */
const TAILS = 2 ** 40;
/** The page of the rows before this one. */
export const tailBefore = (row: number): number => TAILS + row;

/** The rows of a page: from the first up to before the second. */
const rowsOf = (page: number): readonly [number, number] =>
  page < TAILS
    ? [page * PAGE_ROWS, (page + 1) * PAGE_ROWS]
    : [Math.max(0, page - TAILS - PAGE_ROWS), page - TAILS];

export type HistoryEvents = {
  readonly ask: (page: PageId) => void;
  /** The host no longer has what PAST says: a keyframe brings a newer one. */
  readonly stale: () => void;
};

type Kept = { readonly rows: readonly Rows[]; readonly bytes: number };

/** The rows that have left the screen, as far as somebody looked at them: pulled in pages, kept for a while. */
export class History {
  readonly #clock: Clock;
  readonly #events: HistoryEvents;
  readonly #listeners = new Set<() => void>();
  /** In the order of use, the latest last. */
  readonly #kept = new Map<number, Kept>();
  readonly #asked = new Map<number, () => void>();
  /** Pages that somebody waits for, wherever they look. */
  readonly #pulled = new Map<number, ((rows: readonly Rows[] | undefined) => void)[]>();
  #bytes = 0;
  #wanted: readonly number[] = [];
  #past: Past | undefined;
  #connected = false;

  constructor(clock: Clock, events: HistoryEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** The first row there is; undefined until a host has said so. */
  get oldestRow(): number | undefined {
    return this.#past?.oldestRow;
  }

  /** What the numbers of rows mean: others in each generation (rule P1). */
  get generation(): number | undefined {
    return this.#past?.generation;
  }

  /** Whether pages can be had right now. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Called when pages arrive, and when what there is has changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a keyframe says. Pages of a generation that is over are forgotten (rule P1). */
  past(past: Past): void {
    if (past.generation !== this.#past?.generation) this.#forget();
    this.#past = past;
    this.#ask();
    this.#tell();
  }

  /** The stream runs: the relay knows this guest, and answers. */
  found(): void {
    if (this.#connected) return;
    this.#connected = true;
    this.#ask();
    this.#tell();
  }

  /** A program cleared all rows before this one; the host's next keyframe will say so too. */
  cleared(row: number): void {
    if (this.#past === undefined || row <= this.#past.oldestRow) return;
    this.#past = { ...this.#past, oldestRow: row };
    this.#tell();
  }

  /** The connection is gone, or the host is: what was asked for has to be asked for again. */
  lost(): void {
    this.#connected = false;
    for (const cancel of this.#asked.values()) cancel();
    this.#asked.clear();
    for (const page of [...this.#pulled.keys()]) this.#settle(page, undefined);
    this.#tell();
  }

  /** The pages that are looked at, the nearest first; what was wanted before and not yet asked for is dropped. */
  want(pages: readonly number[]): void {
    this.#wanted = pages;
    this.#ask();
  }

  /** The rows of a page: none where the host has none of them, undefined where they have not arrived. */
  rows(page: number): readonly Rows[] | undefined {
    const kept = this.#kept.get(page);
    if (kept === undefined) return undefined;
    this.#kept.delete(page);
    this.#kept.set(page, kept);
    return kept.rows;
  }

  /** All pages that are here, in their order. */
  loaded(): readonly { readonly page: number; readonly rows: readonly Rows[] }[] {
    return [...this.#kept]
      .map(([page, { rows }]) => ({ page, rows }))
      .sort((one, other) => rowsOf(one.page)[0] - rowsOf(other.page)[0]);
  }

  /** A page for whoever needs it whole; undefined when it cannot be had any more, or not now. */
  pull(page: number): Promise<readonly Rows[] | undefined> {
    const rows = this.rows(page);
    if (rows !== undefined || !this.#connected) return Promise.resolve(rows);
    return new Promise((resolve) => {
      this.#pulled.set(page, [...(this.#pulled.get(page) ?? []), resolve]);
      this.#ask();
      if (!this.#asked.has(page) && this.#asked.size < MAX_ASKED) this.#settle(page, undefined);
    });
  }

  /** A page as it was opened; undefined when it could not be. */
  received(page: Page, rows: readonly Rows[] | undefined): void {
    if (page.generation !== this.#past?.generation) return;
    // What nobody asked for is not kept: a relay cannot fill the memory.
    if (!this.#asked.has(page.page)) return;
    // The time that runs for it asks again (rule P2).
    if (rows === undefined || !isOf(page.page, rows)) return;
    this.#asked.get(page.page)?.();
    this.#asked.delete(page.page);
    const some = rows.filter(({ count }) => count > 0);
    this.#keep(page.page, some);
    this.#settle(page.page, some);
    if (some.length === 0) this.#events.stale();
    this.#ask();
    this.#tell();
  }

  dispose(): void {
    this.lost();
    this.#listeners.clear();
  }

  #settle(page: number, rows: readonly Rows[] | undefined): void {
    for (const resolve of this.#pulled.get(page) ?? []) resolve(rows);
    this.#pulled.delete(page);
  }

  #keep(page: number, rows: readonly Rows[]): void {
    const bytes = rows.reduce((sum, { text }) => sum + text.length, 0);
    this.#bytes += bytes - (this.#kept.get(page)?.bytes ?? 0);
    this.#kept.delete(page);
    this.#kept.set(page, { rows, bytes });
    for (const [oldest, kept] of this.#kept) {
      if (this.#kept.size <= MAX_PAGES && this.#bytes <= MAX_TEXT_BYTES) break;
      if (oldest === page) break;
      this.#kept.delete(oldest);
      this.#bytes -= kept.bytes;
    }
  }

  #forget(): void {
    for (const page of [...this.#pulled.keys()]) this.#settle(page, undefined);
    for (const cancel of this.#asked.values()) cancel();
    this.#asked.clear();
    this.#kept.clear();
    this.#bytes = 0;
  }

  #ask(): void {
    const past = this.#past;
    if (past === undefined || !this.#connected) return;
    for (const page of [...this.#wanted, ...this.#pulled.keys()]) {
      if (this.#asked.size >= MAX_ASKED) return;
      const there = page >= 0 && rowsOf(page)[1] > past.oldestRow;
      if (!there || this.#kept.has(page) || this.#asked.has(page)) continue;
      const again = (): void => {
        this.#asked.delete(page);
        this.#ask();
      };
      this.#asked.set(page, this.#clock.after(AGAIN_AFTER_MS, again));
      this.#events.ask({ generation: past.generation, page });
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Rule P4: rows of that page, in the order of their numbers. */
function isOf(page: number, rows: readonly Rows[]): boolean {
  let [next, end] = rowsOf(page);
  return rows.every(({ firstRow, count }) => {
    const fits = count === 0 || (firstRow >= next && firstRow + count <= end);
    next = firstRow + count;
    return fits;
  });
}
