import type { Terminal } from "@xterm/xterm";
import { MAX_COPIED_ROWS } from "./copying";
import { htmlOf } from "./html";
import type { Scrolling } from "./scrolling";
import type { Range, Selection } from "./selection";

export type CopyState =
  | { readonly type: "copying"; readonly rows: number }
  | { readonly type: "copied"; readonly rows: number; readonly cut: boolean }
  | { readonly type: "failed" };

export type ClipboardOptions = {
  readonly stage: HTMLElement;
  readonly scrolling: Scrolling;
  readonly selection: Selection;
  readonly live: () => Terminal;
  readonly told: (state: CopyState) => void;
};

/** Puts what is selected on the clipboard: at once where all of it is seen, else once it has been pulled. */
export class Clipboard {
  readonly #options: ClipboardOptions;

  constructor(options: ClipboardOptions) {
    this.#options = options;
    options.stage.addEventListener("copy", this.#onCopy, { capture: true });
  }

  /** The keys for it, in a terminal. */
  press(event: KeyboardEvent): void {
    const text = this.#here();
    if (text === "") return;
    event.preventDefault();
    if (text === undefined) void this.#far(this.#options.selection.range);
    else void navigator.clipboard?.writeText(text);
  }

  /** Everything there is, from the oldest row on. */
  async all(): Promise<void> {
    const { scrolling, told } = this.#options;
    const { oldest, end, rows, fixed } = scrolling.position;
    if (fixed) {
      const screen = Promise.resolve(scrolling.shown().join("\n").trimEnd());
      return told(
        (await copyLater({ "text/plain": screen })) ? { type: "copied", rows, cut: false } : FAILED,
      );
    }
    return this.#far({
      from: { row: oldest, line: 0, x: 0 },
      to: { row: end, line: 0, x: 0 },
    });
  }

  /** Any part of the session. */
  range(range: Range): Promise<void> {
    return this.#far(range);
  }

  /** With its colours: as escape sequences in the text, and as they look for what takes more than text. */
  async styled(range: Range): Promise<void> {
    const { scrolling, told, live } = this.#options;
    const rows = Math.min(range.to.row - range.from.row + 1, MAX_COPIED_ROWS);
    told({ type: "copying", rows });
    const lines = scrolling.copying
      .lines(range, "styled")
      .then((found) => found?.map(({ text }) => text.replaceAll("\0", "")));
    const done = await copyLater({
      "text/plain": lines.then((found) => found?.join("\n")),
      "text/html": lines.then((found) => found && htmlOf(found, live().options.theme ?? {})),
    });
    told(
      done
        ? { type: "copied", rows, cut: range.to.row - range.from.row >= MAX_COPIED_ROWS }
        : FAILED,
    );
  }

  dispose(): void {
    this.#options.stage.removeEventListener("copy", this.#onCopy, { capture: true });
  }

  /** The focus is in the live terminal even while what is selected is in the past. */
  readonly #onCopy = (event: ClipboardEvent): void => {
    const { scrolling, selection, live } = this.#options;
    const text = this.#here();
    if (text === undefined) void this.#far(selection.range);
    else if (text === "" || scrolling.seen === live()) return;
    else event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopPropagation();
  };

  /** What is selected, where the terminal that is seen has all of it. */
  #here(): string | undefined {
    const { scrolling, selection } = this.#options;
    const { range } = selection;
    const { seen } = scrolling;
    const whole =
      range === undefined ||
      (scrolling.lineAt(range.from) >= 0 && scrolling.lineAt(range.to) < seen.buffer.active.length);
    return whole ? seen.getSelection() : undefined;
  }

  async #far(range: Range | undefined): Promise<void> {
    if (range === undefined) return;
    const { scrolling, told } = this.#options;
    const rows = Math.min(range.to.row - range.from.row + 1, MAX_COPIED_ROWS);
    told({ type: "copying", rows });
    const done = await copyLater({ "text/plain": scrolling.copying.text(range) });
    const cut = range.to.row - range.from.row >= MAX_COPIED_ROWS;
    told(done ? { type: "copied", rows, cut } : FAILED);
  }
}

const FAILED = { type: "failed" } as const;

/** Puts a text on the clipboard that is still to come, while the browser still knows that somebody wants it. */
async function copyLater(
  flavours: Readonly<Record<string, Promise<string | undefined>>>,
): Promise<boolean> {
  const items = Object.entries(flavours).map(([type, text]) => {
    const whole = text.then((found) => {
      if (found === undefined) throw new Error("rows are missing");
      return new Blob([found], { type });
    });
    return [type, whole] as const;
  });
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
    return true;
  } catch {
    return false;
  }
}
