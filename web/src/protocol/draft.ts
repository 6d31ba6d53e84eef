import type { Bytes, Reader, Writer } from "./bytes";

/** An edit of a text, as CodeMirror writes its change sets: how much stays, or how much goes and what lines come. */
export type Change = readonly (number | readonly [number, ...string[]])[];

/** One change of the draft (rule D2). */
export type DraftChange = {
  readonly type: "DRAFT_CHANGE";
  readonly draft: number;
  /** That it makes. */
  readonly version: number;
  readonly person: number;
  /** Names the editor that it was made in among all of that person. */
  readonly writer: number;
  readonly change: Change;
};

/** Where somebody's caret is (rule D4). */
export type Caret = {
  readonly type: "CARET";
  readonly draft: number;
  readonly version: number;
  readonly person: number;
  readonly writer: number;
  readonly anchor: number;
  readonly head: number;
};

/** The command line that people write together (rule D1). */
export type Draft = {
  readonly type: "DRAFT";
  readonly draft: number;
  readonly version: number;
  readonly text: string;
  readonly carets: readonly Caret[];
  readonly recent: readonly DraftChange[];
};

const WHYS = [
  "changed",
  "no_prompt",
  "owner_types",
  "lost",
  "too_large",
  "asked",
  "denied",
] as const;

/** Why a draft was not run, or edits of it not taken. */
export type DraftNot = {
  readonly type: "DRAFT_NOT";
  readonly draft: number;
  readonly why: (typeof WHYS)[number];
};

/** How a command line could go on (rule D5). */
export type Completions = {
  readonly type: "COMPLETIONS";
  readonly token: number;
  /** UTF-16 units at the end of the line that a word takes the place of. */
  readonly replaced: number;
  /** There are more than these. */
  readonly more: boolean;
  readonly words: readonly string[];
};

export function readCompletions(from: Reader): Completions {
  const token = from.varint("token");
  const replaced = from.count("replaced");
  const more = from.among([0, 1], "more") === 1;
  const count = from.varint("count");
  const words: string[] = [];
  while (words.length < count) words.push(from.text("word"));
  return { type: "COMPLETIONS", token, replaced, more, words };
}

export function writeCompletions(to: Writer, message: Completions): Bytes {
  to.varint(message.token).varint(message.replaced);
  to.u8(message.more ? 1 : 0).varint(message.words.length);
  for (const word of message.words) to.text(word);
  return to.done();
}

export type EditDraft = {
  readonly type: "EDIT_DRAFT";
  readonly draft: number;
  readonly version: number;
  /** Names the editor that they were made in. */
  readonly writer: number;
  readonly changes: readonly Change[];
};

export function readChange(from: Reader): Change {
  const count = from.varint("parts");
  const parts: Change[number][] = [];
  while (parts.length < count) {
    const replaced = from.among([0, 1], "part") === 1;
    const length = from.count("length");
    if (!replaced) parts.push(length);
    else {
      const text = from.text("text");
      parts.push(text === "" ? [length] : [length, ...text.split("\n")]);
    }
  }
  return parts;
}

export function writeChange(to: Writer, change: Change): Writer {
  to.varint(change.length);
  for (const part of change) {
    if (typeof part === "number") to.u8(0).varint(part);
    else {
      const [length, ...lines] = part;
      to.u8(1).varint(length).text(lines.join("\n"));
    }
  }
  return to;
}

export function readEditDraft(from: Reader): EditDraft {
  const draft = from.varint("draft");
  const version = from.varint("version");
  const writer = from.varint("writer");
  return { type: "EDIT_DRAFT", draft, version, writer, changes: readMany(from, readChange) };
}

export function writeEditDraft(to: Writer, message: EditDraft): Bytes {
  to.varint(message.draft).varint(message.version).varint(message.writer);
  to.varint(message.changes.length);
  for (const change of message.changes) writeChange(to, change);
  return to.done();
}

export function readDraftChange(from: Reader): DraftChange {
  const draft = from.varint("draft");
  const version = from.varint("version");
  const person = from.varint("person");
  const writer = from.varint("writer");
  return { type: "DRAFT_CHANGE", draft, version, person, writer, change: readChange(from) };
}

export function writeDraftChange(to: Writer, message: DraftChange): Writer {
  to.varint(message.draft).varint(message.version).varint(message.person).varint(message.writer);
  return writeChange(to, message.change);
}

export function readCaret(from: Reader): Caret {
  const draft = from.varint("draft");
  const version = from.varint("version");
  const person = from.varint("person");
  const writer = from.varint("writer");
  const anchor = from.count("anchor");
  const head = from.count("head");
  return { type: "CARET", draft, version, person, writer, anchor, head };
}

export function writeCaret(to: Writer, message: Caret): Writer {
  to.varint(message.draft).varint(message.version).varint(message.person).varint(message.writer);
  return to.varint(message.anchor).varint(message.head);
}

export function readDraft(from: Reader): Draft {
  const draft = from.varint("draft");
  const version = from.varint("version");
  const text = from.text("text");
  const carets = readMany(from, readCaret);
  return { type: "DRAFT", draft, version, text, carets, recent: readMany(from, readDraftChange) };
}

export function writeDraft(to: Writer, message: Draft): Writer {
  to.varint(message.draft).varint(message.version).text(message.text);
  to.varint(message.carets.length);
  for (const caret of message.carets) writeCaret(to, caret);
  to.varint(message.recent.length);
  for (const change of message.recent) writeDraftChange(to, change);
  return to;
}

export function readDraftNot(from: Reader): DraftNot {
  const draft = from.varint("draft");
  const why = WHYS[from.among([0, 1, 2, 3, 4, 5, 6], "why")] ?? "lost";
  return { type: "DRAFT_NOT", draft, why };
}

export const writeDraftNot = (to: Writer, message: DraftNot): Bytes =>
  to.varint(message.draft).u8(WHYS.indexOf(message.why)).done();

// Each takes at least a byte, so a false count ends as "truncated" before it costs anything.
function readMany<T>(from: Reader, read: (from: Reader) => T): readonly T[] {
  const count = from.varint("count");
  const many: T[] = [];
  while (many.length < count) many.push(read(from));
  return many;
}
