import type { Terminal } from "@xterm/xterm";
import { PAGE_ROWS, pageOf } from "../session";
import { textOf } from "./lines";
import { type Place, pageToAsk, type Sources, Stretch, stretchOf } from "./stretch";
import { writeAll } from "./xterm";

export type PastOptions = {
  readonly stage: HTMLElement;
  /** The terminal that this one lies over. */
  readonly live: () => Terminal;
  readonly make: (parent: HTMLElement) => Terminal;
  readonly sources: () => Sources;
  readonly want: (pages: readonly number[]) => void;
  readonly moved: () => void;
  readonly written: () => void;
};

/** Pages written above and below what is looked at, so that scrolling only scrolls. */
const PAGES_AROUND = 2;
/** As many lines before the end of what is written, more is written. */
const NEAR_LINES = PAGE_ROWS;
/** Lines of the scrollback: more than any stretch has, unless a narrow grid makes many of each row. */
export const PAST_SCROLLBACK = 30_000;
/** Nothing is painted until all of it is written (mode 2026), in place of what was there before. */
const BEGIN = "\x1b[?2026h\x1b[?25l\x1b[m\x1b[H\x1b[2J\x1b[3J";
const DONE = "\x1b[?2026l";

/** A second terminal that lies exactly over the live one and shows rows that have left it. */
export class PastView {
  readonly #options: PastOptions;
  readonly #element = document.createElement("div");
  #terminal: Terminal | undefined;
  #stretch = new Stretch();
  #place: Place = { row: 0, line: 0 };
  #dirty = false;
  #working: Promise<void> | undefined;
  #open = false;
  #held = false;
  #writing = false;
  #oldest = 0;
  #generation: number | undefined;

  constructor(options: PastOptions) {
    this.#options = options;
    this.#element.className = "past";
    this.#element.addEventListener("pointerdown", this.#hold);
    window.addEventListener("pointerup", this.#release);
    window.addEventListener("pointercancel", this.#release);
  }

  get terminal(): Terminal | undefined {
    return this.#terminal;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** What is, or is about to be, at the top. */
  get place(): Place {
    return this.#place;
  }

  /** Whether rows that are looked at have not arrived. */
  get loading(): boolean {
    const at = this.#stretch.find(this.#place);
    return !this.#covers() || this.#stretch.lacks(at, at + this.#rows);
  }

  /** The line of the terminal on which a row begins, where it is written. */
  lineOf(row: number): number | undefined {
    const at = this.#stretch.find({ row, line: 0 });
    return this.#stretch.lines[at]?.row === row ? at : undefined;
  }

  placeOf(line: number): Place {
    return this.#stretch.at(line);
  }

  /** Where a place is: below 0 above what is written, past its end below it. */
  lineAt(place: Place): number {
    const { lines } = this.#stretch;
    return place.row < (lines[0]?.row ?? 0) ? -1 : this.#stretch.find(place);
  }

  get writing(): boolean {
    return this.#writing;
  }

  /** Once nothing is being written. */
  async idle(): Promise<void> {
    await this.#working;
  }

  /** Makes it while nobody waits for it. */
  prepare(): void {
    if (this.#terminal !== undefined) return;
    this.#options.stage.append(this.#element);
    this.#terminal = this.#options.make(this.#element);
    this.follow();
  }

  /** Where `lines` further down would be. */
  from(lines: number): Place {
    if (!this.#covers()) return { row: this.#place.row + lines, line: 0 };
    const at = this.#stretch.find(this.#place) + lines;
    const { length } = this.#stretch.lines;
    if (at >= 0 && at < length) return this.#stretch.at(at);
    const edge = this.#stretch.at(at < 0 ? 0 : length - 1).row;
    return { row: edge + (at < 0 ? at : at - length + 1), line: 0 };
  }

  /** Resolves once this place stands at the top. */
  async show(place: Place): Promise<void> {
    this.prepare();
    if (!this.#open) this.#dirty = true;
    this.#open = true;
    this.#place = place;
    this.#askAround();
    if (this.#covers()) this.#scroll();
    else this.#dirty = true;
    this.#options.moved();
    await this.#work();
  }

  close(): void {
    this.#open = false;
    this.#element.classList.remove("on");
    this.#options.want([]);
  }

  /** Pages have arrived, or what there is has changed. */
  changed(): void {
    if (!this.#open) return;
    const { oldestRow, generation } = this.#options.sources();
    const other = oldestRow !== this.#oldest || generation !== this.#generation;
    if (this.#stretch.missing.size > 0 || other) this.renew();
    this.#askAround();
    this.#options.moved();
  }

  /** Everything is read anew. */
  renew(): void {
    if (!this.#open) return;
    this.#dirty = true;
    void this.#work();
  }

  /** The live screen has changed; that matters only where part of it is seen below the past. */
  liveChanged(top: number): void {
    if (!this.#open || this.#held) return;
    const last = this.#stretch.at(this.#stretch.find(this.#place) + this.#rows - 1).row;
    if (last >= top) this.renew();
  }

  /** Takes over size and place of the live terminal. */
  follow(): void {
    const terminal = this.#terminal;
    const live = this.#options.live();
    if (terminal === undefined || live.element === undefined) return;
    const { cols, rows } = live;
    const { style } = this.#element;
    style.left = `${live.element.offsetLeft}px`;
    style.top = `${live.element.offsetTop}px`;
    style.width = `${live.element.offsetWidth}px`;
    style.height = `${live.element.offsetHeight}px`;
    if (terminal.options.fontSize !== live.options.fontSize) {
      terminal.options.fontSize = live.options.fontSize ?? 14;
    }
    if (terminal.cols === cols && terminal.rows === rows) return;
    terminal.resize(cols, rows);
    this.#stretch = new Stretch();
    this.renew();
  }

  /** The lines that are seen, for tests and for those who cannot see. */
  shown(): string[] {
    const buffer = this.#terminal?.buffer.active;
    if (buffer === undefined) return [];
    return Array.from(
      { length: this.#rows },
      (_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? "",
    );
  }

  dispose(): void {
    this.#open = false;
    window.removeEventListener("pointerup", this.#release);
    window.removeEventListener("pointercancel", this.#release);
    this.#terminal?.dispose();
    this.#element.remove();
  }

  get #rows(): number {
    return this.#options.live().rows;
  }

  readonly #hold = (event: PointerEvent): void => {
    this.#held = event.pointerType === "mouse";
  };

  /** What was put off while somebody selected. */
  readonly #release = (): void => {
    if (!this.#held) return;
    this.#held = false;
    if (this.#open) void this.#work();
  };

  #covers(): boolean {
    const { lines } = this.#stretch;
    const first = lines[0];
    if (first === undefined || this.#place.row < first.row) return false;
    const at = this.#stretch.find(this.#place);
    return at + this.#rows <= lines.length && lines[at]?.row === this.#place.row;
  }

  #scroll(): void {
    const at = this.#stretch.find(this.#place);
    this.#terminal?.scrollToLine(at);
    const { lines } = this.#stretch;
    const { oldestRow, liveEnd } = this.#options.sources();
    const above = (lines[0]?.row ?? 0) > oldestRow;
    const below = (lines.at(-1)?.row ?? 0) < liveEnd - 1;
    const near =
      (above && at < NEAR_LINES) || (below && at + this.#rows > lines.length - NEAR_LINES);
    if (near && !this.#held) this.#dirty = true;
  }

  #askAround(): void {
    const first = pageOf(this.#place.row);
    const last = pageOf(this.#place.row + this.#rows - 1);
    const pages: number[] = [];
    for (let page = first; page <= last; page++) pages.push(page);
    for (let away = 1; away <= PAGES_AROUND; away++) pages.push(first - away, last + away);
    const sources = this.#options.sources();
    const asked = pages.map((page) => pageToAsk(page, sources));
    this.#options.want([...new Set(asked.filter((page) => page !== undefined))]);
  }

  #work(): Promise<void> {
    this.#working ??= this.#loop().finally(() => {
      this.#working = undefined;
    });
    return this.#working;
  }

  async #loop(): Promise<void> {
    while (this.#dirty && this.#open && !(this.#held && this.#covers())) {
      this.#dirty = false;
      await this.#write();
      this.#options.moved();
      await this.#reveal();
    }
  }

  /** Takes the live terminal's place once there is something to see. */
  async #reveal(): Promise<void> {
    if (this.#element.classList.contains("on") || this.#stretch.lines.length === 0) return;
    await painted();
    this.#element.classList.toggle("on", this.#open);
  }

  async #write(): Promise<void> {
    const terminal = this.#terminal;
    if (terminal === undefined) return;
    const { cols } = terminal;
    const sources = this.#options.sources();
    const from = (pageOf(this.#place.row) - PAGES_AROUND) * PAGE_ROWS;
    const to = (pageOf(this.#place.row + this.#rows) + PAGES_AROUND + 1) * PAGE_ROWS;
    const before = sources.generation === this.#generation ? this.#stretch : new Stretch();
    const stretch = await stretchOf(from, to, sources, before);
    if (terminal.cols !== cols) {
      this.#dirty = true;
      return;
    }
    this.#writing = true;
    if (!(await writeAll(terminal, BEGIN + textOf(stretch.lines, cols)))) return this.#rebuild();
    this.#oldest = sources.oldestRow;
    this.#generation = sources.generation;
    this.#stretch = stretch;
    terminal.scrollToLine(stretch.find(this.#place));
    this.#writing = false;
    this.#options.written();
    await writeAll(terminal, DONE);
    // Somebody may have gone on meanwhile.
    const first = stretch.lines[0]?.row ?? 0;
    const beyond = this.#place.row < first || this.#place.row > (stretch.lines.at(-1)?.row ?? 0);
    if (beyond && stretch.lines.length > 0 && this.#place.row >= sources.oldestRow) {
      this.#dirty = true;
    }
  }

  #rebuild(): void {
    this.#writing = false;
    this.#terminal?.dispose();
    this.#terminal = undefined;
    this.#element.replaceChildren();
    this.#stretch = new Stretch();
    this.prepare();
  }
}

/** Once what was last drawn is on the screen; a hidden page draws nothing. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 1000);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
