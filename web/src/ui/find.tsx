import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import type { FindState, TerminalView } from "../terminal";
import { Icon } from "./icons";
import { findWords } from "./words";

/** Typing pauses for so long before the search begins, milliseconds. */
const PAUSE_MS = 90;

/** Rows that are looked through: those of a block. */
export type Within = { readonly from: number; readonly to: number };

/** The find bar, opened from the keyboard or the menu. */
export type Finder = {
  readonly open: () => boolean;
  /** Without rows it looks through all there are. */
  readonly show: (within?: Within) => void;
  readonly within: () => Within | undefined;
  readonly hide: () => void;
};

/** Ctrl-F where that is no program's key, Cmd-F, and Ctrl-Shift-F everywhere. */
export function createFinder(options: {
  readonly terminal: () => TerminalView | undefined;
  /** Keys in the terminal are the program's. */
  readonly typing: () => boolean;
}): Finder {
  const [open, setOpen] = createSignal(false);
  const [within, setWithin] = createSignal<Within>();
  const finder: Finder = {
    open,
    within,
    show: (rows) => {
      setWithin(rows);
      const find = options.terminal()?.find;
      if (find !== undefined) find.within = rows;
      setOpen(true);
      queueMicrotask(() => document.querySelector<HTMLInputElement>("#find")?.select());
    },
    hide: () => {
      setOpen(false);
      options.terminal()?.find.close();
      options.terminal()?.focus();
    },
  };
  const press = (event: KeyboardEvent): void => {
    const f = event.key.toLowerCase() === "f" && !event.altKey;
    const plain = event.ctrlKey !== event.metaKey;
    if (!f || !plain || document.querySelector("dialog[open]") !== null) return;
    const programs = event.ctrlKey && !event.shiftKey && options.typing();
    if (programs && event.target instanceof Element && event.target.closest(".stage")) return;
    event.preventDefault();
    event.stopPropagation();
    finder.show();
  };
  window.addEventListener("keydown", press, { capture: true });
  onCleanup(() => window.removeEventListener("keydown", press, { capture: true }));
  return finder;
}

export function FindBar(props: {
  finder: Finder;
  terminal: () => TerminalView | undefined;
  ended: boolean;
}): JSX.Element {
  return (
    <Show when={props.finder.open()}>
      <Bar finder={props.finder} terminal={props.terminal} ended={props.ended} />
    </Show>
  );
}

function Bar(props: {
  finder: Finder;
  terminal: () => TerminalView | undefined;
  ended: boolean;
}): JSX.Element {
  const [text, setText] = createSignal("");
  const [matchCase, setMatchCase] = createSignal(false);
  const [expression, setExpression] = createSignal(false);
  const [state, setState] = createSignal<FindState>();
  const find = () => props.terminal()?.find;
  createEffect(() => {
    const unsubscribe = find()?.subscribe(setState);
    if (unsubscribe !== undefined) onCleanup(unsubscribe);
  });
  createEffect(
    on([text, matchCase, expression, props.finder.within], ([wanted, exactly, pattern]) => {
      const query = { text: wanted, ignoreCase: !exactly, expression: pattern };
      const timer = setTimeout(() => void find()?.look(query), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  /** What is found is not to be hidden by the bar itself, where that lies over the rows. */
  const cover = (bar: HTMLElement): void => {
    const terminal = find();
    if (terminal === undefined) return;
    const below = bar.offsetTop + bar.offsetHeight;
    terminal.covered = bar.offsetTop < (bar.offsetParent?.clientHeight ?? 0) / 2 ? below : 0;
  };
  const words = (): { count: string; note: string | undefined } =>
    findWords(text(), state(), props.ended);
  /** Counting up is for the eyes. */
  const said = (): string =>
    state()?.searching === true ? "" : `${words().count}. ${words().note ?? ""}`;
  const press = (event: KeyboardEvent): void => {
    switch (event.key) {
      case "Enter":
        if (event.shiftKey) find()?.next();
        else find()?.previous();
        break;
      case "ArrowUp":
        find()?.previous();
        break;
      case "ArrowDown":
        find()?.next();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const none = (): boolean => (state()?.count ?? 0) === 0;
  return (
    <search
      ref={(bar) => onMount(() => cover(bar))}
      class="find-bar rise"
      aria-label="Find in the session"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        props.finder.hide();
      }}
    >
      <div class="find-row">
        <input
          id="find"
          class="field"
          type="text"
          placeholder={props.finder.within() === undefined ? "Find" : "Find in block"}
          aria-label="Find"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={256}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={press}
        />
        <span class="find-count" aria-hidden="true">
          {words().count}
        </span>
        <Toggle words="Match case" sign="Aa" on={matchCase()} set={setMatchCase} />
        <Toggle words="Regular expression" sign=".*" on={expression()} set={setExpression} />
        <span class="divider" />
        <Step words="Previous match (Enter)" off={none()} run={() => find()?.previous()}>
          <Icon name="up" />
        </Step>
        <Step words="Next match (Shift+Enter)" off={none()} run={() => find()?.next()}>
          <Icon name="chevron" />
        </Step>
        <Step words="Close (Esc)" off={false} run={props.finder.hide}>
          <Icon name="close" />
        </Step>
      </div>
      <Show when={words().note}>{(note) => <p class="find-note">{note()}</p>}</Show>
      <Show when={state()?.searching}>
        <div
          class="find-part"
          role="progressbar"
          aria-label="Searched so far"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round((state()?.part ?? 0) * 100)}
          style={{ "--part": `${state()?.part ?? 0}` }}
        />
      </Show>
      <span class="sr-only" role="status">
        {said()}
      </span>
    </search>
  );
}

const Toggle = (props: {
  words: string;
  sign: string;
  on: boolean;
  set: (on: boolean) => void;
}): JSX.Element => (
  <button
    type="button"
    class="find-button toggle"
    aria-label={props.words}
    title={props.words}
    aria-pressed={props.on}
    onClick={() => props.set(!props.on)}
  >
    <span aria-hidden="true">{props.sign}</span>
  </button>
);

const Step = (props: {
  words: string;
  off: boolean;
  run: () => void;
  children: JSX.Element;
}): JSX.Element => (
  <button
    type="button"
    class="find-button"
    aria-label={props.words}
    title={props.words}
    disabled={props.off}
    onClick={() => props.run()}
  >
    {props.children}
  </button>
);
