import type { Clock } from "./ports";

/** How often this looks at what is owed, in milliseconds; a look that comes much later means that the machine has slept. */
const LOOK_EVERY_MS = 1000;
const SLEPT_MS = 5000;
/** Milliseconds between two PINGs while somebody looks at the page. */
const PING_EVERY_MS = 4000;
/** A connection on which nothing arrives for so long, though something is owed, is dead whatever the browser thinks of its socket. */
const ANSWER_WITHIN_MS = 12_000;
/** The same once somebody has typed: they are looking at it right now. */
const TYPED_WITHIN_MS = 5000;
/** Patience doubles each time it ran out, up to so many times: the line may be that slow. */
const MAX_PATIENCE = 4;

export type HeartbeatEvents = {
  readonly ping: (token: number) => void;
  readonly measured: (latency: number) => void;
  readonly silent: () => void;
};

/** Measures the way to the host and back, and notices when there is none any more. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #events: HeartbeatEvents;
  #token = 0;
  #sent: { readonly token: number; readonly at: number } | undefined;
  #lastPing = Number.NEGATIVE_INFINITY;
  /** Since when there has been no sign of life although one is owed. */
  #owedSince: number | undefined;
  #within = ANSWER_WITHIN_MS;
  #patience = 1;
  #lastLook = 0;
  #cancel: (() => void) | undefined;
  #visible = true;
  #running = false;

  constructor(clock: Clock, events: HeartbeatEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  start(): void {
    this.stop();
    this.#running = true;
    this.#resume();
  }

  stop(): void {
    this.#running = false;
    this.#cancel?.();
    this.#forget();
  }

  /** Nobody looks at a hidden page's latency. */
  setVisible(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.#cancel?.();
    this.#forget();
    if (visible && this.#running) this.#resume();
  }

  /** The connection may not have survived what just happened: asks it, with little patience. */
  probe(): void {
    if (!this.#running || !this.#visible) return;
    this.#within = TYPED_WITHIN_MS;
    this.#ping();
  }

  /** Keys are on their way, and the host owes a word about them. */
  typed(): void {
    if (!this.#running) return;
    this.#owedSince ??= this.#clock.now();
    this.#within = TYPED_WITHIN_MS;
  }

  /** The host has answered for all that was typed. */
  settled(): void {
    this.#within = ANSWER_WITHIN_MS;
    if (this.#sent === undefined) this.#owedSince = undefined;
  }

  /** Something arrived, whatever it was: the connection lives. */
  heard(): void {
    if (this.#owedSince !== undefined) this.#owedSince = this.#clock.now();
  }

  /** The connection has held for a while. */
  calm(): void {
    this.#patience = 1;
  }

  pong(token: number): void {
    if (!this.#running || this.#sent?.token !== token) return;
    this.#events.measured(Math.max(0, this.#clock.now() - this.#sent.at));
    this.#sent = undefined;
    if (this.#within === ANSWER_WITHIN_MS) this.#owedSince = undefined;
  }

  #forget(): void {
    this.#cancel = undefined;
    this.#sent = undefined;
    this.#owedSince = undefined;
    this.#within = ANSWER_WITHIN_MS;
  }

  #resume(): void {
    this.#lastLook = this.#clock.now();
    this.#ping();
    this.#cancel = this.#clock.after(LOOK_EVERY_MS, () => this.#look());
  }

  #ping(): void {
    this.#lastPing = this.#clock.now();
    this.#owedSince ??= this.#lastPing;
    this.#sent = { token: ++this.#token, at: this.#lastPing };
    this.#events.ping(this.#token);
  }

  #look(): void {
    if (!this.#running || !this.#visible) return;
    const now = this.#clock.now();
    if (now - this.#lastLook > SLEPT_MS) {
      // What was owed before the machine slept says nothing about now.
      this.#owedSince = undefined;
      this.probe();
    } else if (
      this.#owedSince !== undefined &&
      now - this.#owedSince >= this.#within * this.#patience
    ) {
      this.#patience = Math.min(2 * this.#patience, MAX_PATIENCE);
      this.#events.silent();
      return;
    } else if (this.#sent === undefined && now - this.#lastPing >= PING_EVERY_MS) {
      this.#ping();
    }
    this.#lastLook = now;
    this.#cancel = this.#clock.after(LOOK_EVERY_MS, () => this.#look());
  }
}
