import type { Bytes, Reader, Writer } from "./bytes";

const FROM = ["now", "block", "session"] as const;

/** Moves where sharing starts (rule Q1). */
export type ShareFrom = {
  readonly type: "SHARE_FROM";
  readonly from: (typeof FROM)[number];
  /** Its id; 0 unless from a block. */
  readonly block: number;
  /** 0 for a session that goes on, else of how many blocks an excerpt consists. */
  readonly blocks: number;
};

/** How much guests would get at once: commands, and bytes of text, about. */
export type Start = { readonly blocks: number; readonly bytes: number };

/** What each starting point would share (rule Q2). */
export type Starts = {
  readonly type: "STARTS";
  readonly fullScreen: boolean;
  readonly running: boolean;
  /** The one that was asked for, 0 for none. */
  readonly block: number;
  /** As asked: of how many blocks, 0 for all that come after it. */
  readonly blocks: number;
  readonly now: Start;
  readonly fromBlock: Start;
  readonly fromSession: Start;
};

export function readShareFrom(from: Reader): ShareFrom {
  const start = FROM[from.among([0, 1, 2], "from")] ?? "now";
  const block = from.varint("block");
  return { type: "SHARE_FROM", from: start, block, blocks: from.varint("blocks") };
}

export const writeShareFrom = (to: Writer, message: ShareFrom): Bytes =>
  to.u8(FROM.indexOf(message.from)).varint(message.block).varint(message.blocks).done();

export function readStarts(from: Reader): Starts {
  const flags = from.among([0, 1, 2, 3], "flags");
  const block = from.varint("block");
  const blocks = from.varint("blocks");
  const now = readStart(from);
  const fromBlock = readStart(from);
  const fromSession = readStart(from);
  const fullScreen = (flags & 1) !== 0;
  return {
    type: "STARTS",
    fullScreen,
    running: (flags & 2) !== 0,
    block,
    blocks,
    now,
    fromBlock,
    fromSession,
  };
}

function readStart(from: Reader): Start {
  const blocks = from.varint("blocks");
  return { blocks, bytes: from.varint("bytes") };
}

export function writeStarts(to: Writer, message: Starts): Bytes {
  to.u8((message.fullScreen ? 1 : 0) | (message.running ? 2 : 0))
    .varint(message.block)
    .varint(message.blocks);
  for (const start of [message.now, message.fromBlock, message.fromSession]) {
    to.varint(start.blocks).varint(start.bytes);
  }
  return to.done();
}
