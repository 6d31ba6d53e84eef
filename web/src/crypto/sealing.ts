import {
  type Bytes,
  type Page,
  pageHeader,
  type Stream,
  sealedHeader,
  streamHeader,
  welcomeHeader,
} from "../protocol";
import { concat } from "./encoding";

/** One AES-256-GCM key whose nonces are a counter that never repeats (rules H3 and S1). */
export class SealingKey {
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  static async from(key: Bytes): Promise<SealingKey> {
    return new SealingKey(
      await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]),
    );
  }

  async seal(counter: number, aad: Bytes, plaintext: Bytes, domain = 0): Promise<Bytes> {
    const algorithm = { name: "AES-GCM", iv: nonce(counter, domain), additionalData: aad };
    return new Uint8Array(await crypto.subtle.encrypt(algorithm, this.#key, plaintext));
  }

  /** Undefined when the tag does not hold: the frame is altered. */
  async open(counter: number, aad: Bytes, sealed: Bytes, domain = 0): Promise<Bytes | undefined> {
    const algorithm = { name: "AES-GCM", iv: nonce(counter, domain), additionalData: aad };
    try {
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, this.#key, sealed));
    } catch {
      return undefined;
    }
  }
}

/** Pages count for themselves under the stream's key (rule P2). */
const PAGES = 1;

function nonce(counter: number, domain = 0): Bytes {
  const bytes = new Uint8Array(12);
  bytes[3] = domain;
  new DataView(bytes.buffer).setBigUint64(4, BigInt(counter));
  return bytes;
}

/** Rule S1: the session's ID goes in front of the header, so a frame cannot move to another session. */
export const openStream = (key: SealingKey, id: Bytes, frame: Stream): Promise<Bytes | undefined> =>
  key.open(frame.seq, concat(id, streamHeader(frame)), frame.sealed);

/** Rule P2. */
export const openPage = (key: SealingKey, id: Bytes, page: Page): Promise<Bytes | undefined> =>
  key.open(page.number, concat(id, pageHeader(page)), page.sealed, PAGES);

export const sealStream = async (
  key: SealingKey,
  id: Bytes,
  header: Omit<Stream, "sealed">,
  plaintext: Bytes,
): Promise<Stream> => ({
  ...header,
  sealed: await key.seal(header.seq, concat(id, streamHeader(header)), plaintext),
});

export const sealPage = async (
  key: SealingKey,
  id: Bytes,
  header: Omit<Page, "sealed">,
  plaintext: Bytes,
): Promise<Page> => ({
  ...header,
  sealed: await key.seal(header.number, concat(id, pageHeader(header)), plaintext, PAGES),
});

export type Opened =
  | { readonly type: "opened"; readonly message: Bytes }
  | { readonly type: "replayed" | "missing frames" | "altered" };

/** One direction of the pairwise channel (rule H3). */
export class Channel {
  readonly #key: SealingKey;
  #next: number;

  constructor(key: SealingKey, next: number) {
    this.#key = key;
    this.#next = next;
  }

  async seal(message: Bytes): Promise<{ counter: number; sealed: Bytes }> {
    const counter = this.#next++;
    return { counter, sealed: await this.#key.seal(counter, sealedHeader(counter), message) };
  }

  async open(counter: number, sealed: Bytes): Promise<Opened> {
    if (counter < this.#next) return { type: "replayed" };
    if (counter > this.#next) return { type: "missing frames" };
    this.#next++;
    const message = await this.#key.open(counter, sealedHeader(counter), sealed);
    return message === undefined ? { type: "altered" } : { type: "opened", message };
  }
}

/** WELCOME is the host's message number 0; its nonce is part of what the tag covers. */
export const openWelcome = (
  key: SealingKey,
  nonceOfHost: Bytes,
  sealed: Bytes,
): Promise<Bytes | undefined> => key.open(0, welcomeHeader(nonceOfHost), sealed);
