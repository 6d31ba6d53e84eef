import type { Block } from "../protocol";
import type { BlockIndex } from "../session";

export type BlockChoiceOptions = {
  readonly index: () => BlockIndex | undefined;
  readonly changed: () => void;
  readonly reveal: (block: Block) => void;
  readonly menu: () => void;
  /** Back to the terminal. */
  readonly leave: () => void;
};

/** The blocks that somebody has chosen: one, a range, or here and there; by pointer, or by keys while this has the focus. */
export class BlockChoice {
  readonly #options: BlockChoiceOptions;
  /** Takes the keys, and tells those who cannot see. */
  readonly element = document.createElement("div");
  #ids: ReadonlySet<number> = new Set();
  #anchor: number | undefined;
  #cursor: number | undefined;

  constructor(options: BlockChoiceOptions) {
    this.#options = options;
    this.element.className = "block-choice sr-only";
    this.element.tabIndex = -1;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Chosen blocks");
    this.element.setAttribute("aria-live", "polite");
    this.element.addEventListener("keydown", this.#onKey);
  }

  get ids(): ReadonlySet<number> {
    return this.#ids;
  }

  /** The one that was chosen last. */
  get cursor(): number | undefined {
    return this.#cursor;
  }

  /** In the order of the session. */
  get blocks(): readonly Block[] {
    return this.#all().filter(({ id }) => this.#ids.has(id));
  }

  pick(id: number, how: "one" | "range" | "toggle"): void {
    if (how === "range" && this.#anchor !== undefined) {
      const [from, to] = [Math.min(this.#anchor, id), Math.max(this.#anchor, id)];
      this.#ids = new Set(
        this.#all().flatMap((block) => (block.id >= from && block.id <= to ? [block.id] : [])),
      );
    } else if (how === "toggle") {
      const ids = new Set(this.#ids);
      if (!ids.delete(id)) ids.add(id);
      this.#ids = ids;
      this.#anchor = id;
    } else {
      this.#ids = new Set([id]);
      this.#anchor = id;
    }
    this.#cursor = id;
    this.#changed();
    this.element.focus({ preventScroll: true });
  }

  clear(): void {
    if (this.#ids.size === 0) return;
    this.#ids = new Set();
    this.#anchor = undefined;
    this.#cursor = undefined;
    this.#changed();
  }

  /** To the next or previous block, or the next or previous failed one; the newest where none is chosen. */
  step(by: 1 | -1, options: { readonly failed?: boolean; readonly extend?: boolean } = {}): void {
    const all = this.#all().filter(
      (block) => options.failed !== true || (block.known && block.status !== 0),
    );
    const cursor = this.#cursor;
    const next =
      cursor === undefined
        ? all.at(-1)
        : by > 0
          ? all.find(({ id }) => id > cursor)
          : all.findLast(({ id }) => id < cursor);
    if (next === undefined) return;
    this.pick(next.id, options.extend === true ? "range" : "one");
    this.#options.reveal(next);
  }

  #all(): readonly Block[] {
    return this.#options.index()?.all.filter(({ state }) => state !== "prompt") ?? [];
  }

  #changed(): void {
    const { size } = this.#ids;
    const block = this.#cursor === undefined ? undefined : this.#options.index()?.get(this.#cursor);
    const name = block?.command === "" ? "a command without a name" : block?.command;
    this.element.textContent =
      size === 0 ? "" : size === 1 ? `${name}, chosen` : `${size} blocks chosen`;
    this.#options.changed();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const extend = event.shiftKey;
    switch (event.key) {
      case "ArrowUp":
        this.step(-1, { extend });
        break;
      case "ArrowDown":
        this.step(1, { extend });
        break;
      case "PageUp":
        this.step(-1, { failed: true });
        break;
      case "PageDown":
        this.step(1, { failed: true });
        break;
      case "Enter":
      case "ContextMenu":
        this.#options.menu();
        break;
      case "Escape":
        this.clear();
        this.#options.leave();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
