import { describe, expect, test } from "vitest";
import {
  type Bytes,
  type Decoded,
  decodeEnvelope,
  decodeFrame,
  decodeGuestMessage,
  decodeHostMessage,
  decodePacking,
  decodeStreamMessages,
  encodeEnvelope,
  encodeFrame,
  encodeGuestMessage,
  encodeHostMessage,
  encodePacking,
  encodeStreamMessages,
} from "../src/protocol";
import { unpack } from "../src/session";
import { fromHex, plain, toHex, vectors } from "./support";

/** Decodes, and encodes what it got. */
type Codec = (bytes: Bytes) => Decoded<{ value: unknown; again: Bytes }>;

const codec =
  <T>(decode: (bytes: Bytes) => Decoded<T>, encode: (value: T) => Bytes): Codec =>
  (bytes) => {
    const decoded = decode(bytes);
    return decoded.ok
      ? { ok: true, value: { value: decoded.value, again: encode(decoded.value) } }
      : decoded;
  };

const frames = codec(decodeFrame, encodeFrame);
const CODECS: Readonly<Record<string, Codec>> = {
  HostToRelay: frames,
  RelayToHost: frames,
  RelayToGuest: frames,
  GuestToRelay: frames,
  Envelope: codec(decodeEnvelope, encodeEnvelope),
  GuestToHost: codec(decodeGuestMessage, encodeGuestMessage),
  HostToGuest: codec(decodeHostMessage, encodeHostMessage),
  StreamPlaintext: codec(decodePacking, encodePacking),
  StreamMessages: codec(decodeStreamMessages, encodeStreamMessages),
};

describe("golden vectors", () => {
  type Row = { interface: string; hex: string; fields: { type: string } };
  test.each(vectors<Row>("frames"))(
    "N1 $interface $fields.type is read and written as $hex",
    (row) => {
      const decoded = CODECS[row.interface]?.(fromHex(row.hex));
      if (!decoded?.ok) throw new Error(decoded?.what ?? "no such interface");
      expect(plain(decoded.value.value)).toEqual(row.fields);
      expect(toHex(decoded.value.again)).toBe(row.hex);
    },
  );

  type Plaintext = { encoding: string; hex: string; messages: unknown[] };
  test.each(vectors<Plaintext>("stream"))(
    "S5 S6 a $encoding plaintext has its messages",
    async (row) => {
      const bytes = fromHex(row.hex);
      const messages = await unpack(bytes);
      if (messages === undefined) throw new Error("not unpacked");
      expect(plain(messages)).toEqual(row.messages);
      if (row.encoding === "plain") {
        const packed = encodePacking({ type: "plain", messages: encodeStreamMessages(messages) });
        expect(toHex(packed)).toBe(row.hex);
      }
    },
  );

  type Malformed = { interface: string; what: string; hex: string; offset: number };
  // One decoder serves all four directions here: that a known frame came the wrong way is the session's to see.
  const wrongWay = (row: Malformed): boolean => frames(fromHex(row.hex)).ok;
  test.each(
    vectors<Malformed>("malformed").filter(
      (row) => CODECS[row.interface] !== frames || !wrongWay(row),
    ),
  )("N1 $interface: $what is malformed at $offset", (row) => {
    const decoded = CODECS[row.interface]?.(fromHex(row.hex));
    expect(decoded).toMatchObject({ ok: false, offset: row.offset });
  });
});
