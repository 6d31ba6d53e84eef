import { type Bytes, INPUT_STALE_MS, MAX_INPUT_KEPT_BYTES } from "../protocol";
import type { Clock } from "./ports";

export type Typed = { readonly at: number; readonly refused: number; readonly input: Bytes };

/** Why keys were not delivered: said to whoever typed them. */
export type Loss = {
  readonly keys: number;
  /** The host did not take them, or the connection broke under them. */
  readonly why: "refused" | "lost";
};

type Kept = {
  readonly at: number;
  readonly input: Bytes;
  readonly keys: number;
  readonly typed: number;
};

const endOf = ({ at, input }: Kept): number => at + input.length;

/** An escape sequence is one key; of all else each character is. */
export function keysIn(input: Bytes): number {
  if (input[0] === 0x1b && input.length > 1 && input.length < 16) return 1;
  let keys = 0;
  for (const byte of input) if ((byte & 0xc0) !== 0x80) keys++;
  return keys;
}

/** What this page types, as one stream of bytes that the host takes once and in order (PROTOCOL.md, "Input"). */
export class Input {
  /** Names this stream: another one for each load of the page (rule I1). */
  readonly stream: Bytes;
  readonly #clock: Clock;
  readonly #lost: (loss: Loss) => void;
  #kept: Kept[] = [];
  #end = 0;
  #settled = 0;
  #refused = 0;

  constructor(stream: Bytes, clock: Clock, lost: (loss: Loss) => void) {
    this.stream = stream;
    this.#clock = clock;
    this.#lost = lost;
  }

  /** Whether keys wait for the host's word. */
  get waiting(): boolean {
    return this.#kept.length > 0;
  }

  /** The message that takes `input` to the host; undefined where no more can be kept. */
  type(input: Bytes): Typed | undefined {
    const keys = keysIn(input);
    if (this.#end - this.#first + input.length > MAX_INPUT_KEPT_BYTES) {
      this.#lost({ keys, why: "refused" });
      return undefined;
    }
    const kept = { at: this.#end, input, keys, typed: this.#clock.now() };
    this.#kept.push(kept);
    this.#end += input.length;
    return this.#message(kept);
  }

  /** Rule I3: how far the host has come. */
  taken(settled: number, refused: number): void {
    if (settled <= this.#settled) return;
    this.#settled = settled;
    const done = this.#kept.filter((each) => endOf(each) <= settled);
    this.#kept = this.#kept.slice(done.length);
    const more = refused - this.#refused;
    this.#refused = refused;
    // What follows refused keys is refused too (rule I4), so it is always the last of them.
    if (more > 0) this.#lost({ keys: keysWithin(done.reverse(), more), why: "refused" });
  }

  /** What ADMITTED says is true even where the host has forgotten this stream (B16). */
  admitted(settled: number, refused: number): void {
    if (settled < this.#settled) this.#refused = refused;
    else this.taken(settled, refused);
  }

  /** After ADMITTED: what is to be sent again, all of it or nothing (rule I5). */
  again(mayType: boolean): readonly Typed[] {
    const [oldest] = this.#kept;
    if (oldest === undefined) return [];
    if (mayType && this.#clock.now() - oldest.typed <= INPUT_STALE_MS) {
      return this.#kept.map((each) => this.#message(each));
    }
    this.giveUp();
    return [];
  }

  /** What was not delivered so far never will be. */
  giveUp(): void {
    const keys = this.#kept.reduce((sum, each) => sum + each.keys, 0);
    this.#kept = [];
    if (keys > 0) this.#lost({ keys, why: "lost" });
  }

  get #first(): number {
    return this.#kept[0]?.at ?? this.#end;
  }

  #message({ at, input }: Kept): Typed {
    return { at, refused: this.#refused, input };
  }
}

/** The keys in the first `bytes` bytes of these, a part counting as a whole. */
function keysWithin(kept: readonly Kept[], bytes: number): number {
  let keys = 0;
  let left = bytes;
  for (const each of kept) {
    if (left <= 0) break;
    keys += each.keys;
    left -= each.input.length;
  }
  return Math.max(1, keys);
}
