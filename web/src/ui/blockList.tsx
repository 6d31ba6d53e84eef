import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import type { Block } from "../protocol";
import { type BlockIndex, directoryOf, durationOf, outcomeOf } from "../session";
import type { BlockActions } from "./blocks";
import { openModal } from "./dialog";
import { Icon } from "./icons";

/** Height of a row, CSS pixels, and rows made beyond those that are seen. */
const ROW = 44;
const SPARE = 6;

/** All commands of the session, to be searched: only the rows that are seen are made. */
export function BlockList(props: {
  index: BlockIndex;
  actions: BlockActions;
  who: (person: number) => string;
  close: () => void;
}): JSX.Element {
  const [blocks, setBlocks] = createSignal<readonly Block[]>(props.index.all);
  const [text, setText] = createSignal("");
  const [failed, setFailed] = createSignal(false);
  const [top, setTop] = createSignal(0);
  const [height, setHeight] = createSignal(480);
  const [current, setCurrent] = createSignal(0);
  onCleanup(props.index.subscribe(() => setBlocks(props.index.all)));
  let open = true;
  onCleanup(() => {
    open = false;
  });
  // Older ones come while somebody looks: searching is for all of them.
  void (async () => {
    while (open && (await props.index.older())) {}
  })();
  const shown = createMemo(() => {
    const words = text().toLowerCase();
    return blocks()
      .filter(({ state }) => state !== "prompt")
      .filter((block) => !failed() || (block.known && block.status !== 0))
      .filter(({ command, directory }) => `${command} ${directory}`.toLowerCase().includes(words))
      .reverse();
  });
  createEffect(() => setCurrent(Math.min(current(), Math.max(0, shown().length - 1))));
  const first = (): number => Math.max(0, Math.floor(top() / ROW) - SPARE);
  const rows = (): readonly Block[] =>
    shown().slice(first(), first() + Math.ceil(height() / ROW) + 2 * SPARE);
  let scroller: HTMLDivElement | undefined;
  const go = (block: Block | undefined): void => {
    if (block === undefined) return;
    props.close();
    void props.actions.go(block);
  };
  const press = (event: KeyboardEvent): void => {
    const to = {
      ArrowDown: current() + 1,
      ArrowUp: current() - 1,
      PageDown: current() + 10,
      PageUp: current() - 10,
    }[event.key];
    if (event.key === "Enter") go(shown()[current()]);
    else if (to !== undefined) {
      const next = Math.min(Math.max(to, 0), Math.max(0, shown().length - 1));
      setCurrent(next);
      if (scroller === undefined) return;
      if (next * ROW < scroller.scrollTop) scroller.scrollTop = next * ROW;
      const below = (next + 1) * ROW - scroller.clientHeight;
      if (below > scroller.scrollTop) scroller.scrollTop = below;
    } else return;
    event.preventDefault();
  };
  const described = (block: Block): string =>
    [
      directoryOf(block.directory, props.index.home),
      new Date(block.started).toLocaleTimeString(),
      block.state === "ended" ? durationOf(block.took) : "",
      props.who(block.person),
    ]
      .filter((part) => part !== "")
      .join(" · ");
  return (
    <dialog
      class="dialog block-list"
      aria-label="Blocks"
      ref={(dialog) => openModal(dialog)}
      onClose={props.close}
    >
      <div class="find-row">
        <input
          class="field"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="block-rows"
          aria-activedescendant={shown()[current()] && `block-row-${shown()[current()]?.id}`}
          aria-label="Search commands"
          placeholder="Search commands"
          autocomplete="off"
          spellcheck={false}
          autofocus
          onInput={(event) => {
            setText(event.currentTarget.value);
            setCurrent(0);
          }}
          onKeyDown={press}
        />
        <button
          type="button"
          class="find-button toggle wide-toggle"
          aria-pressed={failed()}
          onClick={() => setFailed(!failed())}
        >
          Failed
        </button>
        <button type="button" class="find-button" aria-label="Close" onClick={props.close}>
          <Icon name="close" />
        </button>
      </div>
      <p class="find-note" role="status">
        {shown().length === 1 ? "1 command" : `${shown().length} commands`}
        {props.index.complete ? "" : ` · ${blocks().length} of ${props.index.total} are here`}
      </p>
      <div
        class="block-rows"
        id="block-rows"
        role="listbox"
        aria-label="Commands, the newest first"
        tabindex="0"
        ref={(element) => {
          scroller = element;
          queueMicrotask(() => setHeight(element.clientHeight || 480));
        }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: `${shown().length * ROW}px` }}>
          <For each={rows()}>
            {(block, at) => (
              <button
                type="button"
                role="option"
                tabindex="-1"
                id={`block-row-${block.id}`}
                aria-selected={first() + at() === current()}
                class="block-row"
                classList={{
                  failed: block.known && block.status !== 0,
                  current: first() + at() === current(),
                }}
                style={{ top: `${(first() + at()) * ROW}px` }}
                onClick={() => go(block)}
              >
                <code>{block.command.split("\n")[0] || "a command without a name"}</code>
                <b>{outcomeOf(block)}</b>
                <span>{described(block)}</span>
              </button>
            )}
          </For>
        </div>
      </div>
      <Show when={shown().length === 0}>
        <p class="empty">
          {blocks().length === 0
            ? "No commands yet. Blocks need bash, zsh or fish as the session’s shell."
            : "No command matches."}
        </p>
      </Show>
    </dialog>
  );
}
