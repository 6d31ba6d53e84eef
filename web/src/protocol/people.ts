import type { Reader, Writer } from "./bytes";

export type Role = "viewer" | "editor" | "owner";
const ROLES: readonly Role[] = ["viewer", "editor", "owner"];

export const readRole = (from: Reader): Role =>
  ROLES[from.among([1, 2, 3], "role") - 1] ?? "viewer";
export const roleNumber = (role: Role): number => ROLES.indexOf(role) + 1;

export type Person = {
  readonly person: number;
  readonly name: string;
  readonly role: Role;
  readonly colour: number;
  readonly present: boolean;
  readonly verified: boolean;
  /** The host's own terminal, not a page. */
  readonly hostTerminal: boolean;
};

/** The people who are here: `people` may be fewer than there are. */
export type Roster = { readonly total: number; readonly people: readonly Person[] };

const FLAG_PRESENT = 1;
const FLAG_VERIFIED = 2;
const FLAG_HOST_TERMINAL = 4;
const ALL_FLAGS = FLAG_PRESENT | FLAG_VERIFIED | FLAG_HOST_TERMINAL;

export function readRoster(from: Reader): Roster {
  const total = from.count("people");
  const count = from.varint("count");
  const people: Person[] = [];
  while (people.length < count) people.push(readPerson(from));
  return { total, people };
}

function readPerson(from: Reader): Person {
  const person = from.varint("person");
  const name = from.text("name");
  const role = readRole(from);
  const colour = from.u8("colour");
  const start = from.offset;
  const flags = from.u8("flags");
  if (flags > ALL_FLAGS) from.fail(`unknown flags ${flags}`, start);
  return {
    person,
    name,
    role,
    colour,
    present: (flags & FLAG_PRESENT) !== 0,
    verified: (flags & FLAG_VERIFIED) !== 0,
    hostTerminal: (flags & FLAG_HOST_TERMINAL) !== 0,
  };
}

export function writeRoster(to: Writer, { total, people }: Roster): Writer {
  to.varint(total).varint(people.length);
  for (const each of people) {
    const flags =
      (each.present ? FLAG_PRESENT : 0) |
      (each.verified ? FLAG_VERIFIED : 0) |
      (each.hostTerminal ? FLAG_HOST_TERMINAL : 0);
    to.varint(each.person).text(each.name).u8(roleNumber(each.role)).u8(each.colour).u8(flags);
  }
  return to;
}
