import type { Bytes, Reader, Writer } from "./bytes";

export type Level = "nobody" | "view" | "edit";
const LEVELS: readonly Level[] = ["nobody", "view", "edit"];

export const readLevel = (from: Reader): Level =>
  LEVELS[from.among([0, 1, 2], "level")] ?? "nobody";
export const levelNumber = (level: Level): number => LEVELS.indexOf(level);

/** What became of an invitation's mail. */
export type Invited = {
  readonly type: "INVITED";
  readonly email: string;
  readonly outcome: (typeof OUTCOMES)[number];
};
const OUTCOMES = ["sent", "no mail", "too many", "no address"] as const;

export function readInvited(from: Reader): Invited {
  const email = from.text("email");
  const outcome = OUTCOMES[from.among([0, 1, 2, 3], "outcome")] ?? "no address";
  return { type: "INVITED", email, outcome };
}

export const writeInvited = (to: Writer, invited: Invited): Bytes =>
  to.text(invited.email).u8(OUTCOMES.indexOf(invited.outcome)).done();

/** Who may enter by signing in at the relay, to owners (rule A4). */
export type Grants = {
  readonly type: "GRANTS";
  /** The owner's address there; empty where no relay has accounts. */
  readonly account: string;
  readonly anyoneAllowed: boolean;
  readonly hasTeam: boolean;
  /** What those in the owner's team get. */
  readonly team: Level;
  readonly rows: readonly GrantRow[];
};

export type GrantRow = {
  readonly email: string;
  /** "nobody": somebody who was removed. */
  readonly level: Level;
  readonly here: (typeof HERE)[number];
  /** Who that is in the session; 0 for nobody yet. */
  readonly person: number;
};
const HERE = ["not yet", "before", "now"] as const;

export function readGrants(from: Reader): Grants {
  const account = from.text("account");
  const flags = from.among([0, 1, 2, 3], "flags");
  const team = readLevel(from);
  const count = from.varint("count");
  const rows: GrantRow[] = [];
  while (rows.length < count) {
    const email = from.text("email");
    const level = readLevel(from);
    const here = HERE[from.among([0, 1, 2], "here")] ?? "not yet";
    rows.push({ email, level, here, person: from.varint("person") });
  }
  const anyoneAllowed = (flags & 1) !== 0;
  return { type: "GRANTS", account, anyoneAllowed, hasTeam: (flags & 2) !== 0, team, rows };
}

export function writeGrants(to: Writer, grants: Grants): Bytes {
  to.text(grants.account).u8((grants.anyoneAllowed ? 1 : 0) | (grants.hasTeam ? 2 : 0));
  to.u8(levelNumber(grants.team)).varint(grants.rows.length);
  for (const row of grants.rows) {
    to.text(row.email).u8(levelNumber(row.level)).u8(HERE.indexOf(row.here)).varint(row.person);
  }
  return to.done();
}

/** Gives people access by their addresses, or takes it (rule A4). */
export type Give = {
  readonly type: "GIVE";
  readonly emails: readonly string[];
  readonly level: Level;
};

export function readGive(from: Reader): Give {
  const level = readLevel(from);
  const count = from.varint("count");
  const emails: string[] = [];
  while (emails.length < count) emails.push(from.text("email"));
  return { type: "GIVE", emails, level };
}

export function writeGive(to: Writer, give: Give): Bytes {
  to.u8(levelNumber(give.level)).varint(give.emails.length);
  for (const email of give.emails) to.text(email);
  return to.done();
}
