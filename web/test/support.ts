import { readFileSync } from "node:fs";
import type { Bytes } from "../src/protocol";
import type { Clock } from "../src/session";

export const fromHex = (hex: string): Bytes =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
export const toHex = (bytes: Bytes): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** One file of golden vectors; the shapes are in vectors/README.md. */
export const vectors = <T>(name: string): readonly T[] =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8")) as T[];

/** A value with its bytes as hex, as the vectors write them. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(Uint8Array.from(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** A small generator with a seed (mulberry32): a failing run can be run again. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Time stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = 0;
  #timers = new Map<number, { at: number; run: () => void }>();
  #next = 0;
  readonly now = (): number => this.#now;
  readonly random = (): number => 1;
  readonly after = (delay: number, run: () => void): (() => void) => {
    const id = this.#next++;
    this.#timers.set(id, { at: this.#now + delay, run });
    return () => this.#timers.delete(id);
  };
  advance(by: number): void {
    this.#now += by;
    const due = [...this.#timers].filter(([, { at }]) => at <= this.#now);
    for (const [id, { run }] of due.sort((a, b) => a[1].at - b[1].at)) {
      if (this.#timers.delete(id)) run();
    }
  }
}

/** Until what is awaited is true; everything in here runs in this process, so a turn of the loop is enough time. */
export async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300_000; turn++) {
    if (done()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("it never happened");
}
