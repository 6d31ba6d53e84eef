import type { Bytes, Screen } from "../protocol";
import type { Change, Clock, Display } from "./ports";

/** Bytes painted after which the relay is told at once; below it, told within {@link ACK_DELAY_MS}. */
const ACK_BYTES = 64 * 1024;
/** A relay accepts 200 frames a second from a guest (B11); acknowledging each of a thousand small deltas would use them up. */
const ACK_DELAY_MS = 25;

export type PainterEvents = {
  /** All up to this STREAM frame is on the screen (rule G2). */
  readonly painted: (seq: number) => void;
  readonly broken: () => void;
};

/** Brings the stream to the display as fast as that can parse; what arrives meanwhile is painted in one go. */
export class Painter {
  readonly #display: Display;
  readonly #events: PainterEvents;
  readonly #clock: Clock;
  #screen: Screen | undefined;
  #output: Bytes[] = [];
  #seq = -1;
  #bytes = 0;
  #painting = false;
  #unacknowledged = { seq: -1, bytes: 0 };
  #cancelAck: (() => void) | undefined;

  constructor(display: Display, clock: Clock, events: PainterEvents) {
    this.#display = display;
    this.#clock = clock;
    this.#events = events;
  }

  /** A frame that changes nothing still counts as seen, in its place. */
  seen(seq: number, bytes: number): void {
    this.#seq = seq;
    this.#bytes += bytes;
    if (!this.#painting) void this.#paint();
  }

  screen(screen: Screen): void {
    // Everything not yet painted is part of the new screen.
    this.#screen = screen;
    this.#output = [];
  }

  output(output: Bytes): void {
    this.#output.push(output);
  }

  /** A new connection: its relay has no use for the acknowledgement of older frames. */
  forgetAcknowledgements(): void {
    this.#cancelAck?.();
    this.#cancelAck = undefined;
    this.#unacknowledged = { seq: -1, bytes: 0 };
  }

  async #paint(): Promise<void> {
    this.#painting = true;
    while (this.#seq >= 0) {
      const change: Change = { screen: this.#screen, output: this.#output };
      const seq = this.#seq;
      const bytes = this.#bytes;
      this.#screen = undefined;
      this.#output = [];
      this.#seq = -1;
      this.#bytes = 0;
      const nothing = change.screen === undefined && change.output.length === 0;
      if (!nothing && (await this.#display.show(change)) === "broken") {
        this.#output = [];
        this.#events.broken();
      }
      this.#acknowledge(seq, bytes);
    }
    this.#painting = false;
  }

  #acknowledge(seq: number, bytes: number): void {
    this.#unacknowledged = { seq, bytes: this.#unacknowledged.bytes + bytes };
    if (this.#unacknowledged.bytes >= ACK_BYTES) this.#flush();
    else this.#cancelAck ??= this.#clock.after(ACK_DELAY_MS, () => this.#flush());
  }

  #flush(): void {
    const { seq } = this.#unacknowledged;
    this.forgetAcknowledgements();
    if (seq >= 0) this.#events.painted(seq);
  }
}
