import type { Terminal } from "@xterm/xterm";
import type { Block } from "../protocol";
import { type BlockIndex, endOf, noteOf } from "../session";
import { BlockChoice } from "./blockChoice";

import type { Scrolling } from "./scrolling";
import { gridOf } from "./xterm";

/** A block whose command has left the view while its output has not. */
export type Pinned = { readonly block: Block; readonly top: number } | undefined;

/** Where the block is that the pointer is on; pixels from the top of the stage. */
export type Hovered = { readonly block: Block; readonly top: number } | undefined;

export type BlockLayerOptions = {
  readonly stage: HTMLElement;
  readonly scrolling: Scrolling;
  readonly live: () => Terminal;
  readonly blocks: () => BlockIndex | undefined;
  readonly events: BlockEvents;
  readonly leave: () => void;
};

export type BlockEvents = {
  readonly hovered: (block: Hovered) => void;
  readonly pinned: (block: Pinned) => void;
  readonly chosen: (ids: ReadonlySet<number>) => void;
  readonly menu: (at: { readonly x: number; readonly y: number }) => void;
};

type Spot = { readonly block: Block; readonly from: number; readonly to: number };

/**
 * Shows which rows of the terminal are whose: an edge by how the command ended, a quiet note beside it, a tint where it is
 * chosen. It lies over whichever terminal is seen and moves nothing in it.
 */
export class BlockLayer {
  readonly #options: BlockLayerOptions;
  readonly #layer = document.createElement("div");
  readonly #drawn = new Map<number, { element: HTMLElement; as: string }>();
  readonly #ends: (() => void)[];
  readonly choice: BlockChoice;
  #listening: BlockIndex | undefined;
  #hovered: number | undefined;
  #pinned = "";
  readonly #rule = document.createElement("div");
  #starts = false;
  #asking = false;

  constructor(options: BlockLayerOptions) {
    this.#options = options;
    const { stage, scrolling } = options;
    this.#layer.className = "blocks";
    this.#rule.className = "start-rule";
    this.#rule.textContent = "Sharing starts here";
    stage.append(this.#layer);
    this.choice = new BlockChoice({
      index: () => this.#index,
      changed: () => {
        options.events.chosen(this.choice.ids);
        this.#draw();
      },
      reveal: (block) => void scrolling.reveal(block.firstRow),
      menu: () => options.events.menu(this.#placeOf(this.choice.cursor)),
      leave: options.leave,
    });
    stage.append(this.choice.element);
    this.#ends = [scrolling.onDrawn(() => this.#draw()), scrolling.onSwitched(() => this.#draw())];
    stage.addEventListener("pointermove", this.#onMove);
    stage.addEventListener("pointerleave", this.#onLeave);
    stage.addEventListener("click", this.#onClick);
    stage.addEventListener("contextmenu", this.#onMenu);
  }

  /** The block at a height of the window, if there is one. */
  at(clientY: number): Block | undefined {
    const line = this.#lineAt(clientY);
    const { scrolling } = this.#options;
    if (line === undefined || scrolling.position.fixed) return undefined;
    const { row } = scrolling.placeOf(line);
    const block = this.#index?.at(row);
    return block?.state === "prompt" ? undefined : block;
  }

  /** Whether sharing starts after the session did: then where the past ends a rule says so. */
  setStarts(starts: boolean): void {
    this.#starts = starts;
    this.#draw();
  }

  dispose(): void {
    const { stage } = this.#options;
    for (const end of this.#ends) end();
    stage.removeEventListener("pointermove", this.#onMove);
    stage.removeEventListener("pointerleave", this.#onLeave);
    stage.removeEventListener("click", this.#onClick);
    stage.removeEventListener("contextmenu", this.#onMenu);
    this.#layer.remove();
    this.choice.element.remove();
  }

  get #index(): BlockIndex | undefined {
    const index = this.#options.blocks();
    if (index !== undefined && this.#listening !== index) {
      this.#listening = index;
      this.#ends.push(index.subscribe(() => this.#draw()));
    }
    return index;
  }

  #lineAt(clientY: number): number | undefined {
    const { seen } = this.#options.scrolling;
    const grid = gridOf(seen)?.getBoundingClientRect();
    if (grid === undefined || clientY < grid.top || clientY >= grid.bottom) return undefined;
    const y = Math.floor(((clientY - grid.top) / grid.height) * seen.rows);
    return seen.buffer.active.viewportY + y;
  }

  /** The blocks that are seen, by lines of the view. */
  #spots(): readonly Spot[] {
    const { scrolling } = this.#options;
    const index = this.#index;
    if (index === undefined || scrolling.position.fixed) return [];
    const { seen } = scrolling;
    const top = seen.buffer.active.viewportY;
    const first = scrolling.placeOf(top).row;
    const last = scrolling.placeOf(top + seen.rows - 1).row;
    this.#askBefore(first);
    const lineOf = (row: number): number =>
      row > last ? seen.rows : row < first ? -1 : scrolling.lineAt({ row, line: 0 }) - top;
    const spots: Spot[] = [];
    const { all } = index;
    for (let i = all.length - 1; i >= 0; i--) {
      const block = all[i];
      if (block === undefined || (endOf(block) <= first && !block.nested)) break;
      if (block.firstRow > last || endOf(block) <= first || block.state === "prompt") continue;
      const from = lineOf(block.firstRow);
      const to = block.state === "running" ? this.#used(top) : lineOf(block.endRow);
      if (to > Math.max(from, 0)) spots.push({ block, from, to });
    }
    return spots;
  }

  /** One past the last line that a running command has printed on. */
  #used(top: number): number {
    const { scrolling } = this.#options;
    const { seen } = scrolling;
    const { active } = seen.buffer;
    return scrolling.inPast
      ? seen.rows
      : Math.min(seen.rows, active.baseY + active.cursorY + 1 - top);
  }

  #askBefore(row: number): void {
    const index = this.#index;
    const oldest = index?.all[0];
    if (index === undefined || oldest === undefined || this.#asking) return;
    if (index.complete || oldest.firstRow <= row) return;
    this.#asking = true;
    void index.older().finally(() => {
      this.#asking = false;
    });
  }

  #draw(): void {
    const { live, stage } = this.#options;
    const { element, rows } = live();
    const grid = gridOf(live());
    const spots = this.#spots();
    this.#pin(spots);
    const kept = new Set(spots.map(({ block }) => block.id));
    for (const [id, { element: old }] of this.#drawn) {
      if (kept.has(id)) continue;
      old.remove();
      this.#drawn.delete(id);
    }
    const ruled = this.#ruled();
    if (ruled === undefined) this.#rule.remove();
    if (!element || !grid || (spots.length === 0 && ruled === undefined)) return;
    const height = grid.offsetHeight / rows;
    this.#layer.style.cssText = `top:${element.offsetTop}px;height:${grid.offsetHeight}px;width:${Math.max(stage.clientWidth, element.offsetLeft + grid.offsetWidth)}px`;
    const right = this.#layer.offsetWidth - element.offsetLeft - grid.offsetWidth;
    const home = this.#index?.home ?? "";
    for (const spot of spots) this.#paint(spot, height, right, home);
    if (ruled === undefined) return;
    this.#rule.style.cssText = `top:${ruled * height}px;--right:${right}px`;
    this.#layer.append(this.#rule);
  }

  /** The line of the view before which nothing is shared. */
  #ruled(): number | undefined {
    const { scrolling } = this.#options;
    const { seen, position } = scrolling;
    if (!this.#starts || position.fixed) return undefined;
    const top = seen.buffer.active.viewportY;
    if (scrolling.placeOf(top).row > position.oldest) return undefined;
    const line = scrolling.lineAt({ row: position.oldest, line: 0 }) - top;
    return line >= 0 && line < seen.rows ? line : undefined;
  }

  #paint({ block, from, to }: Spot, height: number, right: number, home: string): void {
    const top = Math.max(from, 0);
    const chosen = this.choice.ids.has(block.id);
    const style = `top:${top * height}px;height:${(to - top) * height}px;--right:${right}px;--row:${height}px`;
    const name = [
      "block",
      block.known && block.status !== 0 ? "failed" : "",
      block.state === "running" ? "running" : "",
      block.nested ? "nested" : "",
      from < 0 ? "begun" : "",
      chosen ? "chosen" : "",
      chosen && this.choice.cursor === block.id ? "cursor" : "",
    ].join(" ");
    const words = from < 0 ? "" : noteOf(block, home, this.#room(from));
    const as = `${style}|${name}|${words}`;
    const before = this.#drawn.get(block.id);
    if (before?.as === as) return;
    const element = before?.element ?? document.createElement("div");
    element.className = name;
    element.style.cssText = style;
    element.setAttribute("data-block", String(block.id));
    element.textContent = words;
    if (before === undefined) this.#layer.append(element);
    this.#drawn.set(block.id, { element, as });
  }

  /** Columns at the end of a line of the view that nothing stands in, less a margin. */
  #room(y: number): number {
    const { cols, buffer } = this.#options.scrolling.seen;
    const { active } = buffer;
    const text = active.getLine(active.viewportY + y)?.translateToString(true) ?? "";
    return cols - text.length - 4;
  }

  #pin(spots: readonly Spot[]): void {
    const spot = spots.findLast(({ from, to }) => from < 0 && to > 1);
    const key = spot === undefined ? "" : `${spot.block.id} ${spot.block.state}`;
    if (key === this.#pinned) return;
    this.#pinned = key;
    const top = this.#options.live().element?.offsetTop ?? 0;
    this.#options.events.pinned(spot && { block: spot.block, top });
  }

  #placeOf(id: number | undefined): { x: number; y: number } {
    const element = id === undefined ? undefined : this.#drawn.get(id)?.element;
    const { left, top, width } = (element ?? this.#options.stage).getBoundingClientRect();
    return { x: left + Math.min(160, width / 3), y: top + 24 };
  }

  readonly #onMove = ({ clientY, pointerType, buttons }: PointerEvent): void => {
    if (pointerType !== "mouse" || buttons !== 0) return;
    const block = this.at(clientY);
    if (block?.id === this.#hovered) return;
    this.#hovered = block?.id;
    const element = block && this.#drawn.get(block.id)?.element;
    const top = this.#layer.offsetTop + (element?.offsetTop ?? 0);
    this.#options.events.hovered(block && { block, top });
  };

  readonly #onLeave = ({ relatedTarget }: PointerEvent): void => {
    if (relatedTarget instanceof Element && relatedTarget.closest(".block-tools")) return;
    this.#hovered = undefined;
    this.#options.events.hovered(undefined);
  };

  /** The margin left of the grid belongs to blocks; what is right of it, to programs and to selecting text. */
  readonly #onClick = (event: MouseEvent): void => {
    const grid = gridOf(this.#options.scrolling.seen)?.getBoundingClientRect();
    if (grid === undefined || event.clientX >= grid.left) {
      if (this.choice.ids.size > 0 && event.button === 0) this.choice.clear();
      return;
    }
    const block = this.at(event.clientY);
    if (block === undefined) return this.choice.clear();
    this.choice.pick(
      block.id,
      event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : "one",
    );
  };

  readonly #onMenu = (event: MouseEvent): void => {
    const { seen } = this.#options.scrolling;
    const programs = seen.modes.mouseTrackingMode !== "none";
    const block = this.at(event.clientY);
    if (block === undefined || seen.hasSelection() || event.shiftKey || programs) return;
    event.preventDefault();
    if (!this.choice.ids.has(block.id)) this.choice.pick(block.id, "one");
    this.#options.events.menu({ x: event.clientX, y: event.clientY });
  };
}
