import type { IDisposable, Terminal } from "@xterm/xterm";

/** What xterm.js does not say in public: how many rows fell out of a buffer. */
type Trimming = { readonly onTrim: (listener: (rows: number) => void) => IDisposable };
type Inside = {
  readonly _core?: { readonly buffers?: { readonly normal?: { lines?: Trimming } } };
};

export type LiveRowsEvents = {
  /** Rows fell out of the top, the oldest of a full buffer. */
  readonly trimmed: () => void;
  /** A program cleared everything above its screen. */
  readonly cleared: () => void;
};

/**
 * The numbers of the live terminal's rows: row i of its normal buffer is row `first + i` of the session. xterm.js's own
 * markers would not do: whatever erases their row takes them away.
 */
export class LiveRows {
  readonly #terminal: Terminal;
  readonly #events: LiveRowsEvents;
  readonly #disposables: IDisposable[];
  #watch: IDisposable | undefined;
  #watched: Trimming | undefined;
  #expected: number | undefined;
  #first = 0;

  constructor(terminal: Terminal, events: LiveRowsEvents) {
    this.#terminal = terminal;
    this.#events = events;
    this.#disposables = [
      // RIS drops the buffers: what was on the screen is gone, and a new screen begins at its row.
      terminal.parser.registerEscHandler({ final: "c" }, () => {
        this.#first = this.#expected ?? this.top;
        this.#expected = undefined;
        return false;
      }),
      terminal.buffer.onBufferChange(() => this.#follow()),
    ];
    this.#follow();
  }

  /** The next RIS begins a screen whose first row has this number. */
  expect(firstRow: number): void {
    this.#expected = firstRow;
  }

  /** The first row in the buffer. */
  get first(): number {
    return this.#first;
  }

  /** The first row of the normal screen; those before it are history. */
  get top(): number {
    return this.#first + this.#terminal.buffer.normal.baseY;
  }

  /** One past the last row. */
  get end(): number {
    return this.#first + this.#terminal.buffer.normal.length;
  }

  /** The row at the top of what is seen. */
  get seen(): number {
    return this.#first + this.#terminal.buffer.normal.viewportY;
  }

  dispose(): void {
    this.#watch?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #follow(): void {
    const lines = (this.#terminal as unknown as Inside)._core?.buffers?.normal?.lines;
    if (lines === this.#watched) return;
    this.#watch?.dispose();
    this.#watched = lines;
    this.#watch = lines?.onTrim((rows) => {
      this.#first += rows;
      const { length } = this.#terminal.buffer.normal;
      const full = this.#terminal.rows + (this.#terminal.options.scrollback ?? 0);
      if (length < full) this.#events.cleared();
      else this.#events.trimmed();
    });
  }
}
