import type { Terminal } from "@xterm/xterm";
import type { Match } from "../session";
import { gridOf } from "./xterm";

/** Boxes drawn at most; a screen full of one-letter matches has more than anybody looks at. */
const MAX_BOXES = 3000;

/** Boxes over what was found in the rows that are seen. */
export class Marks {
  readonly #stage: HTMLElement;
  readonly #live: () => Terminal;
  readonly #layer = document.createElement("div");
  #drawn = "";

  constructor(stage: HTMLElement, live: () => Terminal) {
    this.#stage = stage;
    this.#live = live;
    this.#layer.className = "marks";
    this.#layer.setAttribute("aria-hidden", "true");
  }

  /** Matches by lines of the buffer that is seen, of which `top` is the first that is seen. */
  draw(matches: readonly Match[], top: number, current: Match | undefined): void {
    const terminal = this.#live();
    const { element, cols, rows } = terminal;
    const grid = gridOf(terminal);
    if (!element || !grid) return;
    const width = grid.offsetWidth / cols;
    const height = grid.offsetHeight / rows;
    const place = `left:${element.offsetLeft}px;top:${element.offsetTop}px;width:${grid.offsetWidth}px;height:${grid.offsetHeight}px`;
    const boxes: { style: string; current: boolean }[] = [];
    for (const match of matches) {
      for (let line = Math.max(match.row, top); line <= match.lastRow; line++) {
        const y = line - top;
        if (y >= rows || boxes.length >= MAX_BOXES) break;
        const from = line === match.row ? match.column : 0;
        const to = line === match.lastRow ? match.endColumn : cols;
        const style = `left:${from * width}px;top:${y * height}px;width:${(to - from) * width}px;height:${height}px`;
        boxes.push({ style, current: match === current });
      }
    }
    const drawn = JSON.stringify([place, boxes]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#layer.style.cssText = place;
    this.#layer.replaceChildren(
      ...boxes.map((box) => {
        const mark = document.createElement("div");
        mark.style.cssText = box.style;
        mark.classList.toggle("current", box.current);
        return mark;
      }),
    );
    if (!this.#layer.isConnected) this.#stage.append(this.#layer);
  }

  clear(): void {
    this.#drawn = "";
    this.#layer.remove();
  }

  dispose(): void {
    this.#layer.remove();
  }
}
