/**
 * A guest's session without a page around it: no DOM in here. Read `session.ts` (the life of a session over many
 * connections), then `connection.ts` (one WebSocket) and `streamReader.ts` (rules S1 to S7).
 */
export { backoff } from "./backoff";
export { BlockIndex, endOf } from "./blocks";
export { directoryOf, durationOf, noteOf, outcomeOf } from "./blockWords";
export { browserStorage, systemClock, webSocketTo } from "./browser";
export { type Closing, Connection, coalesce } from "./connection";
export { applied, type DraftEvent, DraftLine } from "./draft";
export { Heartbeat } from "./heartbeat";
export { History, PAGE_ROWS, pageOf, tailBefore } from "./history";
export { type Identity, lastName, linkFor, recall, rememberName, withoutPerson } from "./identity";
export { inflate, unpack } from "./inflate";
export { Input, keysIn, type Loss } from "./input";
export { Painter } from "./painter";
export type { Change, Clock, Display, OpenSocket, Socket, SocketEvents, Storage } from "./ports";
export { type Match, type Query, Search } from "./search";
export { Session, type SessionOptions } from "./session";
export { type Place, Showing } from "./showing";
export {
  type Access,
  FIRST_VIEW,
  type Interruption,
  mayType,
  mayWrite,
  type Problem,
  type SessionState,
  troubleSince,
  type View,
  verdict,
} from "./state";
export { steady } from "./steady";
export { type Outcome, StreamReader } from "./streamReader";
