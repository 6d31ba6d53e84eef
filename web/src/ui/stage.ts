import type { Terminal } from "@xterm/xterm";
import { createEffect, createSignal, getOwner, onCleanup, runWithOwner, untrack } from "solid-js";
import { NOTHING_SELECTED, type Selected } from "../protocol";
import type { Change, Display, Session } from "../session";
import type { CopyState, Hovered, Modifiers, Pinned, Scrolling, TerminalView } from "../terminal";
import type { Settings } from "./settings";
import type { Stage } from "./workspace";

declare global {
  interface Window {
    /** The xterm.js terminal, only where the address asks for it with `&debug`. */
    weftTerminal?: Terminal;
    /** And the way through what has left it. */
    weftScrolling?: Scrolling;
  }
}

/** The terminal's place in the page, made before anything can be shown so that its code loads while people still read. */
export function createStage(
  settings: Settings,
  session: () => Session,
  debug: boolean,
): { stage: Stage; display: Display } {
  const owner = getOwner();
  const element = document.createElement("div");
  element.className = "stage";
  element.id = "stage";
  const [terminal, setTerminal] = createSignal<TerminalView>();
  const [title, setTitle] = createSignal("");
  const [refusals, setRefusals] = createSignal(0);
  const [modifiers, setModifiers] = createSignal<Modifiers>({ ctrl: false, alt: false });
  const [hovered, setHovered] = createSignal<Hovered>();
  const [pinned, setPinned] = createSignal<Pinned>();
  const [chosen, setChosen] = createSignal<ReadonlySet<number>>(new Set());
  const [menuAt, setMenuAt] = createSignal<{ readonly x: number; readonly y: number }>();
  const [selected, setSelected] = createSignal<Selected>(NOTHING_SELECTED);
  const [copying, setCopying] = createSignal<CopyState>();
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
      typed: (input) => session().type(input),
      refused: () => setRefusals((count) => count + 1),
      history: () => session().history,
      search: () => session().search,
      blocks: () => session().blocks,
      selected: setSelected,
      selectedNow: () => session().ownSelection,
      blockEvents: {
        hovered: setHovered,
        pinned: setPinned,
        chosen: setChosen,
        menu: setMenuAt,
      },
      titled: setTitle,
      copying: setCopying,
      modifiersUsed: () => setModifiers({ ctrl: false, alt: false }),
      made: debug
        ? (made) => {
            window.weftTerminal = made;
          }
        : undefined,
    });
    runWithOwner(owner, () => createEffect(() => view.setTheme(palette())));
    if (debug) window.weftScrolling = view.scrolling;
    setTerminal(view);
    return view;
  })();
  createEffect(() => terminal()?.setFont(settings.font()));
  onCleanup(() => terminal()?.dispose());

  return {
    stage: {
      element,
      attached: attached.resolve,
      terminal,
      title,
      copying,
      hovered,
      pinned,
      chosen,
      selected,
      menuAt,
      setMenuAt,
      refusals,
      modifiers,
      setModifiers: hold,
    },
    display: { show: async (change: Change) => (await loading).show(change) },
  };
}
