/** Hands over what was pushed in order, all that has gathered at a time, one batch after the other. */
export class Pump<T> {
  readonly #handle: (batch: readonly T[]) => Promise<void>;
  #waiting: T[] = [];
  #running = false;
  #stopped = false;

  constructor(handle: (batch: readonly T[]) => Promise<void>) {
    this.#handle = handle;
  }

  push(item: T): void {
    if (this.#stopped) return;
    this.#waiting.push(item);
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting = [];
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#handle(batch);
    }
    this.#running = false;
  }
}
