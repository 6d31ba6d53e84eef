import type { Reader, Writer } from "./bytes";

/** What somebody has selected and everybody sees (rule W2). */
export type Selected =
  | { readonly kind: "none" }
  /** Whole blocks, from one id to another. */
  | { readonly kind: "blocks"; readonly from: number; readonly to: number }
  /** Cells of the session's rows, in reading order, up to before the last column. */
  | ({ readonly kind: "rows"; readonly generation: number } & Cells)
  /** Cells of the alternate screen, whose rows have no numbers; counted from its top. */
  | ({ readonly kind: "screen" } & Cells);

type Cells = {
  readonly row: number;
  readonly column: number;
  readonly endRow: number;
  readonly endColumn: number;
};

export const NOTHING_SELECTED: Selected = { kind: "none" };

/** Where somebody is (rule W1). */
export type Show = {
  readonly type: "SHOW";
  /** Nobody looks at this page. */
  readonly away: boolean;
  /** One more than the first row that is seen; 0 at the live end. */
  readonly top: number;
  readonly selection: Selected;
};

export type Seen = Omit<Show, "type"> & {
  readonly person: number;
  /** Tells a person's devices apart. */
  readonly device: number;
};

/** Where those are who have selected something, scrolled back, or gone away; in every state (rule W1). */
export type Presence = { readonly type: "PRESENCE"; readonly people: readonly Seen[] };

/** Who may do what right now (rules M11, M12). */
export type Control = {
  readonly type: "CONTROL";
  /** The owner approves each command of an editor. */
  readonly approves: boolean;
  /** Only the owner's keys are taken. */
  readonly takenOver: boolean;
  /** Editors are viewers until the owner is back. */
  readonly ownerAway: boolean;
  /** Guests are told only of those who may edit. */
  readonly peopleHidden: boolean;
  /** Until sharing ends because the owner is away; 0 while that is far. */
  readonly secondsLeft: number;
  /** Whose keys went to the program lately. */
  readonly typing: readonly number[];
};

export function readSelected(from: Reader): Selected {
  switch (from.among([0, 1, 2, 3], "selection")) {
    case 0:
      return NOTHING_SELECTED;
    case 1:
      return { kind: "blocks", from: from.varint("from"), to: from.varint("to") };
    case 2: {
      const generation = from.varint("generation");
      const row = from.varint("row");
      const column = from.count("column");
      const endRow = from.varint("end row");
      return { kind: "rows", generation, row, column, endRow, endColumn: from.count("end column") };
    }
    case 3: {
      const row = from.count("row");
      const column = from.count("column");
      const endRow = from.count("end row");
      return { kind: "screen", row, column, endRow, endColumn: from.count("end column") };
    }
  }
}

export function writeSelected(to: Writer, selected: Selected): Writer {
  switch (selected.kind) {
    case "none":
      return to.u8(0);
    case "blocks":
      return to.u8(1).varint(selected.from).varint(selected.to);
    case "rows":
      return writeCells(to.u8(2).varint(selected.generation), selected);
    case "screen":
      return writeCells(to.u8(3), selected);
  }
}

const writeCells = (to: Writer, cells: Cells): Writer =>
  to.varint(cells.row).varint(cells.column).varint(cells.endRow).varint(cells.endColumn);

export function readShow(from: Reader): Show {
  const away = from.among([0, 1], "away") === 1;
  const top = from.varint("top");
  return { type: "SHOW", away, top, selection: readSelected(from) };
}

export const writeShow = (to: Writer, { away, top, selection }: Omit<Show, "type">): Writer =>
  writeSelected(to.u8(away ? 1 : 0).varint(top), selection);

export function readPresence(from: Reader): Presence {
  const count = from.varint("count");
  const people: Seen[] = [];
  while (people.length < count) {
    const person = from.varint("person");
    const device = from.varint("device");
    const { away, top, selection } = readShow(from);
    people.push({ person, device, away, top, selection });
  }
  return { type: "PRESENCE", people };
}

export function writePresence(to: Writer, { people }: Presence): Writer {
  to.varint(people.length);
  for (const seen of people) writeShow(to.varint(seen.person).varint(seen.device), seen);
  return to;
}

const APPROVES = 1;
const TAKEN_OVER = 2;
const OWNER_AWAY = 4;
const PEOPLE_HIDDEN = 8;

export function readControl(from: Reader): Control {
  const flags = from.among([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], "flags");
  const secondsLeft = from.count("seconds");
  const count = from.varint("count");
  const typing: number[] = [];
  while (typing.length < count) typing.push(from.varint("person"));
  return {
    type: "CONTROL",
    approves: (flags & APPROVES) !== 0,
    takenOver: (flags & TAKEN_OVER) !== 0,
    ownerAway: (flags & OWNER_AWAY) !== 0,
    peopleHidden: (flags & PEOPLE_HIDDEN) !== 0,
    secondsLeft,
    typing,
  };
}

export function writeControl(to: Writer, control: Control): Writer {
  to.u8(
    (control.approves ? APPROVES : 0) |
      (control.takenOver ? TAKEN_OVER : 0) |
      (control.ownerAway ? OWNER_AWAY : 0) |
      (control.peopleHidden ? PEOPLE_HIDDEN : 0),
  );
  to.varint(control.secondsLeft).varint(control.typing.length);
  for (const person of control.typing) to.varint(person);
  return to;
}
