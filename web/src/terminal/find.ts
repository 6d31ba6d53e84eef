import type { Terminal } from "@xterm/xterm";
import type { History, Match, Query, Search } from "../session";
import { Marks } from "./marks";
import { isTooLarge, lineStart, type Matcher, matcherOf, matchesIn } from "./matching";
import type { Scrolling } from "./scrolling";
import { cellHeightOf } from "./xterm";

/** What somebody who looks for something is told. */
export type FindState = {
  /** Matches so far. */
  readonly count: number;
  /** There are more, older than those that are counted. */
  readonly more: boolean;
  /** Which of them is the current one, from 1; 0 while there is none. */
  readonly current: number;
  /** Rows are still being searched; how many of all are done, from 0 to 1. */
  readonly searching: boolean;
  readonly part: number;
  /** A full-screen program has only its screen; without a connection there is only what has been loaded. */
  readonly where: "session" | "screen" | "loaded";
  readonly problem: "no_expression" | "too_large" | undefined;
};

export const NOTHING_FOUND: FindState = {
  count: 0,
  more: false,
  current: 0,
  searching: false,
  part: 1,
  where: "session",
  problem: undefined,
};

export type FindOptions = {
  readonly stage: HTMLElement;
  readonly scrolling: Scrolling;
  readonly live: () => Terminal;
  readonly search: () => Search | undefined;
  readonly history: () => History | undefined;
};

/** Rows below those that the host has searched which are looked through here, the newest of them. */
const TAIL_ROWS = 1000;
/** Output is looked through as often as this, milliseconds. */
const REFRESH_MS = 120;

/**
 * Looks for something in the whole session: the host in the rows that have left the screen (`search.ts`), this page in
 * those that may still change. All matches in view are marked where they are seen, whoever found them.
 */
export class Find {
  readonly #options: FindOptions;
  readonly #marks: Marks;
  readonly #listeners = new Set<(state: FindState) => void>();
  readonly #ends: (() => void)[] = [];
  #query: Query | undefined;
  #matcher: Matcher | undefined;
  #problem: FindState["problem"];
  #where: FindState["where"] = "session";
  #generation: number | undefined;
  /** What this page found itself, in the order of the session. */
  #own: readonly Match[] = [];
  #current: Match | undefined;
  /** The current match is still to be chosen, or the one before it to be found. */
  #due: "first" | "previous" | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listening: Search | undefined;
  /** Pixels at the top of the stage that something else covers. */
  covered = 0;
  /** Only these rows are looked through, where not all are: from the first up to before the last. */
  within: { readonly from: number; readonly to: number } | undefined;

  constructor(options: FindOptions) {
    this.#options = options;
    this.#marks = new Marks(options.stage, options.live);
    this.#ends.push(options.scrolling.onDrawn(() => this.#drawn()));
  }

  subscribe(listener: (state: FindState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  /** Looks for something else, from what is seen upwards. */
  async look(query: Query): Promise<void> {
    this.#query = query.text === "" ? undefined : query;
    this.#matcher = undefined;
    this.#current = undefined;
    this.#problem = undefined;
    this.#own = [];
    this.#search?.stop();
    if (this.#query !== undefined) {
      const matcher = await matcherOf(query);
      if (this.#query !== query) return;
      this.#matcher = matcher;
      if (matcher === undefined)
        this.#problem = isTooLarge(query.text) ? "too_large" : "no_expression";
    }
    this.#due = "first";
    this.#begin();
  }

  /** To the match above, or from the first one to the last. */
  previous(): void {
    this.#step(-1);
  }

  /** To the match below, or from the last one to the first. */
  next(): void {
    this.#step(1);
  }

  /** No longer looks for anything; what is seen stays. */
  close(): void {
    this.#options.scrolling.release();
    void this.look({ text: "", ignoreCase: false, expression: false });
  }

  get state(): FindState {
    const search = this.#search;
    if (this.#query === undefined) return NOTHING_FOUND;
    const session = this.#where === "session";
    const problem = this.#problem ?? (session ? search?.problem : undefined);
    const { oldest, end } = this.#options.scrolling.position;
    const from = search?.from ?? 0;
    const lacking = search?.searching === true;
    return {
      count: this.#count,
      more: session && search?.full === true,
      current: this.#indexOf(this.#current) + 1,
      searching: session && problem === undefined && lacking && search?.connected === true,
      part: Math.min(1, (end - from) / Math.max(1, end - oldest)),
      where: session && lacking && search?.connected !== true ? "loaded" : this.#where,
      problem,
    };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const end of this.#ends) end();
    this.#marks.dispose();
    this.#listeners.clear();
  }

  get #search(): Search | undefined {
    const search = this.#options.search();
    if (search !== this.#listening && search !== undefined) {
      this.#listening = search;
      this.#ends.push(search.subscribe(() => this.#heard()));
    }
    return search;
  }

  #begin(): void {
    const { scrolling, history } = this.#options;
    const search = this.#search;
    this.#generation = history()?.generation;
    const wasSession = this.#where === "session";
    if (scrolling.position.fixed) this.#where = "screen";
    else this.#where = search?.connected === true ? "session" : "loaded";
    if (wasSession && this.#where !== "session") search?.stop();
    if (this.#query !== undefined && this.#matcher !== undefined) {
      if (this.#where === "session") search?.start(this.#query, this.#hostsEnd);
      if (this.#where === "loaded") void this.#lookThroughLoaded(this.#matcher);
    }
    this.#refresh();
  }

  async #lookThroughLoaded(matcher: Matcher): Promise<void> {
    const found = await this.#options.scrolling.own.inLoaded(matcher);
    if (this.#matcher !== matcher || this.#where !== "loaded") return;
    this.#own = found.filter(this.#isWithin);
    this.#update();
  }

  /** The host looks through what is before this row. */
  get #hostsEnd(): number {
    return Math.min(
      this.#options.scrolling.own.startOfScreen,
      this.within?.to ?? Number.POSITIVE_INFINITY,
    );
  }

  readonly #isWithin = ({ row }: Match): boolean =>
    this.within === undefined || (row >= this.within.from && row < this.within.to);

  /** The host has answered, or the connection has changed. */
  #heard(): void {
    if (this.#query === undefined) return;
    const connected = this.#search?.connected === true;
    const anew =
      (this.#where === "loaded" && connected) ||
      (this.#where === "session" && this.#generation !== this.#options.history()?.generation);
    if (anew) this.#begin();
    else this.#update();
  }

  /** Something was painted. */
  #drawn(): void {
    if (this.#query === undefined) return;
    this.#mark();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#refresh();
    }, REFRESH_MS);
  }

  /** Looks through what may have changed. */
  #refresh(): void {
    if (this.#query === undefined) {
      this.#marks.clear();
      this.#tell();
      return;
    }
    const { scrolling, live, history } = this.#options;
    const fixed = scrolling.position.fixed;
    if (fixed !== (this.#where === "screen")) return this.#begin();
    if (this.#where === "session" && this.#generation !== history()?.generation)
      return this.#begin();
    if (this.#matcher !== undefined && this.#where === "screen") {
      const { active } = live().buffer;
      this.#own = matchesIn(active, 0, active.length, this.#matcher);
    } else if (this.#matcher !== undefined && this.#where === "session") {
      const search = this.#search;
      search?.oldest(Math.max(scrolling.position.oldest, this.within?.from ?? 0));
      search?.grow(this.#hostsEnd);
      const own = scrolling.own.inLive(this.#matcher, search?.to ?? 0, TAIL_ROWS);
      this.#own = own.filter(this.#isWithin);
    }
    this.#update();
  }

  #update(): void {
    if (this.within !== undefined) this.#search?.oldest(this.within.from);
    this.#choose();
    this.#mark();
    this.#tell();
  }

  #choose(): void {
    const searching = this.#where === "session" && this.#search?.searching === true;
    if (this.#due === "first" && this.#current === undefined) {
      const { top, rows, reading, end } = this.#options.scrolling.position;
      const bottom =
        this.#where === "screen" ? Number.POSITIVE_INFINITY : reading ? top + rows : end;
      const at = this.#after({ row: bottom, column: 0 }) - 1;
      if (this.#count === 0 || (at < 0 && searching)) return;
      this.#due = undefined;
      this.#go(this.#at(Math.max(at, 0)));
    } else if (this.#due === "previous") {
      const at = this.#indexOf(this.#current);
      if (at <= 0 && searching) return;
      this.#due = undefined;
      this.#go(this.#at(at > 0 ? at - 1 : this.#count - 1));
    }
  }

  #step(by: -1 | 1): void {
    const count = this.#count;
    if (this.#query === undefined || count === 0) return;
    const current = this.#current;
    const exact = this.#indexOf(current);
    if (by < 0 && exact === 0 && this.state.searching) {
      this.#due = "previous";
      return;
    }
    const at =
      exact >= 0 || current === undefined ? exact + by : this.#after(current) - (by < 0 ? 1 : 0);
    this.#go(this.#at((at + count) % count));
    this.#mark();
    this.#tell();
  }

  #go(match: Match | undefined): void {
    this.#current = match;
    if (match === undefined || this.#where === "screen") return;
    const { scrolling, live } = this.#options;
    scrolling.stay();
    void scrolling.reveal(match.row, Math.ceil(this.covered / cellHeightOf(live())));
  }

  get #count(): number {
    const hosts = this.#where === "session" ? (this.#search?.count ?? 0) : 0;
    return hosts + this.#own.length;
  }

  #at(index: number): Match | undefined {
    const hosts = this.#where === "session" ? (this.#search?.count ?? 0) : 0;
    return index < hosts ? this.#search?.at(index) : this.#own[index - hosts];
  }

  /** How many matches begin before a place. */
  #after(place: { readonly row: number; readonly column: number }): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const match = this.#at(middle);
      if (match !== undefined && compare(match, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** -1 where it is none of those that are known now. */
  #indexOf(match: Match | undefined): number {
    if (match === undefined) return -1;
    const at = this.#after(match);
    const there = this.#at(at);
    return there !== undefined && compare(there, match) === 0 ? at : -1;
  }

  /** Marks what is seen, by looking at it: that is right whatever was made of the rows since. */
  #mark(): void {
    const matcher = this.#matcher;
    if (this.#query === undefined || matcher === undefined) return this.#marks.clear();
    const { scrolling } = this.#options;
    const { rows, buffer } = scrolling.seen;
    const { viewportY: top, length } = buffer.active;
    const seen = matchesIn(
      buffer.active,
      lineStart(buffer.active, top),
      Math.min(top + rows, length),
      matcher,
    ).filter(({ lastRow }) => lastRow >= top);
    this.#marks.draw(seen, top, this.#nearest(seen));
  }

  /** Which of those that are seen is the current one; a grid of another width may have it a little elsewhere. */
  #nearest(seen: readonly Match[]): Match | undefined {
    const current = this.#current;
    if (current === undefined) return undefined;
    const { scrolling } = this.#options;
    const rowOf = (line: number): number =>
      this.#where === "screen" ? line : scrolling.placeOf(line).row;
    let best: Match | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const match of seen) {
      const rowsAway = Math.abs(rowOf(match.row) - current.row);
      if (rowsAway > scrolling.seen.rows / 2) continue;
      const away = rowsAway * 10_000 + Math.abs(match.column - current.column);
      if (away < least) best = match;
      least = Math.min(away, least);
    }
    return best;
  }

  #tell(): void {
    const { state } = this;
    for (const listener of this.#listeners) listener(state);
  }
}

function compare(
  one: { readonly row: number; readonly column: number },
  other: { readonly row: number; readonly column: number },
): number {
  return one.row - other.row || one.column - other.column;
}
