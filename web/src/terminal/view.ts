import type { IDisposable, ITheme, Terminal } from "@xterm/xterm";
import { type Bytes, NOTHING_SELECTED, type Screen, type Selected } from "../protocol";
import {
  type BlockIndex,
  type Change,
  type Display,
  endOf,
  type History,
  type Search,
} from "../session";
import { takesBlockKey } from "./blockKeys";
import { type BlockEvents, BlockLayer } from "./blockLayer";
import { Clipboard, type CopyState } from "./clipboard";
import { Find } from "./find";
import { fitGrid } from "./fitting";
import { scrollByGestures } from "./gestures";
import {
  type BarKey,
  barKeyBytes,
  isFocusReport,
  type Modifiers,
  modified,
  NO_MODIFIERS,
} from "./keys";
import { OthersLayer } from "./othersLayer";
import { PAST_SCROLLBACK, painted } from "./pastView";
import { join, pieces } from "./pieces";
import { Scrolling } from "./scrolling";
import { takesScrollKey } from "./scrollKeys";
import { type Range, Selection } from "./selection";
import { keepMouse } from "./silence";
import { allowStrictStyles } from "./strictStyles";
import {
  accelerate,
  cellHeightOf,
  linkify,
  newTerminal,
  STUCK_AFTER_MS,
  showCursor,
} from "./xterm";

export type TerminalOptions = {
  /** Where it goes; its size is the room that the grid is scaled to. */
  readonly stage: HTMLElement;
  readonly theme: ITheme;
  readonly font: number | "fit";
  readonly typed: (input: Bytes) => void;
  /** A key was pressed that nobody takes now. */
  readonly refused: () => void;
  readonly titled: (title: string) => void;
  readonly modifiersUsed: () => void;
  /** Rows that are not here are being pulled for the clipboard, and have been. */
  readonly copying: (state: CopyState) => void;
  /** What can be scrolled back to, once there is a session. */
  readonly history: () => History | undefined;
  /** And what is looked for in it. */
  readonly search: () => Search | undefined;
  /** The commands that ran in it. */
  readonly blocks: () => BlockIndex | undefined;
  readonly blockEvents: BlockEvents;
  /** Something else is selected, or nothing. */
  readonly selected: (selection: Selected) => void;
  /** Where what this page has selected is, once its rows have other numbers. */
  readonly selectedNow: () => Selected;
  /** Called with each terminal that is made, the rebuilt ones included. */
  readonly made?: ((terminal: Terminal) => void) | undefined;
};

/** Rows kept above the screen; older ones fall out, and are had again as pages of the session's history. */
const SCROLLBACK_ROWS = 10_000;
/** No honest session is larger; a grid of a damaged host must not take all memory. */
const MAX_COLUMNS = 2000;
const MAX_ROWS = 1000;
const LONGEST_REST_MS = 5000;
/** Cancels whatever sequence was under way, then resets everything: in the order of the stream, with nothing painted in between. */
const RESET = Uint8Array.of(0x18, 0x1b, 0x63);

const encoder = new TextEncoder();

/** xterm.js in the role of a picture: the stream decides what it shows and how large its grid is, the window only its scale. */
export class TerminalView implements Display {
  readonly #options: TerminalOptions;
  readonly #observer: ResizeObserver;
  /** Through all rows of the session. */
  readonly scrolling: Scrolling;
  readonly #selection: Selection;
  /** Takes what is selected of them, or all. */
  readonly clipboard: Clipboard;
  /** Looks for something in them. */
  readonly find: Find;
  /** Whose its rows are. */
  readonly blocks: BlockLayer;
  /** What others have selected of them. */
  readonly others: OthersLayer;
  readonly #painted = Promise.withResolvers<void>();
  readonly #endGestures: () => void;
  #terminal: Terminal;
  #disposables: IDisposable[] = [];
  #theme: ITheme;
  #font: number | "fit";
  #writable = false;
  #reader = false;
  #modifiers = NO_MODIFIERS;
  #failures = 0;
  #fail: (() => void) | undefined;
  #holdFit = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#theme = options.theme;
    this.#font = options.font;
    allowStrictStyles();
    this.scrolling = new Scrolling({
      stage: options.stage,
      live: () => this.#terminal,
      make: (parent) => this.#makePast(parent),
      history: options.history,
    });
    this.#selection = new Selection(options.stage, this.scrolling, () =>
      options.selected(this.selected),
    );
    this.clipboard = new Clipboard({
      stage: options.stage,
      scrolling: this.scrolling,
      selection: this.#selection,
      live: () => this.#terminal,
      told: options.copying,
    });
    this.#terminal = this.#make(80, 24);
    this.find = new Find({
      stage: options.stage,
      scrolling: this.scrolling,
      live: () => this.#terminal,
      search: options.search,
      history: options.history,
    });
    this.blocks = new BlockLayer({
      stage: options.stage,
      scrolling: this.scrolling,
      live: () => this.#terminal,
      blocks: options.blocks,
      events: options.blockEvents,
      leave: () => this.focus(),
    });
    this.others = new OthersLayer({
      stage: options.stage,
      scrolling: this.scrolling,
      live: () => this.#terminal,
      generation: () => options.history()?.generation,
      rowsOf: (from, to) => rowsOfBlocks(options.blocks(), from, to),
    });
    this.#endGestures = scrollByGestures({
      stage: options.stage,
      scrolling: this.scrolling,
      programsWheel: () =>
        ["vt200", "drag", "any"].includes(this.#terminal.modes.mouseTrackingMode),
    });
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(options.stage);
    // What is thrown inside a write ends up here, and its callback never comes.
    window.addEventListener("error", this.#onError);
  }

  /** The fonts have to be there before the first cell is measured. */
  static async ready(): Promise<void> {
    const faces = ["400", "700"].map((weight) =>
      document.fonts.load(`${weight} 14px "JetBrains Mono"`),
    );
    const patience = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([Promise.allSettled(faces), patience]);
  }

  async show(change: Change): Promise<"shown" | "broken"> {
    if (change.screen !== undefined) await this.scrolling.hold(change.screen.firstRow);
    if (change.screen !== undefined) this.#selection.hold();
    const before = this.#selection.range;
    const parsed = await this.#write(change).catch(() => false);
    if (parsed) {
      this.scrolling.written(change.screen !== undefined);
      if (change.screen !== undefined) this.#reselect(before);
      if (change.screen !== undefined) void painted().then(this.#painted.resolve);
      this.#failures = 0;
      return "shown";
    }
    await this.#rebuild();
    this.#selection.release(undefined);
    return "broken";
  }

  /** What is selected, as others are told of it. */
  get selected(): Selected {
    const { range } = this.#selection;
    const generation = this.#options.history()?.generation;
    if (range === undefined || generation === undefined) return NOTHING_SELECTED;
    const { cols } = this.#terminal;
    const { top, fixed } = this.scrolling.position;
    const cells = {
      row: range.from.row - (fixed ? top : 0),
      column: range.from.line * cols + range.from.x,
      endRow: range.to.row - (fixed ? top : 0),
      endColumn: range.to.line * cols + range.to.x,
    };
    if (cells.row < 0) return NOTHING_SELECTED;
    return fixed ? { kind: "screen", ...cells } : { kind: "rows", generation, ...cells };
  }

  /** After everything was written anew, perhaps with other numbers: the same text is selected again. */
  #reselect(before: Range | undefined): void {
    const now = this.#options.selectedNow();
    if (before === undefined) return this.#selection.release(undefined);
    if (now.kind !== "rows" || now.generation !== this.#options.history()?.generation)
      return this.#selection.release(this.scrolling.position.fixed ? undefined : before);
    this.#selection.release({
      from: { row: now.row, line: 0, x: now.column },
      to: { row: now.endRow, line: 0, x: now.endColumn },
    });
  }

  /** Resolves once a whole screen of the session is seen. */
  get painted(): Promise<void> {
    return this.#painted.promise;
  }

  setWritable(writable: boolean): void {
    this.#writable = writable;
    this.#terminal.options.disableStdin = !writable;
    this.#terminal.options.cursorBlink = writable && !reducedMotion();
    this.#terminal.options.cursorInactiveStyle = writable ? "outline" : "bar";
  }

  setTheme(theme: ITheme): void {
    this.#theme = theme;
    this.#terminal.options.theme = theme;
    this.scrolling.setOption(({ options }) => {
      options.theme = theme;
    });
  }

  setFont(font: number | "fit"): void {
    this.#font = font;
    this.#fit();
  }

  get fontSize(): number {
    return this.#terminal.options.fontSize ?? 14;
  }

  /** While a soft keyboard covers the page the grid keeps its size; only what is seen of it moves. */
  holdFit(hold: boolean): void {
    this.#holdFit = hold;
    if (hold) this.#revealCursor();
    else this.#fit();
  }

  setScreenReader(on: boolean): void {
    this.#reader = on;
    this.#terminal.options.screenReaderMode = on;
    this.scrolling.setOption(({ options }) => {
      options.screenReaderMode = on;
    });
  }

  setModifiers(modifiers: Modifiers): void {
    this.#modifiers = modifiers;
  }

  press(key: BarKey): void {
    const application = this.#terminal.modes.applicationCursorKeysMode;
    const bytes = barKeyBytes(key, application, this.#modifiers);
    this.#modifiers = NO_MODIFIERS;
    this.#options.modifiersUsed();
    this.scrolling.toLive();
    this.#terminal.input(bytes, true);
    this.#terminal.focus();
  }

  focus(): void {
    this.#terminal.focus();
  }

  dispose(): void {
    window.removeEventListener("error", this.#onError);
    this.clipboard.dispose();
    this.#observer.disconnect();
    this.#endGestures();
    this.find.dispose();
    this.blocks.dispose();
    this.others.dispose();
    this.#selection.dispose();
    this.scrolling.dispose();
    this.#drop();
  }

  readonly #onError = (): void => this.#fail?.();

  #make(columns: number, rows: number): Terminal {
    const terminal = newTerminal({
      cols: columns,
      rows,
      disableStdin: !this.#writable,
      screenReaderMode: this.#reader,
      scrollback: SCROLLBACK_ROWS,
      theme: this.#theme,
      // A title that a program puts aside comes back, as at the host.
      windowOptions: { pushTitle: true, popTitle: true },
    });
    linkify(terminal);
    this.#disposables = [
      keepMouse(terminal.parser, () => this.#writable),
      terminal.onData((data) => this.#typed(data)),
      terminal.onBinary((data) => this.#send(Uint8Array.from(data, (char) => char.charCodeAt(0)))),
      terminal.onTitleChange((title) => this.#options.titled(title)),
    ];
    terminal.attachCustomKeyEventHandler((event) => this.#takesKey(event));
    terminal.open(this.#options.stage);
    showCursor(terminal);
    this.scrolling.attach(terminal);
    this.#selection.watch(terminal);
    void accelerate(
      terminal,
      () => terminal === this.#terminal,
      () => this.#fit(),
    );
    this.#options.made?.(terminal);
    return terminal;
  }

  /** The terminal that shows what has left the live one. Keys go to the live one, whose modes they are for. */
  #makePast(parent: HTMLElement): Terminal {
    const { cols, rows, options } = this.#terminal;
    const terminal = newTerminal({
      cols,
      rows,
      fontSize: options.fontSize ?? 14,
      screenReaderMode: this.#reader,
      scrollback: PAST_SCROLLBACK,
      theme: this.#theme,
    });
    linkify(terminal);
    terminal.attachCustomKeyEventHandler((event) => this.#takesKey(event));
    terminal.onData((data) => this.#typed(data));
    terminal.onRender(() => this.scrolling.drawn());
    this.#selection.watch(terminal);
    terminal.open(parent);
    terminal.textarea?.setAttribute("tabindex", "-1");
    parent.addEventListener("pointerup", ({ button, pointerType }) => {
      if (button === 0 && pointerType === "mouse") this.#terminal.focus();
    });
    void accelerate(
      terminal,
      () => parent.isConnected,
      () => this.scrolling.follow(),
    );
    return terminal;
  }

  async #write({ screen, output }: Change): Promise<boolean> {
    const parts = [...output];
    if (screen !== undefined) {
      parts.unshift(RESET, screen.text);
      this.#resizeTo(screen);
    }
    const whole = join(parts);
    return new Promise((resolve) => {
      const patience = setTimeout(() => settle(false), STUCK_AFTER_MS);
      const settle = (parsed: boolean): void => {
        clearTimeout(patience);
        this.#fail = undefined;
        resolve(parsed);
      };
      this.#fail = () => settle(false);
      // A write is parsed in one go, so a keyframe of usual size is never painted by halves.
      const [last, ...before] = pieces(whole).toReversed();
      for (const piece of before.reverse()) this.#terminal.write(piece);
      this.#terminal.write(last ?? whole, () => settle(true));
    });
  }

  #resizeTo(screen: Screen): void {
    const columns = Math.min(Math.max(screen.columns, 1), MAX_COLUMNS);
    const rows = Math.min(Math.max(screen.rows, 1), MAX_ROWS);
    if (columns === this.#terminal.cols && rows === this.#terminal.rows) return;
    // Nothing is under way: writes come one after the other. Without content there is nothing to reflow.
    this.#terminal.reset();
    this.#terminal.resize(columns, rows);
    this.#fit();
  }

  async #rebuild(): Promise<void> {
    const { cols, rows } = this.#terminal;
    const rest = Math.min(100 * 2 ** this.#failures++, LONGEST_REST_MS);
    this.#drop();
    this.#terminal = this.#make(cols, rows);
    this.#fit();
    await new Promise((resolve) => setTimeout(resolve, rest));
  }

  #drop(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    try {
      this.#terminal.dispose();
    } catch {
      // A wedged terminal may fail at this too; its element goes all the same.
    }
    this.#terminal.element?.remove();
  }

  #fit(): void {
    if (this.#holdFit || !fitGrid(this.#options.stage, this.#terminal, this.#font)) return;
    this.scrolling.follow();
  }

  #revealCursor(): void {
    const bottom = (this.#terminal.buffer.active.cursorY + 2) * cellHeightOf(this.#terminal);
    this.#options.stage.scrollTop = Math.max(0, bottom - this.#options.stage.clientHeight);
  }

  #takesKey(event: KeyboardEvent): boolean {
    const shiftCtrl = event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey;
    if (shiftCtrl && event.code === "KeyV") return false;
    if (shiftCtrl && event.code === "KeyC") {
      if (event.type === "keydown") this.clipboard.press(event);
      return false;
    }
    // The way out for people without a mouse.
    if (event.key === "Escape" && event.shiftKey) {
      this.#terminal.blur();
      return false;
    }
    if (takesBlockKey(this.blocks.choice, event)) return false;
    if (takesScrollKey(this.scrolling, event, this.#writable)) return false;
    // A viewer's keys belong to the page: Tab moves on, Ctrl-C copies.
    if (!this.#writable && (event.key === "Tab" || event.ctrlKey || event.metaKey)) return false;
    if (!this.#writable && event.type === "keydown" && isTyping(event.key)) this.#options.refused();
    return true;
  }

  #typed(data: string): void {
    if (isFocusReport(data)) return;
    if (!this.#writable) return;
    this.scrolling.toLive();
    const modifiers = this.#modifiers;
    if (modifiers.ctrl || modifiers.alt) {
      this.#modifiers = NO_MODIFIERS;
      this.#options.modifiersUsed();
      this.#send(encoder.encode(modified(data, modifiers)));
    } else {
      this.#send(encoder.encode(data));
    }
  }

  #send(input: Bytes): void {
    if (this.#writable) this.#options.typed(input);
  }
}

/** From the first row of one block up to before the end of another. */
function rowsOfBlocks(
  index: BlockIndex | undefined,
  from: number,
  to: number,
): readonly [number, number] | undefined {
  const first = index?.all.find(({ id }) => id === from);
  const last = index?.all.find(({ id }) => id === to);
  return first === undefined || last === undefined ? undefined : [first.firstRow, endOf(last)];
}

/** Keys that somebody presses to write; the names of all others are longer than a character. */
const isTyping = (key: string): boolean =>
  [...key].length === 1 || key === "Enter" || key === "Backspace";

const reducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
