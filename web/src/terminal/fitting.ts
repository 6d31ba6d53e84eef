import type { Terminal } from "@xterm/xterm";
import { fontFor } from "./fit";
import { gridOf } from "./xterm";

/** Gives the grid the largest font with which it fits the stage, or the one that is wanted. False before it is seen. */
export function fitGrid(stage: HTMLElement, terminal: Terminal, font: number | "fit"): boolean {
  const screen = gridOf(terminal);
  if (!screen || stage.clientWidth === 0) return false;
  const room = roomOf(stage);
  const size = terminal.options.fontSize ?? 14;
  const cell = {
    width: screen.offsetWidth / terminal.cols / size,
    height: screen.offsetHeight / terminal.rows / size,
  };
  if (!(cell.width > 0 && cell.height > 0)) return false;
  // Cells are whole device pixels, so a smaller font's cell may be relatively larger: step down until it truly fits.
  let next = fontFor(room, terminal.cols, terminal.rows, cell, font);
  for (let tries = 0; tries < 6; tries++) {
    if (terminal.options.fontSize !== next) terminal.options.fontSize = next;
    const fits = screen.offsetWidth <= room.width && screen.offsetHeight <= room.height;
    const smaller = fontFor(room, 1, 1, { width: 1e-9, height: 1e-9 }, next - 0.5);
    if (font !== "fit" || fits || smaller >= next) break;
    next = smaller;
  }
  const { element } = terminal;
  if (element) element.style.width = `${screen.offsetWidth}px`;
  return true;
}

function roomOf(stage: HTMLElement): { width: number; height: number } {
  const style = getComputedStyle(stage);
  const across = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  const down = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
  return { width: stage.clientWidth - across, height: stage.clientHeight - down };
}
