import type { Terminal } from "@xterm/xterm";
import type { History, Match } from "../session";
import type { LiveRows } from "./liveRows";
import { lineStart, type Matcher, matchesIn, matchesOf } from "./matching";
import type { NumberedLine, PageLines } from "./pageLines";

export type OwnRowsOptions = {
  readonly live: () => Terminal;
  readonly rows: () => LiveRows;
  readonly history: () => History | undefined;
  readonly pages: PageLines;
};

/** Looks through the rows that this page has, by their numbers in the session. */
export class OwnRows {
  readonly #options: OwnRowsOptions;

  constructor(options: OwnRowsOptions) {
    this.#options = options;
  }

  /** The row on which the line begins that goes on into the screen, or the screen itself. */
  get startOfScreen(): number {
    const { first, top } = this.#options.rows();
    return first + lineStart(this.#options.live().buffer.normal, top - first);
  }

  /** In the live terminal's rows from this one on, or the newest of them. */
  inLive(matcher: Matcher, from: number, most: number): Match[] {
    const { first, end } = this.#options.rows();
    const { normal } = this.#options.live().buffer;
    const start = lineStart(normal, Math.max(from, first, end - most) - first);
    return matchesIn(normal, start, end - first, matcher).map((match) => moved(match, first));
  }

  /** In all rows that have been loaded, wherever they are. */
  async inLoaded(matcher: Matcher): Promise<Match[]> {
    const { first } = this.#options.rows();
    const { cols } = this.#options.live();
    const matches: Match[] = [];
    let run: NumberedLine[] = [];
    for (const { page, rows } of this.#options.history()?.loaded() ?? []) {
      for (const line of await this.#options.pages.lines(page, rows, cols)) {
        if (line.row >= first) break;
        if (line.row > (run.at(-1)?.row ?? line.row) + 1) {
          matches.push(...matchesOf(run, matcher));
          run = [];
        }
        run.push(line);
      }
    }
    matches.push(...matchesOf(run, matcher));
    return [...matches, ...this.inLive(matcher, first, Number.POSITIVE_INFINITY)];
  }
}

const moved = (match: Match, by: number): Match => ({
  ...match,
  row: match.row + by,
  lastRow: match.lastRow + by,
});
