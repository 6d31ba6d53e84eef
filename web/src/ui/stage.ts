import type { Terminal } from "@xterm/xterm";
import { createEffect, createSignal, getOwner, onCleanup, runWithOwner, untrack } from "solid-js";
import type { Bytes } from "../protocol";
import type { Change, Display } from "../session";
import type { Modifiers, TerminalView } from "../terminal";
import type { Settings } from "./settings";
import type { Stage } from "./workspace";

declare global {
  interface Window {
    /** The xterm.js terminal, only where the address asks for it with `&debug`. */
    weftTerminal?: Terminal;
  }
}

/** The terminal's place in the page, made before anything can be shown so that its code loads while people still read. */
export function createStage(
  settings: Settings,
  typed: (input: Bytes) => void,
  debug: boolean,
): { stage: Stage; display: Display } {
  const owner = getOwner();
  const element = document.createElement("div");
  element.className = "stage";
  const [terminal, setTerminal] = createSignal<TerminalView>();
  const [title, setTitle] = createSignal("");
  const [modifiers, setModifiers] = createSignal<Modifiers>({ ctrl: false, alt: false });
  const hold = (next: Modifiers): void => {
    setModifiers(next);
    terminal()?.setModifiers(next);
  };

  // Cells can be measured only in the page.
  const attached = Promise.withResolvers<void>();
  const loading = (async () => {
    const { DARK, LIGHT, TerminalView: View } = await import("../terminal");
    await Promise.all([View.ready(), attached.promise]);
    const palette = (): typeof DARK => (settings.light() ? LIGHT : DARK);
    const view = new View({
      stage: element,
      theme: untrack(palette),
      font: untrack(settings.font),
      typed,
      titled: setTitle,
      modifiersUsed: () => setModifiers({ ctrl: false, alt: false }),
      made: debug
        ? (made) => {
            window.weftTerminal = made;
          }
        : undefined,
    });
    runWithOwner(owner, () => createEffect(() => view.setTheme(palette())));
    setTerminal(view);
    return view;
  })();
  createEffect(() => terminal()?.setFont(settings.font()));
  scrollByTouch(element, (rows) => terminal()?.scrollRows(rows));
  onCleanup(() => terminal()?.dispose());

  return {
    stage: { element, attached: attached.resolve, terminal, title, modifiers, setModifiers: hold },
    display: { show: async (change: Change) => (await loading).show(change) },
  };
}

const ROW_PIXELS = 18;

/** xterm.js 6 has no touch scrolling of its own. The rows above the screen follow the finger where the grid itself cannot move. */
function scrollByTouch(element: HTMLElement, scroll: (rows: number) => void): void {
  let last: number | undefined;
  let left = 0;
  element.addEventListener(
    "touchstart",
    (event) => {
      last = event.touches.length === 1 ? event.touches[0]?.clientY : undefined;
      left = 0;
    },
    { passive: true },
  );
  element.addEventListener(
    "touchmove",
    (event) => {
      const y = event.touches[0]?.clientY;
      if (last === undefined || y === undefined || element.scrollHeight > element.clientHeight + 1)
        return;
      left += last - y;
      last = y;
      const rows = Math.trunc(left / ROW_PIXELS);
      left -= rows * ROW_PIXELS;
      if (rows !== 0) scroll(rows);
    },
    { passive: true },
  );
}
