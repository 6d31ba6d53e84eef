import { createSignal } from "solid-js";
import type { Block } from "../protocol";
import { type BlockIndex, endOf } from "../session";
import type { Range } from "../terminal";
import type { Stage } from "./workspace";

/** What can be done with the blocks that are chosen. */
export type BlockActions = {
  readonly chosen: () => readonly Block[];
  readonly commands: () => string;
  readonly copyCommand: () => void;
  readonly copyOutput: () => void;
  readonly copyStyled: () => void;
  readonly copyAll: () => void;
  readonly copyLink: () => void;
  readonly toTop: () => void;
  readonly toBottom: () => void;
  readonly find: () => void;
  readonly filter: () => void;
  /** The block whose lines are filtered. */
  readonly filtered: () => Block | undefined;
  readonly endFilter: () => void;
  /** Brings a block into view and chooses it. */
  readonly go: (block: Block) => Promise<void>;
  /** The same for one of which only the number is known, as from a link. */
  readonly open: (id: number) => Promise<void>;
  readonly goToRow: (row: number) => void;
  /** What the block has printed, a line each with its row; undefined where it cannot be had now. */
  readonly lines: (block: Block) => Promise<readonly { row: number; text: string }[] | undefined>;
};

export function createBlocks(options: {
  readonly stage: Stage;
  readonly index: () => BlockIndex;
  readonly copy: (text: string, words: string) => void;
  readonly say: (words: string) => void;
  readonly find: (within: { readonly from: number; readonly to: number }) => void;
  readonly link: () => string | undefined;
}): BlockActions {
  const { stage } = options;
  const [filtered, setFiltered] = createSignal<Block>();
  const terminal = () => stage.terminal();
  const chosen = (): readonly Block[] => {
    // Asked for in order to be told again.
    stage.chosen();
    return terminal()?.blocks.choice.blocks ?? [];
  };
  const end = (block: Block): number =>
    Math.min(endOf(block), terminal()?.scrolling.position.end ?? block.outputRow);
  const whole = (from: number, to: number): Range => ({
    from: { row: from, line: 0, x: 0 },
    to: { row: Math.max(from, to - 1), line: Number.MAX_SAFE_INTEGER, x: 0 },
  });
  const span = (first: (block: Block) => number): Range | undefined => {
    const blocks = chosen();
    const [head, last] = [blocks[0], blocks.at(-1)];
    if (head === undefined || last === undefined) return undefined;
    const range = whole(first(head), end(last));
    return first(head) < end(last) ? range : undefined;
  };
  const commands = (): string =>
    chosen()
      .map(({ command }) => command)
      .join("\n");
  const copyRange = (range: Range | undefined): void => {
    if (range === undefined) options.say("There is no output to copy.");
    else void terminal()?.clipboard.range(range);
  };
  const go = async (block: Block): Promise<void> => {
    await terminal()?.scrolling.reveal(block.firstRow);
    terminal()?.blocks.choice.pick(block.id, "one");
  };
  return {
    chosen,
    commands,
    copyCommand: () => options.copy(commands(), "Command copied"),
    copyOutput: () => copyRange(span(({ outputRow }) => outputRow)),
    copyStyled: () => {
      const range = span(({ outputRow }) => outputRow);
      if (range !== undefined) void terminal()?.clipboard.styled(range);
    },
    copyAll: () => copyRange(span(({ firstRow }) => firstRow)),
    copyLink: () => {
      const link = options.link();
      const id = chosen().at(-1)?.id;
      if (link !== undefined && id !== undefined) options.copy(`${link}&b=${id}`, "Link copied");
    },
    toTop: () => {
      const block = chosen()[0];
      if (block !== undefined) terminal()?.scrolling.to(block.firstRow);
    },
    toBottom: () => {
      const block = chosen().at(-1);
      const rows = terminal()?.scrolling.position.rows ?? 1;
      if (block !== undefined)
        terminal()?.scrolling.to(Math.max(block.firstRow, end(block) - rows));
    },
    find: () => {
      const block = chosen().at(-1);
      if (block !== undefined) options.find({ from: block.firstRow, to: end(block) });
    },
    filter: () => setFiltered(chosen().at(-1)),
    filtered,
    endFilter: () => setFiltered(undefined),
    go,
    open: async (id) => {
      const block = await options.index().find(id);
      if (block === undefined) options.say("The block of this link is no longer kept.");
      else {
        await terminal()?.painted;
        await go(block);
      }
    },
    goToRow: (row) => void terminal()?.scrolling.reveal(row),
    lines: async (block) => {
      if (block.outputRow >= end(block)) return [];
      return terminal()?.scrolling.copying.lines(whole(block.outputRow, end(block)));
    },
  };
}
