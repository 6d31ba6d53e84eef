import { type Bytes, type Decoded, decode, Writer } from "./bytes";
import { type Reason, readReason, reasonNumber } from "./reasons";

/** Section 5 of PROTOCOL.md: what guest and host hand each other through the relay. */
export type Envelope =
  | {
      readonly type: "HELLO";
      readonly secretId: Bytes;
      readonly enc: Bytes;
      readonly sealed: Bytes;
    }
  | { readonly type: "SEALED"; readonly counter: number; readonly sealed: Bytes }
  | { readonly type: "WELCOME"; readonly nonce: Bytes; readonly sealed: Bytes }
  | { readonly type: "REFUSED"; readonly reason: Reason };

export const decodeEnvelope = (bytes: Bytes): Decoded<Envelope> =>
  decode(bytes, (from): Envelope => {
    switch (from.among([1, 2, 3, 4], "envelope")) {
      case 1: {
        const secretId = from.raw(8, "secretId");
        return { type: "HELLO", secretId, enc: from.raw(32, "enc"), sealed: from.rest() };
      }
      case 2:
        return { type: "SEALED", counter: from.varint("counter"), sealed: from.rest() };
      case 3:
        return { type: "WELCOME", nonce: from.raw(32, "nonce"), sealed: from.rest() };
      case 4:
        return { type: "REFUSED", reason: readReason(from) };
    }
  });

export function encodeEnvelope(envelope: Envelope): Bytes {
  switch (envelope.type) {
    case "HELLO":
      return new Writer().raw(helloHeader(envelope)).raw(envelope.sealed).done();
    case "SEALED":
      return new Writer().raw(sealedHeader(envelope.counter)).raw(envelope.sealed).done();
    case "WELCOME":
      return new Writer().raw(welcomeHeader(envelope.nonce)).raw(envelope.sealed).done();
    case "REFUSED":
      return new Writer().u8(4).u8(reasonNumber(envelope.reason)).done();
  }
}

/** The bytes before each ciphertext are its aad (rules H1 and H3). */
export const helloHeader = (hello: { readonly secretId: Bytes; readonly enc: Bytes }): Bytes =>
  new Writer().u8(1).raw(hello.secretId).raw(hello.enc).done();
export const sealedHeader = (counter: number): Bytes => new Writer().u8(2).varint(counter).done();
export const welcomeHeader = (nonce: Bytes): Bytes => new Writer().u8(3).raw(nonce).done();
