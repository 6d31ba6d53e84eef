import type { Completions, GuestMessage } from "../protocol";
import type { Clock } from "./ports";

/** An answer that takes longer than this is not waited for. */
const PATIENCE_MS = 3000;

/** Asks how a command line could go on (rule D5); the newest question counts. */
export class Completing {
  readonly #clock: Clock;
  readonly #say: (message: GuestMessage) => void;
  #token = 0;
  #settle: (answer: Completions | undefined) => void = () => {};

  constructor(clock: Clock, say: (message: GuestMessage) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  ask(line: string): Promise<Completions | undefined> {
    this.#settle(undefined);
    const token = ++this.#token;
    return new Promise((resolve) => {
      const cancel = this.#clock.after(PATIENCE_MS, () => resolve(undefined));
      this.#settle = (answer) => {
        cancel();
        resolve(answer);
      };
      this.#say({ type: "COMPLETE", token, line });
    });
  }

  received(answer: Completions): void {
    if (answer.token === this.#token) this.#settle(answer);
  }
}
