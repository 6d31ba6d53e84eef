import { type Block, type Blocks, readBlock, readBlocks, writeBlock, writeBlocks } from "./blocks";
import { type Bytes, type Decoded, decode, type Reader, Writer } from "./bytes";
import {
  type Caret,
  type Draft,
  type DraftChange,
  readCaret,
  readDraft,
  readDraftChange,
  writeCaret,
  writeDraft,
  writeDraftChange,
} from "./draft";
import { type Roster, readRoster, writeRoster } from "./people";
import {
  type Control,
  type Presence,
  readControl,
  readPresence,
  writeControl,
  writePresence,
} from "./presence";
import { type Reason, readReason, reasonNumber } from "./reasons";

export type Screen = {
  readonly type: "SCREEN";
  readonly columns: number;
  readonly rows: number;
  /** The number of the first row in the text; what rows are called once history can be asked for. */
  readonly firstRow: number;
  /** For a fresh terminal of that size. Bytes, because it may end inside a character that is still arriving. */
  readonly text: Bytes;
};

/** Rows of history that had one width; only in a PAGE (rule P4). */
export type Rows = {
  readonly type: "ROWS";
  readonly firstRow: number;
  /** 0 where the host has none of them any more. */
  readonly count: number;
  /** Of the fresh terminal that the text is for. */
  readonly columns: number;
  /** Whether the first row goes on with the line of the row before it. */
  readonly continued: boolean;
  readonly text: Bytes;
};

/** What there is to scroll back to; part of every state. */
export type Past = {
  readonly type: "PAST";
  readonly oldestRow: number;
  readonly generation: number;
};

/** Section 6 of PROTOCOL.md: what a STREAM frame holds once it is opened. */
export type StreamMessage =
  | { readonly type: "OUTPUT"; readonly output: Bytes }
  | Screen
  | ({ readonly type: "ROSTER" } & Roster)
  | { readonly type: "FINISHED"; readonly reason: Reason; readonly status: number }
  | Rows
  | Past
  | { readonly type: "BLOCK"; readonly block: Block }
  /** Only an excerpt is shared; complete: nothing more comes. */
  | { readonly type: "EXCERPT"; readonly complete: boolean }
  | Draft
  | DraftChange
  | Caret
  | Presence
  | Control
  | Blocks;

/** The only width table: unicode graphemes of xterm.js 6. */
const WIDTHS = 1;

/** The plaintext's envelope (S5): how its messages are packed. */
export type Packing =
  | { readonly type: "plain"; readonly messages: Bytes }
  | { readonly type: "deflate"; readonly size: number; readonly deflated: Bytes };

export const decodePacking = (plaintext: Bytes): Decoded<Packing> =>
  decode(plaintext, (from): Packing => {
    if (from.among([0, 1], "encoding") === 0) return { type: "plain", messages: from.rest() };
    return { type: "deflate", size: from.varint("inflated size"), deflated: from.rest() };
  });

export const encodePacking = (packing: Packing): Bytes =>
  packing.type === "plain"
    ? new Writer().u8(0).raw(packing.messages).done()
    : new Writer().u8(1).varint(packing.size).raw(packing.deflated).done();

export const decodeStreamMessages = (bytes: Bytes): Decoded<readonly StreamMessage[]> =>
  decode(bytes, (from) => {
    const messages: StreamMessage[] = [];
    while (from.left > 0) {
      const start = from.offset;
      const type = from.among([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], "message");
      const body = from.blob("message");
      const message = decode(body, (inner) => readMessage(type, inner));
      if (!message.ok) {
        return from.fail(message.what, from.offset - body.length + message.offset);
      }
      if (message.value.type === "SCREEN" && messages.length > 0) {
        from.fail("SCREEN after another message", start);
      }
      messages.push(message.value);
    }
    return messages;
  });

function readMessage(
  type: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14,
  from: Reader,
): StreamMessage {
  switch (type) {
    case 1:
      return { type: "OUTPUT", output: from.rest() };
    case 2: {
      const columns = from.count("columns");
      const rows = from.count("rows");
      const firstRow = from.varint("first row");
      from.among([WIDTHS], "width table");
      return { type: "SCREEN", columns, rows, firstRow, text: from.rest() };
    }
    case 3:
      return { type: "ROSTER", ...readRoster(from) };
    case 4:
      return { type: "FINISHED", reason: readReason(from), status: from.count("status") };
    case 5: {
      const firstRow = from.varint("first row");
      const count = from.count("rows");
      const columns = from.count("columns");
      const continued = from.among([0, 1], "continued") === 1;
      return { type: "ROWS", firstRow, count, columns, continued, text: from.rest() };
    }
    case 6: {
      const oldestRow = from.varint("oldest row");
      return { type: "PAST", oldestRow, generation: from.varint("generation") };
    }
    case 7:
      return { type: "BLOCK", block: readBlock(from) };
    case 8:
      return readBlocks(from);
    case 9:
      return { type: "EXCERPT", complete: from.among([0, 1], "complete") === 1 };
    case 10:
      return readDraft(from);
    case 11:
      return readDraftChange(from);
    case 12:
      return readCaret(from);
    case 13:
      return readPresence(from);
    case 14:
      return readControl(from);
  }
}

export function encodeStreamMessages(messages: readonly StreamMessage[]): Bytes {
  const to = new Writer();
  for (const message of messages) {
    switch (message.type) {
      case "OUTPUT":
        to.u8(1).blob(message.output);
        break;
      case "SCREEN": {
        const body = new Writer().varint(message.columns).varint(message.rows);
        to.u8(2).blob(body.varint(message.firstRow).u8(WIDTHS).raw(message.text).done());
        break;
      }
      case "ROSTER":
        to.u8(3).blob(writeRoster(new Writer(), message).done());
        break;
      case "FINISHED": {
        const body = new Writer().u8(reasonNumber(message.reason)).varint(message.status);
        to.u8(4).blob(body.done());
        break;
      }
      case "ROWS": {
        const body = new Writer().varint(message.firstRow).varint(message.count);
        body.varint(message.columns).u8(message.continued ? 1 : 0);
        to.u8(5).blob(body.raw(message.text).done());
        break;
      }
      case "PAST":
        to.u8(6).blob(new Writer().varint(message.oldestRow).varint(message.generation).done());
        break;
      case "BLOCK":
        to.u8(7).blob(writeBlock(new Writer(), message.block).done());
        break;
      case "BLOCKS":
        to.u8(8).blob(writeBlocks(new Writer(), message));
        break;
      case "EXCERPT":
        to.u8(9).blob(new Writer().u8(message.complete ? 1 : 0).done());
        break;
      case "DRAFT":
        to.u8(10).blob(writeDraft(new Writer(), message).done());
        break;
      case "DRAFT_CHANGE":
        to.u8(11).blob(writeDraftChange(new Writer(), message).done());
        break;
      case "CARET":
        to.u8(12).blob(writeCaret(new Writer(), message).done());
        break;
      case "PRESENCE":
        to.u8(13).blob(writePresence(new Writer(), message).done());
        break;
      case "CONTROL":
        to.u8(14).blob(writeControl(new Writer(), message).done());
    }
  }
  return to.done();
}
