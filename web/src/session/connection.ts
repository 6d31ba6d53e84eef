import { type Channel, type Greeting, greet, isHostOf, type Link } from "../crypto";
import {
  type Bytes,
  decodeEnvelope,
  decodeFrame,
  decodeHostMessage,
  type Envelope,
  encodeEnvelope,
  encodeFrame,
  encodeGuestMessage,
  type Frame,
  type GuestMessage,
  type Host,
  type HostMessage,
  MAX_FRAME_BYTES,
  MAX_TYPE_BYTES,
  type Page,
  type PageId,
  type Reason,
  type Stream,
  VERSION,
} from "../protocol";
import type { OpenSocket, Socket } from "./ports";
import { Pump } from "./pump";

/** Why a connection is over. */
export type Closing =
  | { readonly type: "lost" }
  | { readonly type: "reason"; readonly reason: Reason }
  | { readonly type: "not the host" }
  | { readonly type: "version"; readonly theirs: number }
  /** Rules N1 and H3: what it was goes to the console, the person reads BAD_FRAME. */
  | { readonly type: "damaged"; readonly what: string };

export type ConnectionEvents = {
  /** Anything at all arrived. */
  readonly heard: () => void;
  readonly host: (here: boolean) => void;
  readonly message: (message: HostMessage) => Promise<void>;
  readonly stream: (frames: readonly Stream[]) => Promise<void>;
  readonly page: (page: Page) => Promise<void>;
  readonly closed: (closing: Closing) => void;
};

/**
 * Bytes received and not yet worked on. An honest relay stops at its outbox (B6) beyond one keyframe (B1); one that
 * goes on is cut off before it fills the memory.
 */
const MAX_INBOX_BYTES = 4 * MAX_FRAME_BYTES;

/** One WebSocket, from HOST to its end: the handshake, and both sealed directions in order. */
export class Connection {
  readonly #link: Link;
  readonly #join: Bytes;
  readonly #events: ConnectionEvents;
  readonly #socket: Socket;
  readonly #inbox = new Pump<Bytes>((batch) => this.#receive(batch));
  readonly #outbox = new Pump<GuestMessage>((batch) => this.#seal(batch));
  #inboxBytes = 0;
  #greeting: Greeting | undefined;
  #toHost: Channel | undefined;
  #fromHost: Channel | undefined;
  #over = false;

  constructor(link: Link, join: GuestMessage, open: OpenSocket, events: ConnectionEvents) {
    this.#link = link;
    this.#join = encodeGuestMessage(join);
    this.#events = events;
    this.#socket = open({
      received: (frame) => this.#enqueue(frame),
      garbled: () => this.#finish({ type: "damaged", what: "a text message" }),
      closed: () => this.#finish({ type: "lost" }),
    });
  }

  /** Sealed in the order of the calls; dropped while there is no host to read it. */
  send(message: GuestMessage): void {
    if (this.#toHost !== undefined) this.#outbox.push(message);
  }

  acknowledge(seq: number): void {
    this.#transmit({ type: "ACK", seq });
  }

  askForKeyframe(): void {
    this.#transmit({ type: "KEYFRAME_PLEASE" });
  }

  askForPage({ generation, page }: PageId): void {
    this.#transmit({ type: "PAGE_PLEASE", generation, page });
  }

  close(): void {
    this.#over = true;
    this.#inbox.stop();
    this.#outbox.stop();
    this.#socket.close();
  }

  #transmit(frame: Frame): void {
    if (!this.#over) this.#socket.send(encodeFrame(frame));
  }

  #finish(closing: Closing): void {
    if (this.#over) return;
    this.close();
    this.#events.closed(closing);
  }

  #enqueue(frame: Bytes): void {
    this.#events.heard();
    this.#inboxBytes += frame.length;
    if (frame.length > MAX_FRAME_BYTES || this.#inboxBytes > MAX_INBOX_BYTES) {
      this.#finish({ type: "damaged", what: "more bytes than a relay may send" });
      return;
    }
    this.#inbox.push(frame);
  }

  async #receive(batch: readonly Bytes[]): Promise<void> {
    let run: Stream[] = [];
    for (const bytes of batch) {
      this.#inboxBytes -= bytes.length;
      const frame = decodeFrame(bytes);
      if (!frame.ok) {
        this.#finish({ type: "damaged", what: `${frame.what} at ${frame.offset}` });
      } else if (frame.value.type === "STREAM") {
        run.push(frame.value);
      } else {
        if (run.length > 0) await this.#events.stream(run);
        run = [];
        await this.#handle(frame.value);
      }
      if (this.#over) return;
    }
    if (run.length > 0) await this.#events.stream(run);
  }

  async #handle(frame: Exclude<Frame, Stream>): Promise<void> {
    switch (frame.type) {
      case "HOST":
        return this.#meet(frame);
      case "FROM_HOST": {
        const envelope = decodeEnvelope(frame.rest);
        if (envelope.ok) return this.#open(envelope.value);
        return this.#finish({ type: "damaged", what: `${envelope.what} at ${envelope.offset}` });
      }
      case "PAGE":
        return this.#events.page(frame);
      case "ENDED":
      case "CLOSE":
        return this.#finish({ type: "reason", reason: frame.reason });
      default:
        return this.#finish({ type: "damaged", what: `${frame.type} is not for guests` });
    }
  }

  /** A host that is (again) here gets a HELLO of its own: what was agreed with an earlier connection is void. */
  async #meet(host: Host): Promise<void> {
    if (host.version !== VERSION) {
      return this.#finish({ type: "version", theirs: host.version });
    }
    if (!(await isHostOf(this.#link.idBytes, host.ed25519, host.x25519))) {
      return this.#finish({ type: "not the host" });
    }
    this.#toHost = undefined;
    this.#fromHost = undefined;
    this.#greeting = undefined;
    this.#events.host(host.here);
    if (!host.here) return;
    this.#greeting = await greet(this.#link, host.x25519, this.#join);
    this.#transmit({ type: "TO_HOST", rest: this.#greeting.hello });
  }

  async #open(envelope: Envelope): Promise<void> {
    switch (envelope.type) {
      case "REFUSED":
        return this.#finish({ type: "reason", reason: envelope.reason });
      case "WELCOME": {
        const pairwise = await this.#greeting?.answer(envelope.nonce, envelope.sealed);
        if (pairwise === undefined) {
          return this.#finish({ type: "damaged", what: "WELCOME altered" });
        }
        this.#greeting = undefined;
        this.#toHost = pairwise.toHost;
        this.#fromHost = pairwise.fromHost;
        this.send({ type: "READY" });
        return this.#understand(pairwise.welcome);
      }
      case "SEALED": {
        // Sealed for the connection that this host had before it came back.
        if (this.#fromHost === undefined) return;
        const opened = await this.#fromHost.open(envelope.counter, envelope.sealed);
        if (opened.type === "opened") return this.#understand(opened.message);
        return this.#finish({ type: "damaged", what: `a sealed frame: ${opened.type}` });
      }
      case "HELLO":
        return this.#finish({ type: "damaged", what: "HELLO is not for guests" });
    }
  }

  async #understand(bytes: Bytes): Promise<void> {
    const message = decodeHostMessage(bytes);
    if (!message.ok) {
      return this.#finish({ type: "damaged", what: `${message.what} at ${message.offset}` });
    }
    if (message.value.type === "GOODBYE") {
      return this.#finish({ type: "reason", reason: message.value.reason });
    }
    return this.#events.message(message.value);
  }

  async #seal(batch: readonly GuestMessage[]): Promise<void> {
    for (const message of coalesce(batch)) {
      const channel = this.#toHost;
      if (channel === undefined || this.#over) return;
      const { counter, sealed } = await channel.seal(encodeGuestMessage(message));
      // The host may have gone while this was sealed; its successor would take it for an altered frame.
      if (channel !== this.#toHost) return;
      const rest = encodeEnvelope({ type: "SEALED", counter, sealed });
      this.#transmit({ type: "TO_HOST", rest });
    }
  }
}

/** Input that has gathered while the last was being sealed goes in one message, as far as B3 lets it. */
export function coalesce(batch: readonly GuestMessage[]): GuestMessage[] {
  const out: GuestMessage[] = [];
  for (const message of batch) {
    const last = out.at(-1);
    if (
      message.type === "TYPE" &&
      last?.type === "TYPE" &&
      last.at + last.input.length === message.at &&
      last.refused === message.refused &&
      last.input.length + message.input.length <= MAX_TYPE_BYTES
    ) {
      const input = new Uint8Array(last.input.length + message.input.length);
      input.set(last.input);
      input.set(message.input, last.input.length);
      out[out.length - 1] = { ...last, input };
    } else {
      out.push(message);
    }
  }
  return out;
}
