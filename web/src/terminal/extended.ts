import type { IBufferCell, Terminal } from "@xterm/xterm";

/** What xterm.js keeps of a cell, and of links, beyond its public interface; a test says when that changes. */
type Extended = {
  readonly fg?: number;
  readonly extended?: { readonly _ext: number; readonly urlId: number };
};
type Inside = {
  readonly _core?: {
    readonly _oscLinkService?: {
      getLinkData(number: number): { readonly id?: string; readonly uri: string } | undefined;
    };
  };
};

const UNDERLINED = 0x10000000;
const STYLE_SHIFT = 26;
const COLOUR_MODE = 0x3000000;
const RGB_MODE = 0x3000000;

/** The sequence that opens a cell's link; empty where it has none. */
export type LinkOf = (cell: IBufferCell) => string;

/** The links of one terminal. Cells of one link stay one, on however many rows they are. */
export function linkOf(terminal: Terminal): LinkOf {
  const service = (terminal as unknown as Inside)._core?._oscLinkService;
  return (cell) => {
    const number = (cell as Extended).extended?.urlId ?? 0;
    const link = number === 0 ? undefined : service?.getLinkData(number);
    return link === undefined ? "" : `\x1b]8;id=${link.id ?? `unnamed-${number}`};${link.uri}\x07`;
  };
}

/**
 * Parameters of SGR for a cell's underline, its style and its colour, empty where the program asked for none. The
 * public `isUnderline` counts the dashes under links, too.
 */
export function underlineOf(cell: IBufferCell): string {
  const { fg, extended } = cell as Extended;
  if (fg === undefined || extended === undefined) return cell.isUnderline() ? "4" : "";
  if ((fg & UNDERLINED) === 0) return "";
  const { _ext: ext } = extended;
  const style = (ext >> STYLE_SHIFT) & 7;
  const line = style > 1 ? `4:${style}` : "4";
  const value = ext & 0xffffff;
  switch (ext & COLOUR_MODE) {
    case 0:
      return line;
    case RGB_MODE:
      return `${line};58:2::${value >> 16}:${(value >> 8) & 0xff}:${value & 0xff}`;
    default:
      return `${line};58:5:${value & 0xff}`;
  }
}
