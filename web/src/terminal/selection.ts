import type { IDisposable, Terminal } from "@xterm/xterm";
import type { Scrolling } from "./scrolling";
import { type Place, samePlace } from "./stretch";
import { gridOf } from "./xterm";

/** Between cells: before column `x` of a line of a row. */
export type Point = Place & { readonly x: number };

export type Range = { readonly from: Point; readonly to: Point };

/**
 * What is selected, by rows of the session: it outlives the lines that it was made on. The terminal that is seen shows
 * as much of it as it has; a click with Shift goes on with it wherever somebody has scrolled to.
 */
export class Selection {
  readonly #stage: HTMLElement;
  readonly #scrolling: Scrolling;
  readonly #watched = new Map<Terminal, IDisposable>();
  readonly #end: () => void;
  readonly #told: () => void;
  #range: Range | undefined;
  #applying = false;

  constructor(stage: HTMLElement, scrolling: Scrolling, told: () => void) {
    this.#stage = stage;
    this.#told = told;
    this.#scrolling = scrolling;
    stage.addEventListener("mousedown", this.#onMouseDown, { capture: true });
    this.#end = scrolling.onSwitched(() => this.#apply());
  }

  get range(): Range | undefined {
    return this.#range;
  }

  /** A terminal that may be seen; those that were disposed of fall silent by themselves. */
  watch(terminal: Terminal): void {
    this.#watched.set(
      terminal,
      terminal.onSelectionChange(() => this.#changed(terminal)),
    );
  }

  /** Everything is written anew: what is selected stays, until it is said to be elsewhere. */
  hold(): void {
    this.#applying = true;
  }

  /** @param range where it is now */
  release(range: Range | undefined): void {
    this.#applying = false;
    this.#range = range;
    if (range === undefined) this.#scrolling.seen.clearSelection();
    else this.#apply();
    this.#told();
  }

  select(range: Range): void {
    this.#range = range;
    this.#apply();
    this.#told();
  }

  dispose(): void {
    this.#stage.removeEventListener("mousedown", this.#onMouseDown, { capture: true });
    this.#end();
    for (const listening of this.#watched.values()) listening.dispose();
  }

  /** Somebody has selected, or given it up. */
  #changed(terminal: Terminal): void {
    if (this.#applying || terminal !== this.#scrolling.seen || this.#scrolling.writing) return;
    const range = terminal.getSelectionPosition();
    this.#range =
      range === undefined
        ? undefined
        : { from: this.#point(range.start), to: this.#point(range.end) };
    if (range === undefined) this.#clearOthers(terminal);
    this.#told();
  }

  /** What was given up in one terminal is not to be there still in the other. */
  #clearOthers(terminal: Terminal): void {
    this.#applying = true;
    for (const other of this.#watched.keys()) {
      if (other !== terminal && other.element?.isConnected === true) other.clearSelection();
    }
    this.#applying = false;
  }

  #point({ x, y }: { readonly x: number; readonly y: number }): Point {
    return { ...this.#scrolling.placeOf(y), x };
  }

  /** Shows what the terminal that is seen has of it. */
  #apply(): void {
    const range = this.#range;
    const { seen } = this.#scrolling;
    // Made while that was being written.
    if (range === undefined) return this.#changed(seen);
    this.#applying = true;
    this.#show(range, seen);
    this.#applying = false;
  }

  #show(range: Range, seen: Terminal): void {
    const { length } = seen.buffer.active;
    const from = this.#scrolling.lineAt(range.from);
    const to = this.#scrolling.lineAt(range.to);
    const first = from < 0 ? { line: 0, x: 0 } : { line: from, x: range.from.x };
    const last = to >= length ? { line: length - 1, x: seen.cols } : { line: to, x: range.to.x };
    if (from >= length || to < 0) seen.clearSelection();
    else seen.select(first.x, first.line, (last.line - first.line) * seen.cols + last.x - first.x);
  }

  readonly #onMouseDown = (event: MouseEvent): void => {
    const range = this.#range;
    const { seen } = this.#scrolling;
    const grid = gridOf(seen)?.getBoundingClientRect();
    if (range === undefined || grid === undefined || !event.shiftKey || event.button !== 0) return;
    const y = Math.floor(((event.clientY - grid.top) / grid.height) * seen.rows);
    const x = Math.round(((event.clientX - grid.left) / grid.width) * seen.cols);
    if (y < 0 || y >= seen.rows || x < 0 || x > seen.cols) return;
    event.preventDefault();
    event.stopPropagation();
    const point = this.#point({ x, y: seen.buffer.active.viewportY + y });
    this.select(
      before(point, range.from) ? { from: point, to: range.to } : { from: range.from, to: point },
    );
  };
}

const before = (one: Point, other: Point): boolean =>
  samePlace(one, other)
    ? one.x < other.x
    : one.row < other.row || (one.row === other.row && one.line < other.line);
