import type { Terminal } from "@xterm/xterm";
import type { Rows } from "../protocol";
import { BLANK, type Line, linesOf } from "./lines";
import { newTerminal, writeAll } from "./xterm";

/** A line of history with the number of its row; rows of other widths may make several, or share one. */
export type NumberedLine = Line & { readonly row: number };

/** PROTOCOL.md, ROWS: the text is for a fresh terminal of so many rows. */
const SCREEN_ROWS = 24;
/** Room for a page of very wide rows in a very narrow grid; what is beyond is cut. */
const MOST_LINES = 8192;
/** No honest session is wider. */
const MAX_COLUMNS = 2000;
/** Pages whose lines are kept: those around what is looked at, and a few to return to. */
const KEPT_PAGES = 24;

type Kept = {
  readonly rows: readonly Rows[];
  readonly columns: number;
  readonly lines: readonly NumberedLine[];
};

/** Turns pages into lines for a grid, in a terminal that nobody sees. */
export class PageLines {
  readonly #kept = new Map<number, Kept>();
  #terminal: Terminal | undefined;
  /** The one terminal does one thing after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  /** The lines of a page if they are there already. */
  known(page: number, rows: readonly Rows[], columns: number): readonly NumberedLine[] | undefined {
    const kept = this.#kept.get(page);
    return kept?.rows === rows && kept.columns === columns ? kept.lines : undefined;
  }

  lines(page: number, rows: readonly Rows[], columns: number): Promise<readonly NumberedLine[]> {
    return this.#inTurn(() => this.#lines(page, rows, columns));
  }

  async #lines(
    page: number,
    rows: readonly Rows[],
    columns: number,
  ): Promise<readonly NumberedLine[]> {
    const known = this.known(page, rows, columns);
    if (known !== undefined) return known;
    const lines: NumberedLine[] = [];
    for (const part of rows) lines.push(...(await this.#read(part, columns)));
    this.#kept.delete(page);
    this.#kept.set(page, { rows, columns, lines });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_PAGES) break;
      this.#kept.delete(oldest);
    }
    return lines;
  }

  /** Some cells of a line. */
  cut(line: Line, from: number, to: number): Promise<string> {
    return this.#inTurn(async () => {
      const terminal = this.#fresh(MAX_COLUMNS);
      await writeAll(terminal, line.text);
      return terminal.buffer.normal.getLine(0)?.translateToString(true, from, to) ?? "";
    });
  }

  dispose(): void {
    this.#terminal?.dispose();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #read(rows: Rows, columns: number): Promise<NumberedLine[]> {
    const terminal = this.#fresh(Math.min(Math.max(rows.columns, 1), MAX_COLUMNS));
    if (!(await writeAll(terminal, rows.text))) return this.#giveUp(rows);
    if (rows.columns === columns) return numbered(rows, linesOf(terminal, 0, rows.count));
    // xterm.js leaves the line that the cursor is on as it was.
    await writeAll(terminal, "\r\n");
    const end = terminal.registerMarker();
    terminal.resize(columns, SCREEN_ROWS);
    const count = end.line >= 0 ? end.line : terminal.buffer.normal.length;
    end.dispose();
    return numbered(rows, linesOf(terminal, 0, Math.max(count, 1)));
  }

  /** A page over which the terminal breaks is blank, and the next gets another terminal. */
  #giveUp(rows: Rows): NumberedLine[] {
    this.#terminal?.dispose();
    this.#terminal = undefined;
    return numbered(rows, new Array<Line>(rows.count).fill(BLANK));
  }

  #fresh(columns: number): Terminal {
    this.#terminal ??= newTerminal({
      cols: columns,
      rows: SCREEN_ROWS,
      scrollback: MOST_LINES,
      logLevel: "off",
    });
    this.#terminal.reset();
    this.#terminal.resize(columns, SCREEN_ROWS);
    return this.#terminal;
  }
}

/** As many rows as there are lines is the rule; where lines were laid out anew, each gets its share. */
function numbered({ firstRow, count, continued }: Rows, lines: Line[]): NumberedLine[] {
  const rowOf = (at: number): number => firstRow + Math.floor((at * count) / lines.length);
  return lines.map((line, at) => ({
    ...line,
    wrapped: at === 0 ? continued : line.wrapped,
    row: rowOf(at),
  }));
}
