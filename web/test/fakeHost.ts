import {
  EXPORT_CONTEXT,
  EXPORT_LENGTH,
  joinInfo,
  type Link,
  pairwiseKeys,
  SealingKey,
  sealPage,
  sealStream,
  secretKeys,
  sessionId,
  suite,
  toBase64Url,
} from "../src/crypto";
import {
  type Bytes,
  decodeEnvelope,
  decodeFrame,
  decodeGuestMessage,
  encodeEnvelope,
  encodeFrame,
  encodeHostMessage,
  encodePacking,
  encodeStreamMessages,
  type Frame,
  type GuestMessage,
  type HostMessage,
  helloHeader,
  type Page,
  type PageId,
  type Role,
  type Rows,
  type Stream,
  type StreamKind,
  type StreamMessage,
  sealedHeader,
  welcomeHeader,
} from "../src/protocol";
import type { OpenSocket, SocketEvents } from "../src/session";

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** What a test decides about a guest that arrives. */
export type Admission = "wait" | Role;

/** One guest's connection as relay and host see it. */
export class FakeGuest {
  readonly host: FakeHost;
  readonly events: SocketEvents;
  readonly heard: GuestMessage[] = [];
  readonly acknowledged: number[] = [];
  keyframesAsked = 0;
  readonly pagesAsked: PageId[] = [];
  hellos = 0;
  open = true;
  #toGuest: SealingKey | undefined;
  #toHost: SealingKey | undefined;
  #counter = 0;

  constructor(host: FakeHost, events: SocketEvents) {
    this.host = host;
    this.events = events;
  }

  frame(frame: Frame): void {
    if (this.open) this.events.received(encodeFrame(frame));
  }

  /** The host's side of section 5; nothing here is lenient. */
  async receive(bytes: Bytes): Promise<void> {
    const frame = decodeFrame(bytes);
    if (!frame.ok) throw new Error(frame.what);
    switch (frame.value.type) {
      case "ACK":
        this.acknowledged.push(frame.value.seq);
        return;
      case "KEYFRAME_PLEASE":
        this.keyframesAsked++;
        await this.host.onKeyframePlease(this);
        return;
      case "PAGE_PLEASE": {
        const { generation, page } = frame.value;
        this.pagesAsked.push({ generation, page });
        await this.host.onPagePlease(this, { generation, page });
        return;
      }
      case "TO_HOST":
        return this.#envelope(frame.value.rest);
      default:
        throw new Error(`guests do not send ${frame.value.type}`);
    }
  }

  async #envelope(rest: Bytes): Promise<void> {
    const envelope = decodeEnvelope(rest);
    if (!envelope.ok) throw new Error(envelope.what);
    if (envelope.value.type === "HELLO") {
      this.hellos++;
      if (this.host.deaf) return;
      const { secretId, enc, sealed } = envelope.value;
      const psk = this.host.pskOf(secretId);
      if (psk === undefined) {
        this.refuse("WRONG_SECRET");
        return;
      }
      const receiver = await suite.createRecipientContext({
        recipientKey: this.host.keys.privateKey,
        enc,
        info: joinInfo(this.host.idBytes),
        psk: { id: secretId, key: psk },
      });
      const join = new Uint8Array(await receiver.open(sealed, helloHeader({ secretId, enc })));
      this.#hear(join);
      const exported = new Uint8Array(await receiver.export(EXPORT_CONTEXT, EXPORT_LENGTH));
      const nonce = random(32);
      const keys = await pairwiseKeys(exported, nonce);
      this.#toGuest = keys.hostToGuest;
      this.#toHost = keys.guestToHost;
      this.#counter = 1;
      this.#expected = 0;
      const first = this.host.answer(this);
      const welcome = await this.#toGuest.seal(0, welcomeHeader(nonce), encodeHostMessage(first));
      const whole = encodeEnvelope({ type: "WELCOME", nonce, sealed: welcome });
      this.frame({ type: "FROM_HOST", rest: whole });
      await this.host.onWelcomed(this, first);
    } else if (envelope.value.type === "SEALED") {
      const { counter, sealed } = envelope.value;
      if (counter !== this.#expected++) throw new Error("counter of the guest");
      const plain = await this.#toHost?.open(counter, sealedHeader(counter), sealed);
      if (plain === undefined) throw new Error("the guest's frame does not open");
      this.#hear(plain);
    }
  }

  #expected = 0;

  #hear(bytes: Bytes): void {
    const message = decodeGuestMessage(bytes);
    if (!message.ok) throw new Error(message.what);
    this.heard.push(message.value);
    if (message.value.type === "TYPE") this.host.take(this, message.value);
    this.host.onHeard(this, message.value);
  }

  refuse(reason: "WRONG_SECRET" | "OLD_SECRET" | "BAD_HELLO"): void {
    this.frame({ type: "FROM_HOST", rest: encodeEnvelope({ type: "REFUSED", reason }) });
  }

  async say(message: HostMessage, counter = this.#counter++): Promise<void> {
    const sealed = await this.#toGuest?.seal(
      counter,
      sealedHeader(counter),
      encodeHostMessage(message),
    );
    if (sealed === undefined) throw new Error("no handshake yet");
    this.frame({ type: "FROM_HOST", rest: encodeEnvelope({ type: "SEALED", counter, sealed }) });
  }

  drop(): void {
    if (!this.open) return;
    this.open = false;
    this.events.closed();
  }
}

/** Relay and host in one, in memory, with the real cryptography: whoever gets along with it follows PROTOCOL.md. */
export class FakeHost {
  readonly keys: CryptoKeyPair;
  readonly x25519: Bytes;
  readonly ed25519: Bytes;
  readonly idBytes: Bytes;
  readonly link: Link;
  readonly ownerLink: Link;
  readonly guests: FakeGuest[] = [];
  admission: Admission = "viewer";
  title = "Mo Khan's session";
  here = true;
  version = 1;
  reachable = true;
  /** HELLO is lost on its way. */
  deaf = false;
  /** Whether the relay has heard of this session. */
  known = true;
  epoch = 1;
  seq = 0;
  position = 0;
  epochBytes = random(32);
  pages = 0;
  /** One guest's input stream, as far as it has come (rules I2, I4). */
  settled = 0;
  refused = 0;
  typed = "";
  /** What the shell does with keys; while silent, they are lost on their way. */
  shell: "takes" | "refuses" | "silent" = "takes";
  onKeyframePlease: (guest: FakeGuest) => Promise<void> | void = () => {};
  onPagePlease: (guest: FakeGuest, page: PageId) => Promise<void> | void = () => {};
  onHeard: (guest: FakeGuest, message: GuestMessage) => void = () => {};
  onWelcomed: (guest: FakeGuest, first: HostMessage) => Promise<void> | void = () => {};
  #psks = new Map<string, Bytes>();

  private constructor(keys: CryptoKeyPair, x25519: Bytes, ed25519: Bytes, id: Bytes) {
    this.keys = keys;
    this.x25519 = x25519;
    this.ed25519 = ed25519;
    this.idBytes = id;
    this.link = this.#newLink();
    this.ownerLink = this.#newLink();
  }

  static async start(): Promise<FakeHost> {
    const keys = await suite.kem.generateKeyPair();
    const x25519 = new Uint8Array(await suite.kem.serializePublicKey(keys.publicKey));
    const ed25519 = random(32);
    const host = new FakeHost(keys, x25519, ed25519, await sessionId(ed25519, x25519));
    for (const link of [host.link, host.ownerLink]) {
      const { psk, secretId } = await secretKeys(link.secret);
      host.#psks.set(toBase64Url(secretId), psk);
    }
    return host;
  }

  #newLink(): Link {
    return {
      type: "link",
      id: toBase64Url(this.idBytes),
      idBytes: this.idBytes,
      secret: random(16),
      parameters: new Set(),
    };
  }

  pskOf(secretId: Bytes): Bytes | undefined {
    return this.#psks.get(toBase64Url(secretId));
  }

  get guest(): FakeGuest {
    const last = this.guests.at(-1);
    if (last === undefined) throw new Error("nobody is here");
    return last;
  }

  readonly connect: OpenSocket = (events) => {
    const guest = new FakeGuest(this, events);
    let work = Promise.resolve();
    queueMicrotask(() => {
      if (!this.reachable) {
        guest.drop();
        return;
      }
      this.guests.push(guest);
      if (this.known) this.showHost(guest);
      else guest.frame({ type: "CLOSE", reason: "NO_SESSION" });
    });
    return {
      send: (bytes) => {
        work = work.then(() => guest.receive(bytes));
      },
      close: () => guest.drop(),
    };
  };

  showHost(guest: FakeGuest): void {
    guest.frame({
      type: "HOST",
      version: this.version,
      here: this.here,
      ed25519: this.ed25519,
      x25519: this.x25519,
    });
  }

  answer(guest: FakeGuest): HostMessage {
    if (this.admission === "wait") return { type: "WAITING" };
    return this.admitted(guest, this.admission);
  }

  admitted(_guest: FakeGuest, role: Role): HostMessage {
    return {
      type: "ADMITTED",
      person: 1,
      role,
      epoch: this.epoch,
      key: this.epochBytes,
      settled: this.settled,
      refused: this.refused,
      title: this.title,
    };
  }

  /** Section 7, "Input". */
  take(guest: FakeGuest, { at, refused, input }: GuestMessage & { type: "TYPE" }): void {
    if (this.shell === "silent") return;
    const fresh = input.slice(Math.max(0, this.settled - at));
    if (at + input.length > this.settled) {
      this.settled = at + input.length;
      if (this.shell === "takes" && refused === this.refused) {
        this.typed += new TextDecoder().decode(fresh);
      } else {
        this.refused += fresh.length;
      }
    }
    void guest.say({ type: "TAKEN", settled: this.settled, refused: this.refused });
  }

  /** Seals the next frame of the stream (S1, S2); the caller decides who gets it. */
  async next(kind: StreamKind, messages: readonly StreamMessage[]): Promise<Stream> {
    if (kind !== "keyframe") this.position++;
    const plaintext = encodePacking({ type: "plain", messages: encodeStreamMessages(messages) });
    const header = {
      type: "STREAM",
      kind,
      epoch: this.epoch,
      seq: this.seq++,
      position: this.position,
    } as const;
    const key = await SealingKey.from(this.epochBytes);
    return sealStream(key, this.idBytes, header, plaintext);
  }

  /** Seals a page (P2). */
  async page({ generation, page }: PageId, rows: readonly Rows[]): Promise<Page> {
    const plaintext = encodePacking({ type: "plain", messages: encodeStreamMessages(rows) });
    const number = this.pages++;
    const header = { type: "PAGE", epoch: this.epoch, number, generation, page } as const;
    return sealPage(await SealingKey.from(this.epochBytes), this.idBytes, header, plaintext);
  }

  /** Rule S7, but for the frames. */
  async newEpoch(guests: readonly FakeGuest[]): Promise<void> {
    this.epoch++;
    this.epochBytes = random(32);
    for (const guest of guests) {
      await guest.say({ type: "EPOCH", epoch: this.epoch, key: this.epochBytes });
    }
  }
}

export const screenOf = (text: string, columns = 80, rows = 24, firstRow = 0): StreamMessage => ({
  type: "SCREEN",
  columns,
  rows,
  firstRow,
  text: new TextEncoder().encode(text),
});

export const outputOf = (text: string): StreamMessage => ({
  type: "OUTPUT",
  output: new TextEncoder().encode(text),
});

export const pastOf = (oldestRow: number, generation = 0): StreamMessage => ({
  type: "PAST",
  oldestRow,
  generation,
});

/** Numbered rows of one width. */
export const rowsOf = (firstRow: number, count: number, columns = 80): Rows => ({
  type: "ROWS",
  firstRow,
  count,
  columns,
  continued: false,
  text: new TextEncoder().encode(
    Array.from({ length: count }, (_, row) => `row ${firstRow + row}`).join("\r\n"),
  ),
});
