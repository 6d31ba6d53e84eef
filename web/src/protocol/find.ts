import type { Bytes, Reader, Writer } from "./bytes";

/** Looks through the rows that have left the screen (rules F1 to F6). Without text it only ends the search before it. */
export type Find = {
  readonly type: "FIND";
  readonly token: number;
  /** Where from: rows before it upwards, else from it on. */
  readonly row: number;
  readonly upwards: boolean;
  readonly ignoreCase: boolean;
  /** A regular expression. */
  readonly expression: boolean;
  readonly text: string;
};

/** Cells, as text runs: from a column of a row to one of as many rows further on. */
export type FoundMatch = {
  readonly row: number;
  readonly column: number;
  readonly rowsOn: number;
  /** One past the last cell. */
  readonly endColumn: number;
};

export type FoundState = "more" | "done" | "no_expression" | "too_large";
const STATES: readonly FoundState[] = ["more", "done", "no_expression", "too_large"];

/** How far a search has come. */
export type Found = {
  readonly type: "FOUND";
  readonly token: number;
  readonly generation: number;
  /** Where the next FIND goes on. */
  readonly row: number;
  readonly state: FoundState;
  /** In the order of the search. */
  readonly matches: readonly FoundMatch[];
};

const UPWARDS = 1;
const IGNORE_CASE = 2;
const EXPRESSION = 4;

export function readFind(from: Reader): Find {
  const token = from.varint("token");
  const row = from.varint("row");
  const flags = from.among([0, 1, 2, 3, 4, 5, 6, 7], "flags");
  return {
    type: "FIND",
    token,
    row,
    upwards: (flags & UPWARDS) !== 0,
    ignoreCase: (flags & IGNORE_CASE) !== 0,
    expression: (flags & EXPRESSION) !== 0,
    text: from.text("text"),
  };
}

export function writeFind(to: Writer, find: Find): Bytes {
  const { token, row, upwards, ignoreCase, expression, text } = find;
  const flags =
    (upwards ? UPWARDS : 0) | (ignoreCase ? IGNORE_CASE : 0) | (expression ? EXPRESSION : 0);
  return to.varint(token).varint(row).u8(flags).text(text).done();
}

export function readFound(from: Reader): Found {
  const token = from.varint("token");
  const generation = from.varint("generation");
  const row = from.varint("row");
  const state = STATES[from.among([0, 1, 2, 3], "state")] ?? "done";
  const count = from.varint("count");
  const matches: FoundMatch[] = [];
  // Each takes at least a byte, so a false count ends as "truncated" before it costs anything.
  while (matches.length < count) {
    matches.push({
      row: from.varint("row"),
      column: from.count("column"),
      rowsOn: from.count("rows on"),
      endColumn: from.count("end column"),
    });
  }
  return { type: "FOUND", token, generation, row, state, matches };
}

export function writeFound(to: Writer, found: Found): Bytes {
  to.varint(found.token).varint(found.generation).varint(found.row);
  to.u8(STATES.indexOf(found.state)).varint(found.matches.length);
  for (const { row, column, rowsOn, endColumn } of found.matches) {
    to.varint(row).varint(column).varint(rowsOn).varint(endColumn);
  }
  return to.done();
}
