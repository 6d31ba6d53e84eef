import type { Block, BlockList, Blocks, GuestMessage } from "../protocol";
import type { Clock } from "./ports";

/** A list that has not come after so long is asked for again, milliseconds. */
const AGAIN_AFTER_MS = 5000;

export type BlockIndexEvents = {
  readonly ask: (list: GuestMessage & { type: "LIST_BLOCKS" }) => void;
  readonly generation: () => number | undefined;
};

type Asked = {
  readonly before: number;
  readonly settle: ((blocks: readonly Block[] | undefined) => void)[];
  readonly cancel: () => void;
};

/** The commands of the session: the newest as the stream tells them, older ones once somebody looks at them (rules K1 to K4). */
export class BlockIndex {
  readonly #clock: Clock;
  readonly #events: BlockIndexEvents;
  readonly #listeners = new Set<() => void>();
  readonly #known = new Map<number, Block>();
  #sorted: readonly Block[] | undefined;
  /** From here on there is no gap. */
  #from = Number.POSITIVE_INFINITY;
  #complete = false;
  #total = 0;
  #stated = false;
  #home = "";
  readonly #asked = new Map<number, Asked>();
  #token = 0;

  constructor(clock: Clock, events: BlockIndexEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Those that are known, in the order in which they began. */
  get all(): readonly Block[] {
    this.#sorted ??= [...this.#known.values()].sort((one, other) => one.id - other.id);
    return this.#sorted;
  }

  /** How many there are at the host. */
  get total(): number {
    return this.#total;
  }

  /** Whether all of them are known. */
  get complete(): boolean {
    return this.#complete || this.#total === 0;
  }

  /** The owner's home directory. */
  get home(): string {
    return this.#home;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once the host has said which there are. */
  async known(): Promise<void> {
    if (this.#stated) return;
    await new Promise<void>((resolve) => {
      const unsubscribe = this.subscribe(() => {
        unsubscribe();
        resolve();
      });
    });
  }

  /** Whether the shell marks its prompts, and is at one. */
  get prompt(): "none" | "waiting" | "running" {
    const newest = this.all.findLast((block) => !block.nested);
    if (newest === undefined) return "none";
    return newest.state === "prompt" ? "waiting" : "running";
  }

  get(id: number): Block | undefined {
    return this.#known.get(id);
  }

  /** The one that a row is part of, prompt included; the innermost where there are several. */
  at(row: number): Block | undefined {
    const { all } = this;
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.firstRow ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= 0; i--) {
      const block = all[i];
      if (block === undefined) break;
      if (row < endOf(block)) return block;
      // Whatever began before one that is not nested has ended before it.
      if (!block.nested) break;
    }
    return undefined;
  }

  /** What a state of the screen says: what was known before is void (rule K3). */
  state({ total, home, newest }: Blocks): void {
    this.#known.clear();
    this.#stated = true;
    this.#total = total;
    this.#home = home;
    this.#from = newest[0]?.id ?? Number.POSITIVE_INFINITY;
    this.#complete = newest.length >= total;
    for (const block of newest) this.#known.set(block.id, block);
    this.#changed();
  }

  /** One is new, or another than it was (rule K2). */
  now(block: Block): void {
    if (!this.#known.has(block.id)) {
      if (block.id < this.#from && this.#from !== Number.POSITIVE_INFINITY) return;
      this.#total++;
      this.#from = Math.min(this.#from, block.id);
    }
    this.#known.set(block.id, block);
    this.#changed();
  }

  /** Asks for older ones than those that are known; resolves to false where there are none, or none can be had now. */
  async older(): Promise<boolean> {
    if (this.complete || this.#from === Number.POSITIVE_INFINITY) return false;
    const from = this.#from;
    const blocks = await this.#list(from);
    if (blocks === undefined || this.#from !== from) return blocks !== undefined;
    for (const block of blocks) this.#known.set(block.id, block);
    this.#from = blocks[0]?.id ?? from;
    this.#complete = blocks.length === 0;
    this.#changed();
    return blocks.length > 0;
  }

  /** One by its number, wherever it is. */
  async find(id: number): Promise<Block | undefined> {
    const known = this.#known.get(id);
    if (known !== undefined || this.complete) return known;
    const blocks = await this.#list(id + 1);
    return blocks?.find((block) => block.id === id);
  }

  received({ token, generation, blocks }: BlockList): void {
    if (!this.#asked.has(token)) return;
    // Rows of another generation mean nothing; a state that tells of this one is on its way.
    const valid = generation === this.#events.generation();
    this.#settle(token, valid ? blocks : undefined);
  }

  /** The connection is gone: what was asked for will not come. */
  lost(): void {
    for (const token of [...this.#asked.keys()]) this.#settle(token, undefined);
  }

  #list(before: number): Promise<readonly Block[] | undefined> {
    return new Promise((resolve) => {
      const same = [...this.#asked.values()].find((asked) => asked.before === before);
      if (same !== undefined) {
        same.settle.push(resolve);
        return;
      }
      const token = ++this.#token;
      const cancel = this.#clock.after(AGAIN_AFTER_MS, () => this.#settle(token, undefined));
      this.#asked.set(token, { before, settle: [resolve], cancel });
      this.#events.ask({ type: "LIST_BLOCKS", token, before });
    });
  }

  #settle(token: number, blocks: readonly Block[] | undefined): void {
    const asked = this.#asked.get(token);
    this.#asked.delete(token);
    asked?.cancel();
    for (const settle of asked?.settle ?? []) settle(blocks);
  }

  #changed(): void {
    this.#sorted = undefined;
    for (const listener of this.#listeners) listener();
  }
}

/** One past its last row; where it has not ended, past all rows. */
export const endOf = ({ state, endRow, firstRow }: Block): number =>
  state === "ended" ? Math.max(endRow, firstRow) : Number.POSITIVE_INFINITY;
