import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { type ITerminalInitOnlyOptions, type ITerminalOptions, Terminal } from "@xterm/xterm";
import { silence } from "./silence";

const FONT_FAMILY = '"JetBrains Mono", ui-monospace, "DejaVu Sans Mono", monospace';

/** A terminal as every one of this page is: the same widths (PROTOCOL.md, SCREEN), no answers, no surprises. */
export function newTerminal(options: ITerminalOptions & ITerminalInitOnlyOptions): Terminal {
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: false,
    cursorInactiveStyle: "bar",
    fontFamily: FONT_FAMILY,
    fontSize: 14,
    lineHeight: 1.1,
    linkHandler: { activate: (_event, uri) => openLink(uri) },
    macOptionClickForcesSelection: true,
    rightClickSelectsWord: false,
    ...options,
  });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.unicode.activeVersion = "15-graphemes";
  silence(terminal.parser);
  return terminal;
}

/** For terminals that somebody sees. */
export const linkify = (terminal: Terminal): void =>
  terminal.loadAddon(new WebLinksAddon((_event, uri) => openLink(uri)));

/** WebGL where there is any; a lost context (sleep, a driver's update) falls back to the DOM for good. */
export async function accelerate(
  terminal: Terminal,
  stillThere: () => boolean,
  changed: () => void,
): Promise<void> {
  try {
    const { WebglAddon } = await import("@xterm/addon-webgl");
    if (!stillThere()) return;
    const addon = new WebglAddon();
    addon.onContextLoss(() => {
      addon.dispose();
      changed();
    });
    terminal.loadAddon(addon);
    changed();
  } catch {
    // No WebGL here: the DOM renderer stays.
  }
}

/** xterm.js parses megabytes in a second. A write that takes longer will never end: something was thrown inside. */
export const STUCK_AFTER_MS = 5000;

/** False when it failed; the terminal is of no use any more. */
export const writeAll = (terminal: Terminal, text: string | Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    const patience = setTimeout(() => resolve(false), STUCK_AFTER_MS);
    terminal.write(text, () => {
      clearTimeout(patience);
      resolve(true);
    });
  });

/** The grid's element: its size is that of all cells. */
export const gridOf = (terminal: Terminal | undefined): HTMLElement | null | undefined =>
  terminal?.element?.querySelector<HTMLElement>(".xterm-screen");

/** CSS pixels; a guess before anything was measured. */
export function cellHeightOf(terminal: Terminal): number {
  const height = gridOf(terminal)?.offsetHeight ?? 0;
  return height > 0 ? height / terminal.rows : 18;
}

/** Only what a browser would open as a page; `javascript:` and its like come from whatever runs in the shell. */
function openLink(uri: string): void {
  if (/^(https?|mailto):/i.test(uri)) window.open(uri, "_blank", "noopener,noreferrer");
}

/**
 * xterm.js 6 draws no cursor before the terminal was focused once; somebody who only watches, or reads on a phone,
 * would never see where the typing is. It has no option for that, hence the look inside.
 */
export function showCursor(terminal: Terminal): void {
  const { _core: core } = terminal as unknown as {
    readonly _core?: { coreService?: { isCursorInitialized?: boolean } };
  };
  if (core?.coreService !== undefined) core.coreService.isCursorInitialized = true;
}

/**
 * Output does not scroll away what is seen, as if somebody had scrolled up, though they are still at the live end. What
 * xterm.js offers for it scrolls by a line first.
 */
export function pin(terminal: Terminal, on: boolean): void {
  const { _core: core } = terminal as unknown as {
    readonly _core?: { _bufferService?: { isUserScrolling?: boolean } };
  };
  if (core?._bufferService !== undefined) core._bufferService.isUserScrolling = on;
}
