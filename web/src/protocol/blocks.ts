import type { Bytes, Reader, Writer } from "./bytes";

export type BlockState = "prompt" | "running" | "ended";
const STATES: readonly BlockState[] = ["prompt", "running", "ended"];
const NESTED = 1;
const HAS_STATUS = 2;

/** One command and its output (rule K1). Rows are absolute, in the generation of the PAST beside it. */
export type Block = {
  /** From 1 up, in order of starting, never reused in a session. */
  readonly id: number;
  readonly state: BlockState;
  /** Made by the marks of a program within the command that was running. */
  readonly nested: boolean;
  /** Where its prompt begins. */
  readonly firstRow: number;
  readonly outputRow: number;
  /** The row after its last one; 0 until it has ended. */
  readonly endRow: number;
  /** Whether the shell said with which status it ended. */
  readonly known: boolean;
  readonly status: number;
  /** Milliseconds since 1970; 0 at the prompt. */
  readonly started: number;
  /** Milliseconds; 0 until it has ended. */
  readonly took: number;
  /** Who entered it. */
  readonly person: number;
  readonly command: string;
  readonly directory: string;
};

/** The newest blocks, oldest first, in every state of the screen (rule K3). */
export type Blocks = {
  readonly type: "BLOCKS";
  /** Blocks that can be had, these included. */
  readonly total: number;
  /** The owner's home directory. */
  readonly home: string;
  readonly newest: readonly Block[];
};

/** Blocks before one, oldest first (rule K4). */
export type BlockList = {
  readonly type: "BLOCK_LIST";
  readonly token: number;
  readonly generation: number;
  readonly blocks: readonly Block[];
};

export function readBlock(from: Reader): Block {
  const id = from.varint("id");
  const state = STATES[from.among([0, 1, 2], "state")] ?? "ended";
  const flags = from.among([0, 1, 2, 3], "flags");
  return {
    id,
    state,
    nested: (flags & NESTED) !== 0,
    firstRow: from.varint("first row"),
    outputRow: from.varint("output row"),
    endRow: from.varint("end row"),
    known: (flags & HAS_STATUS) !== 0,
    status: from.count("status"),
    started: from.varint("started"),
    took: from.varint("took"),
    person: from.varint("person"),
    command: from.text("command"),
    directory: from.text("directory"),
  };
}

export function writeBlock(to: Writer, block: Block): Writer {
  const flags = (block.nested ? NESTED : 0) | (block.known ? HAS_STATUS : 0);
  to.varint(block.id).u8(STATES.indexOf(block.state)).u8(flags);
  to.varint(block.firstRow).varint(block.outputRow).varint(block.endRow);
  to.varint(block.status).varint(block.started).varint(block.took).varint(block.person);
  return to.text(block.command).text(block.directory);
}

function readMany(from: Reader): Block[] {
  const count = from.varint("count");
  const blocks: Block[] = [];
  // Each takes at least a byte, so a false count ends as "truncated" before it costs anything.
  while (blocks.length < count) blocks.push(readBlock(from));
  return blocks;
}

function writeMany(to: Writer, blocks: readonly Block[]): Bytes {
  to.varint(blocks.length);
  for (const block of blocks) writeBlock(to, block);
  return to.done();
}

export function readBlocks(from: Reader): Blocks {
  const total = from.varint("total");
  return { type: "BLOCKS", total, home: from.text("home"), newest: readMany(from) };
}

export const writeBlocks = (to: Writer, blocks: Blocks): Bytes =>
  writeMany(to.varint(blocks.total).text(blocks.home), blocks.newest);

export function readBlockList(from: Reader): BlockList {
  const token = from.varint("token");
  const generation = from.varint("generation");
  return { type: "BLOCK_LIST", token, generation, blocks: readMany(from) };
}

export const writeBlockList = (to: Writer, list: BlockList): Bytes =>
  writeMany(to.varint(list.token).varint(list.generation), list.blocks);
