/**
 * The codec of PROTOCOL.md, pure: bytes in, tagged unions out, and back. Read `frames.ts` (what a relay sees), then
 * `messages.ts` (what guest and host say). Decoding never throws: what is malformed is named, with its offset (N1).
 */
export type { Give, GrantRow, Grants, Invited, Level } from "./access";
export type { Block, BlockList, BlockState, Blocks } from "./blocks";
export { type Bytes, type Decoded, decode, type Malformed, Reader, Writer } from "./bytes";
export type { Caret, Change, Completions, Draft, DraftChange, DraftNot } from "./draft";
export {
  decodeEnvelope,
  type Envelope,
  encodeEnvelope,
  helloHeader,
  sealedHeader,
  welcomeHeader,
} from "./envelope";
export type { Find, Found, FoundMatch, FoundState } from "./find";
export {
  decodeFrame,
  encodeFrame,
  type Frame,
  type Host,
  type Page,
  type PageId,
  pageHeader,
  type Stream,
  type StreamKind,
  streamHeader,
} from "./frames";
export {
  INPUT_STALE_MS,
  MAX_EXPRESSION_SIZE,
  MAX_FIND_BYTES,
  MAX_FRAME_BYTES,
  MAX_INFLATED_BYTES,
  MAX_INPUT_KEPT_BYTES,
  MAX_TYPE_BYTES,
  VERSION,
} from "./limits";
export {
  decodeGuestMessage,
  decodeHostMessage,
  encodeGuestMessage,
  encodeHostMessage,
  type GuestMessage,
  type HostMessage,
  type LinkChange,
  type OwnerMessage,
  type Request,
} from "./messages";
export type { Person, Role, Roster } from "./people";
export {
  type Control,
  NOTHING_SELECTED,
  type Presence,
  type Seen,
  type Selected,
  type Show,
} from "./presence";
export { REASONS, type Reason, SENTENCES } from "./reasons";
export type { ShareFrom, Start, Starts } from "./starts";
export {
  decodePacking,
  decodeStreamMessages,
  encodePacking,
  encodeStreamMessages,
  type Packing,
  type Past,
  type Rows,
  type Screen,
  type StreamMessage,
} from "./stream";
