import type { Caret, Change, Draft, DraftChange, DraftNot, GuestMessage } from "../protocol";

/** What happens to the draft, for whoever shows it. */
export type DraftEvent = Draft | DraftChange | Caret | DraftNot | { readonly type: "CONNECTED" };

/** Bytes of the input stream's name that tell this device's edits from others (rule D2). */
const WRITER_BYTES = 6;

/** The command line that people write together, as the host has it; a page's own edits on their way are the editor's business. */
export class DraftLine {
  readonly #say: (message: GuestMessage) => void;
  readonly #listeners = new Set<(event: DraftEvent) => void>();
  readonly #carets = new Map<string, Caret>();
  /** Names this page among the devices of a person, for carets and presence. */
  readonly writer: number;
  #id = 0;
  #version = 0;
  #text = "";

  constructor(inputStream: Uint8Array, say: (message: GuestMessage) => void) {
    this.#say = say;
    this.writer = inputStream
      .subarray(0, WRITER_BYTES)
      .reduce((number, byte) => number * 256 + byte, 0);
  }

  /** Another one for each that ran; 0 before the first state. */
  get id(): number {
    return this.#id;
  }

  get version(): number {
    return this.#version;
  }

  get text(): string {
    return this.#text;
  }

  get carets(): readonly Caret[] {
    return [...this.#carets.values()];
  }

  subscribe(listener: (event: DraftEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  hear(event: DraftEvent): void {
    switch (event.type) {
      case "DRAFT":
        this.#id = event.draft;
        this.#version = event.version;
        this.#text = event.text;
        this.#carets.clear();
        for (const caret of event.carets) this.#carets.set(keyOf(caret), caret);
        break;
      case "DRAFT_CHANGE":
        if (event.draft !== this.#id || event.version !== this.#version + 1) return;
        this.#version = event.version;
        this.#text = applied(this.#text, event.change);
        break;
      case "CARET":
        if (event.draft !== this.#id) return;
        this.#carets.set(keyOf(event), event);
        break;
      case "DRAFT_NOT":
      case "CONNECTED":
        break;
    }
    for (const listener of this.#listeners) listener(event);
  }

  /** @param writer the editor that they were made in */
  edit(version: number, writer: number, changes: readonly Change[]): void {
    this.#say({ type: "EDIT_DRAFT", draft: this.#id, version, writer, changes });
  }

  moveCaret(version: number, anchor: number, head: number): void {
    this.#say({ type: "MOVE_CARET", draft: this.#id, version, anchor, head });
  }

  run(version: number): void {
    this.#say({ type: "RUN_DRAFT", draft: this.#id, version });
  }
}

const keyOf = ({ person, writer }: Caret): string => `${person}:${writer}`;

/** The text after a change of it. */
export function applied(text: string, change: Change): string {
  let at = 0;
  let result = "";
  for (const part of change) {
    if (typeof part === "number") {
      result += text.slice(at, at + part);
      at += part;
    } else {
      const [length, ...lines] = part;
      result += lines.join("\n");
      at += length;
    }
  }
  return result;
}
