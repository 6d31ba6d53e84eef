import type { Clock } from "./ports";

/** Milliseconds between two PINGs while somebody looks at the page. */
const PING_EVERY_MS = 4000;
/** A connection that leaves a PING unanswered for so long is dead, whatever the browser thinks of its socket. */
const PONG_WITHIN_MS = 12_000;

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
  #cancel: (() => void) | undefined;
  #visible = true;
  #running = false;

  constructor(clock: Clock, events: HeartbeatEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  start(): void {
    this.#running = true;
    this.#sent = undefined;
    this.#beat();
  }

  stop(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Nobody looks at a hidden page's latency. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#cancel?.();
    this.#sent = undefined;
    if (visible && this.#running) this.#beat();
  }

  pong(token: number): void {
    if (!this.#running || this.#sent?.token !== token) return;
    this.#events.measured(this.#clock.now() - this.#sent.at);
    this.#sent = undefined;
  }

  #beat(): void {
    this.#cancel?.();
    if (!this.#running || !this.#visible) return;
    const now = this.#clock.now();
    if (this.#sent === undefined) {
      this.#sent = { token: ++this.#token, at: now };
      this.#events.ping(this.#token);
    } else if (now - this.#sent.at >= PONG_WITHIN_MS) {
      this.#events.silent();
      return;
    }
    this.#cancel = this.#clock.after(PING_EVERY_MS, () => this.#beat());
  }
}
