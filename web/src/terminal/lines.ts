import type { IBufferCell, IBufferLine, Terminal } from "@xterm/xterm";
import { type LinkOf, linkOf, underlineOf } from "./extended";

/** One row of a grid as text with SGR and OSC 8, for a terminal whose pen is plain; it leaves the pen plain. */
export type Line = {
  readonly text: string;
  /** Columns that the text fills. */
  readonly width: number;
  /** Goes on with the line before it. */
  readonly wrapped: boolean;
};

const LINK_END = "\x1b]8;;\x07";

export const BLANK: Line = { text: "", width: 0, wrapped: false };

/** The line's text alone, without what `linesOf` writes besides. */
export const plainOf = ({ text }: Line): string => text.replace(BESIDES, "");

const BESIDES = /\x1b\]8;[^\x07]*\x07|\x1b\[[0-9;:]*m|\0/g;

/** Text that leaves exactly these lines, the cursor on the last. A line that goes on is filled up to its edge first: only then does it wrap. */
export function textOf(lines: readonly Line[], columns: number): string {
  const parts: string[] = [];
  for (const [at, { text, width }] of lines.entries()) {
    const next = lines[at + 1];
    parts.push(text);
    if (next?.wrapped === true) parts.push(" ".repeat(Math.max(0, columns - width)));
    else if (next !== undefined) parts.push("\r\n");
  }
  return parts.join("");
}

/** Rows `from` up to `to` of a terminal's normal buffer. */
export function linesOf(terminal: Terminal, from: number, to: number): Line[] {
  const lines: Line[] = [];
  const { normal } = terminal.buffer;
  const links = linkOf(terminal);
  const cell = normal.getNullCell();
  for (let y = from; y < to; y++) {
    const line = normal.getLine(y);
    if (line === undefined) break;
    lines.push(lineOf(line, cell, links));
  }
  return lines;
}

function lineOf(line: IBufferLine, cell: IBufferCell, links: LinkOf): Line {
  let text = "";
  let blanks = "";
  let pen = "";
  let link = "";
  let width = 0;
  for (let x = 0; x < line.length; x++) {
    line.getCell(x, cell);
    if (cell.getWidth() === 0) continue;
    const chars = cell.getChars();
    const style = styleOf(cell);
    const cellsLink = cell.isAttributeDefault() ? "" : links(cell);
    if (chars === "" && style === "" && cellsLink === "") {
      blanks += " ";
      continue;
    }
    if (link !== "" && (blanks !== "" || cellsLink !== link)) {
      text += LINK_END;
      link = "";
    }
    if (blanks !== "" && pen !== "") text += "\x1b[m";
    if (blanks !== "") pen = "";
    text += blanks;
    blanks = "";
    if (style !== pen) text += `\x1b[${style === "" ? "" : `0;${style}`}m`;
    pen = style;
    if (cellsLink !== link) text += cellsLink;
    link = cellsLink;
    // What is a cell of its own must not join with the cell before it.
    text += chars === "" ? " " : chars > "\u0300" ? `\0${chars}` : chars;
    width = x + cell.getWidth();
  }
  if (link !== "") text += LINK_END;
  return { text: pen === "" ? text : `${text}\x1b[m`, width, wrapped: line.isWrapped };
}

function styleOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return "";
  const codes: string[] = [];
  if (cell.isBold()) codes.push("1");
  if (cell.isDim()) codes.push("2");
  if (cell.isItalic()) codes.push("3");
  const underline = underlineOf(cell);
  if (underline !== "") codes.push(underline);
  if (cell.isBlink()) codes.push("5");
  if (cell.isInverse()) codes.push("7");
  if (cell.isInvisible()) codes.push("8");
  if (cell.isStrikethrough()) codes.push("9");
  if (cell.isOverline()) codes.push("53");
  if (!cell.isFgDefault()) codes.push(colour(38, cell.isFgRGB(), cell.getFgColor()));
  if (!cell.isBgDefault()) codes.push(colour(48, cell.isBgRGB(), cell.getBgColor()));
  return codes.join(";");
}

function colour(ground: 38 | 48, rgb: boolean, value: number): string {
  if (rgb) return `${ground};2;${value >> 16};${(value >> 8) & 0xff};${value & 0xff}`;
  if (value < 8) return `${ground - 8 + value}`;
  return value < 16 ? `${ground + 52 + value - 8}` : `${ground};5;${value}`;
}
