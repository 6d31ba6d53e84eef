import type { Find, Found, FoundMatch } from "../protocol";
import type { Clock } from "./ports";

/** What somebody looks for. */
export type Query = {
  readonly text: string;
  readonly ignoreCase: boolean;
  /** A regular expression, as RE2 has them (rule F4). */
  readonly expression: boolean;
};

/** Cells, by the numbers of rows and columns. */
export type Match = {
  readonly row: number;
  readonly column: number;
  readonly lastRow: number;
  /** One past the last cell of the last row. */
  readonly endColumn: number;
};

/** Matches that are kept, the newest: more than anybody steps through. */
const MAX_MATCHES = 50_000;
/** Rows that scroll away are searched as often as this. */
const FOLLOW_MS = 250;
/** An answer that has not come for so long is asked for again. */
const AGAIN_AFTER_MS = 10_000;
/** An answer about other rows than this page knows is given so long for a keyframe with the host's. */
const STALE_MS = 1000;

export type SearchEvents = {
  readonly ask: (find: Find) => void;
  readonly generation: () => number | undefined;
  /** The host's rows are no longer those that this page knows. */
  readonly stale: () => void;
};

/**
 * What the host finds in the rows that have left the screen: upwards from where the screen was when the search began,
 * and downwards as more rows follow. One FIND at a time (rule F2); what is said here is only ever about the last query.
 */
export class Search {
  readonly #clock: Clock;
  readonly #events: SearchEvents;
  readonly #listeners = new Set<() => void>();
  #query: Query | undefined;
  #token = 0;
  #asked: { readonly token: number; readonly upwards: boolean } | undefined;
  #cancelAgain: (() => void) | undefined;
  #cancelFollow: (() => void) | undefined;
  /** Nearest first. */
  #above: Match[] = [];
  #below: Match[] = [];
  /** Rows from #from up to #to have been searched. */
  #from = 0;
  #to = 0;
  #end = 0;
  #upDone = true;
  #full = false;
  #connected = false;
  #problem: "no_expression" | "too_large" | undefined;

  constructor(clock: Clock, events: SearchEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins anew, with the rows before `end`, which is where a line begins. */
  start(query: Query, end: number): void {
    this.#forget();
    this.#query = query;
    this.#from = end;
    this.#to = end;
    this.#end = end;
    this.#upDone = end === 0;
    this.#ask();
    this.#tell();
  }

  /** Rows up to this one have left the screen. */
  grow(end: number): void {
    if (end <= this.#end) return;
    this.#end = end;
    this.#ask();
  }

  stop(): void {
    if (this.#asked !== undefined) this.#send(true, 0, "");
    this.#forget();
    this.#query = undefined;
    this.#upDone = true;
    this.#tell();
  }

  received(found: Found): void {
    const asked = this.#asked;
    if (asked === undefined || found.token !== asked.token) return;
    this.#answered();
    if (found.generation !== this.#events.generation()) {
      this.#events.stale();
      this.#askLater(STALE_MS);
      return;
    }
    if (found.state === "no_expression" || found.state === "too_large") {
      this.#problem = found.state;
      this.#upDone = true;
      this.#tell();
      return;
    }
    this.#take(asked.upwards, found);
    this.#ask();
    this.#tell();
  }

  /** The connection is gone, and what was asked over it. */
  lost(): void {
    this.#connected = false;
    this.#answered();
    this.#tell();
  }

  /** The stream runs again. */
  found(): void {
    if (this.#connected) return;
    this.#connected = true;
    this.#ask();
    this.#tell();
  }

  /** Rows before this one are gone. */
  oldest(row: number): void {
    while ((this.#above.at(-1)?.row ?? row) < row) this.#above.pop();
    if (this.#above.length > 0) return;
    const gone = this.#below.findIndex((match) => match.row >= row);
    this.#below.splice(0, gone < 0 ? this.#below.length : gone);
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Whether rows above have still to be searched. */
  get searching(): boolean {
    return !this.#upDone;
  }

  /** Rows that have been searched: from this one up to {@link to}. */
  get from(): number {
    return this.#from;
  }

  get to(): number {
    return this.#to;
  }

  /** There are more matches, older than those that are kept. */
  get full(): boolean {
    return this.#full;
  }

  get problem(): "no_expression" | "too_large" | undefined {
    return this.#problem;
  }

  get count(): number {
    return this.#above.length + this.#below.length;
  }

  /** In the order of the session. */
  at(index: number): Match | undefined {
    const { length } = this.#above;
    return index < length ? this.#above[length - 1 - index] : this.#below[index - length];
  }

  dispose(): void {
    this.#forget();
    this.#listeners.clear();
  }

  #take(upwards: boolean, found: Found): void {
    const matches = found.matches.map(matchOf);
    if (upwards) {
      this.#from = Math.min(this.#from, found.row);
      this.#upDone = found.state === "done";
      this.#above.push(...matches.slice(0, Math.max(0, MAX_MATCHES - this.count)));
      this.#full ||= this.count >= MAX_MATCHES;
      this.#upDone ||= this.#full;
      return;
    }
    this.#to = Math.max(this.#to, found.row);
    if (found.state === "done") this.#end = Math.max(this.#end, this.#to);
    this.#below.push(...matches);
    const over = this.count - MAX_MATCHES;
    if (over <= 0) return;
    this.#full = true;
    this.#above.length = Math.max(0, this.#above.length - over);
    this.#below.splice(0, Math.max(0, this.count - MAX_MATCHES));
  }

  #ask(): void {
    if (this.#query === undefined || this.#asked !== undefined || !this.#connected) return;
    if (this.#problem !== undefined) return;
    const behind = this.#to < this.#end;
    if (!this.#upDone) this.#send(true, this.#from);
    else if (behind && this.#cancelFollow === undefined) {
      this.#askLater(FOLLOW_MS);
      this.#send(false, this.#to);
    }
  }

  #askLater(milliseconds: number): void {
    this.#cancelFollow?.();
    this.#cancelFollow = this.#clock.after(milliseconds, () => {
      this.#cancelFollow = undefined;
      this.#ask();
    });
  }

  #send(upwards: boolean, row: number, text = this.#query?.text ?? ""): void {
    const token = ++this.#token;
    const { ignoreCase = false, expression = false } = this.#query ?? {};
    this.#answered();
    if (text !== "") {
      this.#asked = { token, upwards };
      this.#cancelAgain = this.#clock.after(AGAIN_AFTER_MS, () => {
        this.#answered();
        this.#ask();
      });
    }
    this.#events.ask({ type: "FIND", token, row, upwards, ignoreCase, expression, text });
  }

  #answered(): void {
    this.#cancelAgain?.();
    this.#cancelAgain = undefined;
    this.#asked = undefined;
  }

  #forget(): void {
    this.#answered();
    this.#cancelFollow?.();
    this.#cancelFollow = undefined;
    this.#above = [];
    this.#below = [];
    this.#full = false;
    this.#problem = undefined;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const matchOf = ({ row, column, rowsOn, endColumn }: FoundMatch): Match => ({
  row,
  column,
  lastRow: row + rowsOn,
  endColumn,
});
