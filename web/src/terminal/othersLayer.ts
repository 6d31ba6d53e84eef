import type { Terminal } from "@xterm/xterm";
import type { Selected } from "../protocol";
import type { Scrolling } from "./scrolling";
import { gridOf } from "./xterm";

/** What somebody else has selected. */
export type OthersSelection = {
  readonly name: string;
  readonly colour: number;
  readonly selection: Selected;
};

export type OthersOptions = {
  readonly stage: HTMLElement;
  readonly scrolling: Scrolling;
  readonly live: () => Terminal;
  /** What the numbers of rows mean here. */
  readonly generation: () => number | undefined;
  /** The rows of some blocks, from the first up to before the second. */
  readonly rowsOf: (from: number, to: number) => readonly [number, number] | undefined;
};

/** Cells, by lines of the view. */
type Area = {
  readonly from: number;
  readonly column: number;
  readonly to: number;
  readonly endColumn: number;
};

/** Tints what others have selected, each in their colour, with their name at its beginning. It moves nothing. */
export class OthersLayer {
  readonly #options: OthersOptions;
  readonly #layer = document.createElement("div");
  readonly #ends: readonly (() => void)[];
  #selections: readonly OthersSelection[] = [];
  #drawn = "";

  constructor(options: OthersOptions) {
    this.#options = options;
    this.#layer.className = "others";
    this.#layer.setAttribute("aria-hidden", "true");
    const { scrolling } = options;
    this.#ends = [scrolling.onDrawn(() => this.#draw()), scrolling.onSwitched(() => this.#draw())];
  }

  set(selections: readonly OthersSelection[]): void {
    this.#selections = selections;
    this.#draw();
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#layer.remove();
  }

  #draw(): void {
    const { live, stage } = this.#options;
    const { element, cols, rows } = live();
    const grid = gridOf(live());
    if (!element || !grid || this.#selections.length === 0) {
      this.#layer.remove();
      this.#drawn = "";
      return;
    }
    const width = grid.offsetWidth / cols;
    const height = grid.offsetHeight / rows;
    const place = `left:${element.offsetLeft}px;top:${element.offsetTop}px;width:${grid.offsetWidth}px;height:${grid.offsetHeight}px`;
    const boxes: { style: string; colour: number; name: string }[] = [];
    for (const { name, colour, selection } of this.#selections) {
      const area = this.#areaOf(selection, cols);
      if (area === undefined) continue;
      let named = name;
      for (let line = Math.max(area.from, 0); line <= Math.min(area.to, rows - 1); line++) {
        const from = line === area.from ? Math.min(area.column, cols) : 0;
        const to = line === area.to ? Math.min(area.endColumn, cols) : cols;
        const style = `left:${from * width}px;top:${line * height}px;width:${(to - from) * width}px;height:${height}px`;
        boxes.push({ style, colour: colour % 8, name: named });
        named = "";
      }
    }
    const drawn = JSON.stringify([place, boxes]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#layer.style.cssText = place;
    this.#layer.replaceChildren(
      ...boxes.map(({ style, colour, name }) => {
        const box = document.createElement("div");
        box.className = `others-box colour-${colour}`;
        box.style.cssText = style;
        if (name === "") return box;
        const label = document.createElement("span");
        label.textContent = name;
        box.append(label);
        return box;
      }),
    );
    if (!this.#layer.isConnected) stage.append(this.#layer);
  }

  #areaOf(selection: Selected, cols: number): Area | undefined {
    const { scrolling } = this.#options;
    const { position } = scrolling;
    switch (selection.kind) {
      case "none":
        return undefined;
      case "screen":
        return position.fixed
          ? {
              from: selection.row,
              column: selection.column,
              to: selection.endRow,
              endColumn: selection.endColumn,
            }
          : undefined;
      case "blocks": {
        const rows = this.#options.rowsOf(selection.from, selection.to);
        return rows && this.#area(rows[0], 0, rows[1] - 1, cols);
      }
      case "rows":
        return selection.generation === this.#options.generation() && !position.fixed
          ? this.#area(selection.row, selection.column, selection.endRow, selection.endColumn)
          : undefined;
    }
  }

  #area(row: number, column: number, endRow: number, endColumn: number): Area | undefined {
    const { scrolling } = this.#options;
    const { position, seen } = scrolling;
    if (position.fixed) return undefined;
    const top = seen.buffer.active.viewportY;
    const first = scrolling.placeOf(top).row;
    const last = scrolling.placeOf(top + seen.rows - 1).row;
    if (endRow < first || row > last) return undefined;
    const lineOf = (each: number): number => scrolling.lineAt({ row: each, line: 0 }) - top;
    return {
      from: row < first ? -1 : lineOf(row),
      column,
      to: endRow > last ? seen.rows : lineOf(endRow),
      endColumn,
    };
  }
}
