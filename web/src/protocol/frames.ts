import {
  type Invited,
  type Level,
  levelNumber,
  readInvited,
  readLevel,
  writeInvited,
} from "./access";
import { type Bytes, type Decoded, decode, type Reader, Writer } from "./bytes";
import { type Reason, readReason, reasonNumber } from "./reasons";

/** How a STREAM frame changes the screen (rule S2). */
export type StreamKind = "delta" | "keyframe" | "reset";
const KINDS: readonly StreamKind[] = ["delta", "keyframe", "reset"];

export type Stream = {
  readonly type: "STREAM";
  readonly kind: StreamKind;
  readonly epoch: number;
  readonly seq: number;
  readonly position: number;
  readonly sealed: Bytes;
};

/** Which rows of history: 256 of them, from row 256 · page on, as they are in a generation (rule P1). */
export type PageId = { readonly generation: number; readonly page: number };

/** Sealed rows of history (rule P2). */
export type Page = PageId & {
  readonly type: "PAGE";
  readonly epoch: number;
  readonly number: number;
  readonly sealed: Bytes;
};

/** Sections 3 and 4 of PROTOCOL.md: everything that a relay sees. */
export type Frame =
  | { readonly type: "CHALLENGE"; readonly version: number; readonly nonce: Bytes }
  | {
      readonly type: "CLAIM";
      readonly version: number;
      readonly ed25519: Bytes;
      readonly x25519: Bytes;
      readonly signature: Bytes;
    }
  | { readonly type: "CLAIMED"; readonly address: string; readonly sessionBytes: number }
  | { readonly type: "ARRIVED" | "DEPARTED" | "ADMIT"; readonly guest: number }
  | { readonly type: "FROM_GUEST" | "TO_GUEST"; readonly guest: number; readonly rest: Bytes }
  | { readonly type: "KEYFRAME_WANTED" | "KEYFRAME_PLEASE" }
  | (PageId & { readonly type: "PAGE_WANTED" | "PAGE_PLEASE" })
  | Stream
  | Page
  | { readonly type: "DISMISS"; readonly guest: number; readonly reason: Reason }
  | {
      readonly type: "ACCESS";
      readonly anyone: Level;
      readonly team: Level;
      readonly asking: boolean;
      readonly grants: readonly { readonly email: string; readonly level: Level }[];
    }
  | { readonly type: "INVITE"; readonly email: string; readonly level: Level }
  | {
      readonly type: "ACCOUNT";
      readonly email: string;
      readonly anyone: boolean;
      readonly team: boolean;
    }
  | {
      readonly type: "KNOWN";
      readonly guest: number;
      readonly email: string;
      readonly name: string;
      readonly team: boolean;
    }
  | Invited
  | { readonly type: "END" | "CLOSE" | "ENDED"; readonly reason: Reason }
  | Host
  | { readonly type: "FROM_HOST" | "TO_HOST"; readonly rest: Bytes }
  | { readonly type: "ACK"; readonly seq: number };

export type Host = {
  readonly type: "HOST";
  readonly version: number;
  readonly here: boolean;
  readonly ed25519: Bytes;
  readonly x25519: Bytes;
};

const TYPES = {
  CHALLENGE: 0x01,
  CLAIMED: 0x02,
  ARRIVED: 0x03,
  DEPARTED: 0x04,
  FROM_GUEST: 0x05,
  KEYFRAME_WANTED: 0x06,
  PAGE_WANTED: 0x07,
  ACCOUNT: 0x08,
  KNOWN: 0x09,
  INVITED: 0x0a,
  CLOSE: 0x0f,
  CLAIM: 0x11,
  TO_GUEST: 0x12,
  STREAM: 0x13,
  ADMIT: 0x14,
  DISMISS: 0x15,
  END: 0x16,
  PAGE: 0x17,
  ACCESS: 0x18,
  INVITE: 0x19,
  TO_HOST: 0x21,
  ACK: 0x22,
  KEYFRAME_PLEASE: 0x23,
  PAGE_PLEASE: 0x24,
  HOST: 0x31,
  FROM_HOST: 0x32,
  ENDED: 0x33,
} as const satisfies Record<Frame["type"], number>;

const NAMES = new Map(Object.entries(TYPES).map(([name, code]) => [code, name as Frame["type"]]));

export const decodeFrame = (bytes: Bytes): Decoded<Frame> => decode(bytes, readFrame);

function readFrame(from: Reader): Frame {
  const code = from.u8("type");
  const type = NAMES.get(code as (typeof TYPES)[Frame["type"]]);
  switch (type) {
    case undefined:
      return from.fail(`unknown type ${code}`, 0);
    case "CHALLENGE":
      return { type, version: from.u8("version"), nonce: from.raw(32, "nonce") };
    case "CLAIM":
      return {
        type,
        version: from.u8("version"),
        ed25519: from.raw(32, "Ed25519 key"),
        x25519: from.raw(32, "X25519 key"),
        signature: from.raw(64, "signature"),
      };
    case "CLAIMED":
      return { type, address: from.text("address"), sessionBytes: from.varint("session bytes") };
    case "ARRIVED":
    case "DEPARTED":
    case "ADMIT":
      return { type, guest: from.varint("guest") };
    case "FROM_GUEST":
    case "TO_GUEST":
      return { type, guest: from.varint("guest"), rest: from.rest() };
    case "KEYFRAME_WANTED":
    case "KEYFRAME_PLEASE":
      return { type };
    case "PAGE_WANTED":
    case "PAGE_PLEASE":
      return { type, generation: from.varint("generation"), page: from.varint("page") };
    case "PAGE":
      return {
        type,
        epoch: from.varint("epoch"),
        number: from.varint("number"),
        generation: from.varint("generation"),
        page: from.varint("page"),
        sealed: from.rest(),
      };
    case "STREAM":
      return {
        type,
        kind: KINDS[from.among([0, 1, 2], "kind")] ?? "delta",
        epoch: from.varint("epoch"),
        seq: from.varint("seq"),
        position: from.varint("position"),
        sealed: from.rest(),
      };
    case "DISMISS":
      return { type, guest: from.varint("guest"), reason: readReason(from) };
    case "ACCESS": {
      const anyone = readLevel(from);
      const team = readLevel(from);
      const asking = from.among([0, 1], "asking") === 1;
      const count = from.varint("count");
      const grants: { email: string; level: Level }[] = [];
      while (grants.length < count)
        grants.push({ email: from.text("email"), level: readLevel(from) });
      return { type, anyone, team, asking, grants };
    }
    case "INVITE":
      return { type, email: from.text("email"), level: readLevel(from) };
    case "ACCOUNT": {
      const email = from.text("email");
      const flags = from.among([0, 1, 2, 3], "flags");
      return { type, email, anyone: (flags & 1) !== 0, team: (flags & 2) !== 0 };
    }
    case "KNOWN": {
      const guest = from.varint("guest");
      const email = from.text("email");
      return {
        type,
        guest,
        email,
        name: from.text("name"),
        team: from.among([0, 1], "team") === 1,
      };
    }
    case "INVITED":
      return readInvited(from);
    case "END":
    case "CLOSE":
    case "ENDED":
      return { type, reason: readReason(from) };
    case "HOST":
      return {
        type,
        version: from.u8("version"),
        here: from.among([0, 1], "state") === 1,
        ed25519: from.raw(32, "Ed25519 key"),
        x25519: from.raw(32, "X25519 key"),
      };
    case "FROM_HOST":
    case "TO_HOST":
      return { type, rest: from.rest() };
    case "ACK":
      return { type, seq: from.varint("seq") };
  }
}

export function encodeFrame(frame: Frame): Bytes {
  const to = new Writer().u8(TYPES[frame.type]);
  switch (frame.type) {
    case "CHALLENGE":
      return to.u8(frame.version).raw(frame.nonce).done();
    case "CLAIM":
      to.u8(frame.version).raw(frame.ed25519).raw(frame.x25519).raw(frame.signature);
      return to.done();
    case "CLAIMED":
      return to.text(frame.address).varint(frame.sessionBytes).done();
    case "ARRIVED":
    case "DEPARTED":
    case "ADMIT":
      return to.varint(frame.guest).done();
    case "FROM_GUEST":
    case "TO_GUEST":
      return to.varint(frame.guest).raw(frame.rest).done();
    case "KEYFRAME_WANTED":
    case "KEYFRAME_PLEASE":
      return to.done();
    case "PAGE_WANTED":
    case "PAGE_PLEASE":
      return to.varint(frame.generation).varint(frame.page).done();
    case "PAGE":
      return writePageFields(to, frame).raw(frame.sealed).done();
    case "STREAM":
      return writeStreamFields(to, frame).raw(frame.sealed).done();
    case "DISMISS":
      return to.varint(frame.guest).u8(reasonNumber(frame.reason)).done();
    case "ACCESS":
      to.u8(levelNumber(frame.anyone)).u8(levelNumber(frame.team));
      to.u8(frame.asking ? 1 : 0).varint(frame.grants.length);
      for (const each of frame.grants) to.text(each.email).u8(levelNumber(each.level));
      return to.done();
    case "INVITE":
      return to.text(frame.email).u8(levelNumber(frame.level)).done();
    case "ACCOUNT":
      return to
        .text(frame.email)
        .u8((frame.anyone ? 1 : 0) | (frame.team ? 2 : 0))
        .done();
    case "KNOWN":
      to.varint(frame.guest).text(frame.email).text(frame.name);
      return to.u8(frame.team ? 1 : 0).done();
    case "INVITED":
      return writeInvited(to, frame);
    case "END":
    case "CLOSE":
    case "ENDED":
      return to.u8(reasonNumber(frame.reason)).done();
    case "HOST":
      to.u8(frame.version).u8(frame.here ? 1 : 0);
      return to.raw(frame.ed25519).raw(frame.x25519).done();
    case "FROM_HOST":
    case "TO_HOST":
      return to.raw(frame.rest).done();
    case "ACK":
      return to.varint(frame.seq).done();
  }
}

type StreamHeader = Omit<Stream, "sealed" | "type">;

const writeStreamFields = (to: Writer, header: StreamHeader): Writer =>
  to.u8(KINDS.indexOf(header.kind)).varint(header.epoch).varint(header.seq).varint(header.position);

/** The bytes of a STREAM frame before its ciphertext: with the session's ID in front they are its aad (rule S1). */
export const streamHeader = (header: StreamHeader): Bytes =>
  writeStreamFields(new Writer().u8(TYPES.STREAM), header).done();

type PageHeader = Omit<Page, "sealed" | "type">;

const writePageFields = (to: Writer, header: PageHeader): Writer =>
  to.varint(header.epoch).varint(header.number).varint(header.generation).varint(header.page);

/** The bytes of a PAGE before its ciphertext (rule P2). */
export const pageHeader = (header: PageHeader): Bytes =>
  writePageFields(new Writer().u8(TYPES.PAGE), header).done();
