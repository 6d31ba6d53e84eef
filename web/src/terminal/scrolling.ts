import type { Terminal } from "@xterm/xterm";
import { type History, PAGE_ROWS, pageOf } from "../session";
import { Copying } from "./copying";
import { linesOf } from "./lines";
import { LiveRows } from "./liveRows";
import { OwnRows } from "./ownRows";
import { PageLines } from "./pageLines";
import { PastView, painted } from "./pastView";
import { type Place, pageToAsk, type Sources } from "./stretch";
import { pin } from "./xterm";

/** Where somebody is in the session; rows by their numbers. */
export type Position = {
  readonly oldest: number;
  /** One past the last row. */
  readonly end: number;
  readonly top: number;
  /** Rows that are seen at a time. */
  readonly rows: number;
  /** Not at the live end. */
  readonly reading: boolean;
  /** Rows that are looked at have not arrived: they come, or they come once the host is back. */
  readonly loading: "no" | "coming" | "cut off";
  /** Something was printed while somebody reads. */
  readonly news: boolean;
  /** A full-screen program has no history. */
  readonly fixed: boolean;
};

export type ScrollingOptions = {
  readonly stage: HTMLElement;
  readonly live: () => Terminal;
  readonly make: (parent: HTMLElement) => Terminal;
  /** There is none before a session is. */
  readonly history: () => History | undefined;
};

/** A keyframe that is kept waiting for so long goes ahead. */
const HOLD_MS = 1500;

/** One way through all rows of the session: the live terminal's own, and above them those of the past. */
export class Scrolling {
  readonly #options: ScrollingOptions;
  readonly #past: PastView;
  readonly #pages = new PageLines();
  readonly #listeners = new Set<(position: Position) => void>();
  readonly #onDrawn = new Set<() => void>();
  readonly #onSwitched = new Set<() => void>();
  /** What this page has of the session. */
  readonly own: OwnRows;
  readonly copying: Copying;
  #live: LiveRows | undefined;
  #history: History | undefined;
  #forget: (() => void) | undefined;
  #inPast = false;
  /** A whole screen is about to replace the live one: nobody can stay there. */
  #held = false;
  /** The row at the top while somebody reads in the live terminal. */
  #readRow: number | undefined;
  /** The live screen is not to be scrolled away by output. */
  #stays = false;
  #news = false;
  #jumps = 0;
  #told: Position | undefined;

  constructor(options: ScrollingOptions) {
    this.#options = options;
    this.#past = new PastView({
      stage: options.stage,
      live: options.live,
      make: options.make,
      sources: () => this.#sources(),
      want: (pages) => this.#history?.want(pages),
      moved: () => this.#tell(),
      written: () => this.#switched(),
    });
    this.own = new OwnRows({
      live: options.live,
      rows: () => this.#rows,
      history: () => this.#known(),
      pages: this.#pages,
    });
    this.copying = new Copying({
      sources: () => this.#sources(),
      history: () => this.#known(),
      pages: this.#pages,
    });
  }

  /** A live terminal, the first or one in place of another. */
  attach(terminal: Terminal): void {
    this.#live?.dispose();
    this.#live = new LiveRows(terminal, {
      trimmed: () => this.#trimmed(),
      cleared: () => this.#history?.cleared(this.#live?.first ?? 0),
    });
    terminal.onRender(() => {
      this.#rendered();
      this.drawn();
    });
  }

  subscribe(listener: (position: Position) => void): () => void {
    this.#listeners.add(listener);
    listener(this.position);
    return () => this.#listeners.delete(listener);
  }

  /** Called after each painting of the terminal that is seen. */
  onDrawn(listener: () => void): () => void {
    this.#onDrawn.add(listener);
    return () => this.#onDrawn.delete(listener);
  }

  /** Called when another terminal is seen, or the one that is has been written anew. */
  onSwitched(listener: () => void): () => void {
    this.#onSwitched.add(listener);
    return () => this.#onSwitched.delete(listener);
  }

  /** Whether the terminal that is seen is being written anew. */
  get writing(): boolean {
    return this.#inPast && this.#past.writing;
  }

  drawn(): void {
    for (const listener of this.#onDrawn) listener();
  }

  get position(): Position {
    const terminal = this.#terminal;
    const live = this.#rows;
    const fixed = terminal.buffer.active.type === "alternate" && !this.#inPast;
    const loading = this.#inPast && this.#past.loading;
    return {
      oldest: this.#oldest,
      end: live.end,
      top: this.#inPast ? this.#past.place.row : fixed ? live.top : live.seen,
      rows: terminal.rows,
      reading: this.#inPast || (!fixed && live.seen < live.top),
      loading: !loading ? "no" : this.#history?.connected === true ? "coming" : "cut off",
      news: this.#news,
      fixed,
    };
  }

  /** Whether what is seen is not the live terminal. */
  get inPast(): boolean {
    return this.#inPast;
  }

  /** The terminal that is seen. */
  get seen(): Terminal {
    return (this.#inPast && this.#past.terminal) || this.#terminal;
  }

  /** The text of the lines that are seen. */
  shown(): string[] {
    if (this.#inPast) return this.#past.shown();
    const { active } = this.#terminal.buffer;
    return linesText(active, active.viewportY, this.#terminal.rows);
  }

  /** Down by so many lines, or up. */
  by(lines: number): void {
    if (lines === 0 || this.position.fixed) return;
    if (this.#inPast) return this.#toPlace(this.#past.from(lines));
    const to = this.#rows.seen + lines;
    if (to < this.#rows.first && this.#oldest < this.#rows.first)
      return this.#toPlace({ row: to, line: 0 });
    if (lines < 0) this.#lookAhead(to);
    this.#terminal.scrollLines(lines);
    this.#rendered();
  }

  /** Counts how often somebody went to a place, which ends what still moves from before. */
  get jumps(): number {
    return this.#jumps;
  }

  /** Puts a row at the top, or as near to it as there are rows below. */
  to(row: number): void {
    this.#jumps++;
    if (!this.position.fixed) this.#toPlace({ row, line: 0 });
  }

  /**
   * Brings a row into view, with some of what is around it; nothing moves where it is seen already. Resolves once the
   * row has arrived: false when somebody has gone elsewhere meanwhile, or a full-screen program is in the way. Of what
   * is seen so many rows at the top are covered.
   */
  async reveal(row: number, covered = 0): Promise<boolean> {
    const within = ({ top, rows, fixed, oldest }: Position): boolean =>
      !fixed && row >= top + (top > oldest ? covered : 0) && row < top + rows;
    if (!within(this.position)) this.to(row - Math.floor(this.#terminal.rows / 3));
    await this.#past.idle();
    if (!within(this.position) || this.position.loading === "no") return within(this.position);
    return new Promise((resolve) => {
      const unsubscribe = this.subscribe((position) => {
        if (within(position) && position.loading !== "no") return;
        // The first call comes before there is anything to unsubscribe from.
        queueMicrotask(() => unsubscribe());
        resolve(within(position));
      });
    });
  }

  /** Selects part of a row that is at hand, as `reveal` leaves it. Length in cells, over as many rows as it takes. */
  select(row: number, column: number, length: number): boolean {
    const line = this.#inPast ? this.#past.lineOf(row) : row - this.#rows.first;
    if (line === undefined || line < 0) return false;
    this.seen.select(column, line, length);
    return true;
  }

  /** What a line of the terminal that is seen is. */
  placeOf(line: number): Place {
    return this.#inPast ? this.#past.placeOf(line) : { row: this.#rows.first + line, line: 0 };
  }

  /** Where a place is in the terminal that is seen: below 0 above it, past its end below it. */
  lineAt(place: Place): number {
    return this.#inPast ? this.#past.lineAt(place) : place.row - this.#rows.first;
  }

  /** From now on output does not scroll away what is seen, until somebody goes back to the live end. */
  stay(): void {
    if (this.position.reading || this.position.fixed) return;
    this.#stays = true;
    this.#readRow = this.#rows.seen;
    pin(this.#terminal, true);
  }

  release(): void {
    if (this.#stays) pin(this.#terminal, false);
    this.#stays = false;
    this.#rendered();
  }

  toOldest(): void {
    this.to(this.#oldest);
  }

  toLive(): void {
    this.#jumps++;
    this.release();
    if (!this.position.reading) return;
    this.#terminal.scrollToBottom();
    this.#leave();
  }

  /** Called before a whole screen replaces the live one: what is being read stays where it is. */
  async hold(firstRow: number): Promise<void> {
    this.#rows.expect(firstRow);
    if (this.#inPast || this.#readRow === undefined) return;
    this.#inPast = true;
    this.#held = true;
    const patience = new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    await Promise.race([this.#past.show({ row: this.#readRow, line: 0 }), patience]);
  }

  /** Called once the live terminal has parsed something. */
  written(whole: boolean): void {
    this.#news ||= this.position.reading;
    this.#held &&= !whole;
    // A screen that was reset has forgotten it.
    if (whole && this.#stays) pin(this.#terminal, true);
    if (!this.#inPast) return;
    if (whole) {
      this.#past.renew();
      this.#toPlace(this.#past.place);
    } else {
      this.#past.liveChanged(this.#rows.top);
    }
  }

  /** The live terminal's size or place has changed. */
  follow(): void {
    this.#past.follow();
  }

  setOption(set: (terminal: Terminal) => void): void {
    if (this.#past.terminal !== undefined) set(this.#past.terminal);
  }

  dispose(): void {
    this.#forget?.();
    this.#live?.dispose();
    this.#past.dispose();
    this.#pages.dispose();
    this.#listeners.clear();
    this.#onDrawn.clear();
    this.#onSwitched.clear();
  }

  get #terminal(): Terminal {
    return this.#options.live();
  }

  get #rows(): LiveRows {
    if (this.#live === undefined) throw new Error("no terminal yet");
    return this.#live;
  }

  get #oldest(): number {
    return Math.min(this.#known()?.oldestRow ?? this.#rows.first, this.#rows.first);
  }

  /** The history of the session, once there is one. */
  #known(): History | undefined {
    if (this.#history === undefined) {
      this.#history = this.#options.history();
      this.#forget = this.#history?.subscribe(() => {
        if (this.#inPast && this.#past.place.row < this.#oldest) this.toOldest();
        this.#past.changed();
        this.#tell();
      });
    }
    return this.#history;
  }

  /** From this row on the live terminal shows what there is. */
  get #liveFrom(): number {
    const alternate = this.#terminal.buffer.active.type === "alternate";
    return alternate ? this.#rows.top : this.#rows.first;
  }

  #toPlace(place: Place): void {
    const row = Math.max(place.row, this.#oldest);
    if (row >= this.#liveFrom && !this.#held) {
      this.#terminal.scrollToLine(row - this.#rows.first);
      return this.#leave();
    }
    // A step over the edge shows what there is of it at once.
    if (!this.#inPast && row > this.#rows.first - this.#terminal.rows) this.#terminal.scrollToTop();
    this.#inPast = true;
    this.#readRow = undefined;
    void this.#past.show(row === place.row ? place : { row, line: 0 });
  }

  /** Takes the past away once the live terminal has been painted below it. */
  #leave(): void {
    const left = this.#inPast;
    this.#inPast = false;
    this.#rendered();
    if (!left) return;
    this.#switched();
    void painted().then(() => {
      if (!this.#inPast) this.#past.close();
      this.#tell();
    });
  }

  #switched(): void {
    for (const listener of this.#onSwitched) listener();
  }

  #rendered(): void {
    if (!this.#inPast) {
      const { reading, top } = this.position;
      this.#stays &&= !reading;
      if (reading || !this.#stays) this.#readRow = reading ? top : undefined;
      if (!reading) this.#news = false;
    }
    this.#tell();
  }

  /** The row that somebody reads falls out of the live terminal: the past goes on with it. */
  #trimmed(): void {
    const row = this.#readRow;
    if (this.#inPast || row === undefined || row >= this.#rows.first) return;
    this.#readRow = undefined;
    this.#stays = false;
    queueMicrotask(() => this.#toPlace({ row, line: 0 }));
  }

  /** Somebody scrolls up: what comes next is asked for before it is needed. */
  #lookAhead(row: number): void {
    const { first } = this.#rows;
    if (this.#oldest >= first || row - first > 2 * PAGE_ROWS) return;
    this.#past.prepare();
    const last = pageOf(first - 1);
    const rows = { liveFirst: first, pagesEnd: this.#pagesEnd };
    const asked = [last, last - 1].map((page) => pageToAsk(page, rows));
    this.#known()?.want(asked.filter((page) => page !== undefined));
  }

  get #pagesEnd(): number {
    return pageOf(this.#rows.top);
  }

  #sources(): Sources {
    const rows = this.#rows;
    const terminal = this.#terminal;
    const columns = terminal.cols;
    const liveFirst = rows.first;
    return {
      generation: this.#known()?.generation,
      columns,
      oldestRow: this.#oldest,
      liveFirst,
      liveEnd: rows.end,
      liveTop: rows.top,
      live: (from, to) => linesOf(terminal, from - liveFirst, to - liveFirst),
      pagesEnd: this.#pagesEnd,
      page: (page) => this.#known()?.rows(page),
      read: (page, found) => this.#pages.lines(page, found, columns),
    };
  }

  #tell(): void {
    const position = this.position;
    const told = this.#told;
    if (told !== undefined && same(told, position)) return;
    this.#told = position;
    for (const listener of this.#listeners) listener(position);
  }
}

const same = (one: Position, other: Position): boolean =>
  (Object.keys(one) as (keyof Position)[]).every((key) => one[key] === other[key]);

function linesText(buffer: Terminal["buffer"]["active"], from: number, rows: number): string[] {
  return Array.from(
    { length: rows },
    (_, y) => buffer.getLine(from + y)?.translateToString(true) ?? "",
  );
}
