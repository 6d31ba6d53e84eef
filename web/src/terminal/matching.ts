import type { IBuffer, IBufferLine } from "@xterm/xterm";
import { MAX_EXPRESSION_SIZE } from "../protocol";
import type { Match, Query } from "../session";
import { plainOf } from "./lines";
import type { NumberedLine } from "./pageLines";

/** Tells of each match in a line, from left to right: characters `start` up to `end`. */
export type Matcher = (line: string, found: (start: number, end: number) => void) => void;

/** Rows that a line is followed up or down; longer ones are taken in parts. */
const LONGEST_LINE = 1024;
/** Matches of one line that are told. */
const LINE_MATCHES = 10_000;

/** Finds what the host finds (rule F4); undefined for what is no expression, or too large a one. */
export async function matcherOf({
  text,
  ignoreCase,
  expression,
}: Query): Promise<Matcher | undefined> {
  if (!expression) return literal(text, ignoreCase);
  if (isTooLarge(text)) return undefined;
  // The engine of the host in another language, linear in time as that is.
  const { RE2JS } = await import("re2js");
  try {
    const pattern = RE2JS.compile(text, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return (line, found) => {
      const matcher = pattern.matcher(line);
      while (matcher.find()) found(matcher.start(), matcher.end());
    };
  } catch {
    return undefined;
  }
}

function literal(text: string, ignoreCase: boolean): Matcher {
  const fold = ignoreCase ? folded : (line: string): string => line;
  const wanted = fold(text);
  return (line, found) => {
    if (wanted === "") return;
    const folded = fold(line);
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length))
      found(at, at + wanted.length);
  };
}

/** Character by character, as the host does it: what becomes longer stays as it is. */
function folded(text: string): string {
  const whole = text.toUpperCase().toLowerCase();
  if (whole.length === text.length) return whole;
  return Array.from({ length: text.length }, (_, at) => {
    const each = text.charAt(at).toUpperCase().toLowerCase();
    return each.length === 1 ? each : text.charAt(at);
  }).join("");
}

export const isTooLarge = (expression: string): boolean =>
  largest(expression) > MAX_EXPRESSION_SIZE;

/** As the host judges it before it compiles: at least the size that counted repetitions written out would have. */
export function largest(text: string): number {
  let atoms = text.length;
  let groups = 1;
  for (const [, before, least, most] of text.matchAll(/([)}*+?]?)\{(\d{1,9})(?:,(\d{0,9}))?\}/g)) {
    const times = Number(most === undefined || most === "" ? least : most);
    if (before === "") atoms += times;
    else groups *= Math.max(1, times);
  }
  return atoms * groups;
}

/** The row of a buffer on which the line that a row is part of begins. */
export function lineStart(buffer: IBuffer, row: number): number {
  let start = row;
  const lowest = Math.max(0, row - LONGEST_LINE);
  while (start > lowest && buffer.getLine(start)?.isWrapped === true) start--;
  return start;
}

/** Matches in the lines that begin in rows `from` up to `to` of a buffer, by the buffer's own rows. */
export function matchesIn(buffer: IBuffer, from: number, to: number, matcher: Matcher): Match[] {
  const matches: Match[] = [];
  for (let row = from; row < to; ) {
    const line = logicalLine(buffer, row);
    let told = 0;
    matcher(line.text, (start, end) => {
      if (start < end && told++ < LINE_MATCHES) matches.push(line.match(start, end));
    });
    row = line.end;
  }
  return matches;
}

function logicalLine(buffer: IBuffer, first: number) {
  const parts: { text: string; columns: Uint16Array | undefined; line: IBufferLine }[] = [];
  let end = first;
  do {
    const line = buffer.getLine(end++);
    if (line === undefined) break;
    parts.push({ ...textOf(line), line });
  } while (buffer.getLine(end)?.isWrapped === true && end - first < LONGEST_LINE);
  const text = parts.map((part) => part.text).join("");
  /** The cell that a character is in, and whether it takes two. */
  const cellOf = (at: number): { row: number; column: number; width: number } => {
    let left = at;
    let row = first;
    for (const { text: own, columns, line } of parts) {
      if (left < own.length) {
        const column = columns?.[left] ?? left;
        return { row, column, width: line.getCell(column)?.getWidth() || 1 };
      }
      left -= own.length;
      row++;
    }
    return { row: end - 1, column: 0, width: 1 };
  };
  const match = (start: number, stop: number): Match => {
    const { row, column } = cellOf(start);
    const last = cellOf(stop - 1);
    return { row, column, lastRow: last.row, endColumn: last.column + last.width };
  };
  return { text: text.trimEnd(), end, match };
}

/** The text of a row, with the column of each character where that is not its place in the text. */
function textOf(line: IBufferLine): { text: string; columns: Uint16Array | undefined } {
  const text = line.translateToString();
  if (/^[ -~]*$/.test(text)) return { text, columns: undefined };
  const columns: number[] = [];
  let own = "";
  for (let x = 0; x < line.length; x++) {
    const cell = line.getCell(x);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const chars = cell.getChars() || " ";
    own += chars;
    for (let each = 0; each < chars.length; each++) columns.push(x);
  }
  return { text: own, columns: Uint16Array.from(columns) };
}

/** The same in lines that stand one below the other, by their rows. Columns are near enough to tell matches apart. */
export function matchesOf(lines: readonly NumberedLine[], matcher: Matcher): Match[] {
  const matches: Match[] = [];
  for (let at = 0; at < lines.length; ) {
    const parts: { row: number; text: string }[] = [];
    do {
      const line = lines[at++];
      if (line !== undefined) parts.push({ row: line.row, text: plainOf(line) });
    } while (lines[at]?.wrapped === true && parts.length < LONGEST_LINE);
    const placeOf = (index: number): { row: number; column: number } => {
      let left = index;
      for (const { row, text } of parts) {
        if (left < text.length) return { row, column: left };
        left -= text.length;
      }
      return { row: parts.at(-1)?.row ?? 0, column: 0 };
    };
    matcher(parts.map(({ text }) => text).join(""), (start, end) => {
      if (start >= end) return;
      const last = placeOf(end - 1);
      matches.push({ ...placeOf(start), lastRow: last.row, endColumn: last.column + 1 });
    });
  }
  return matches;
}
