import { createEffect, createMemo, For, type JSX, onCleanup, Show } from "solid-js";
import type { Block } from "../protocol";
import { directoryOf, durationOf, outcomeOf } from "../session";
import type { BlockActions } from "./blocks";
import { Icon } from "./icons";
import type { StartAt } from "./starts";
import type { Stage } from "./workspace";

type Item = { readonly words: string; readonly run: () => void } | "line";

/** What a right click, or Enter on what is chosen, opens. */
export function BlockMenu(props: {
  stage: Stage;
  actions: BlockActions;
  shares: boolean;
  /** Where the person may say so. */
  shareFrom: ((start: StartAt) => void) | undefined;
}): JSX.Element {
  const shares = createMemo(() => props.shares);
  const mayShare = createMemo(() => props.shareFrom !== undefined);
  // As long as it offers the same, it stays the same: whoever is in it keeps their place.
  const items = createMemo((): readonly Item[] => {
    const { actions } = props;
    const chosen = actions.chosen();
    const one = chosen.length === 1;
    const all: Item[] = [
      { words: "Copy", run: actions.copyAll },
      { words: one ? "Copy command" : "Copy commands", run: actions.copyCommand },
      { words: "Copy output", run: actions.copyOutput },
      { words: "Copy output with colours", run: actions.copyStyled },
    ];
    if (shares()) all.push({ words: "Copy link to block", run: actions.copyLink });
    const start = startOf(chosen);
    if (mayShare() && start !== undefined)
      all.push({
        words: one ? "Share from this block…" : "Share only these blocks…",
        run: () => props.shareFrom?.(start),
      });
    if (one)
      all.push(
        "line",
        { words: "Find in block", run: actions.find },
        { words: "Filter lines…", run: actions.filter },
      );
    all.push(
      "line",
      { words: "Scroll to top", run: actions.toTop },
      { words: "Scroll to bottom", run: actions.toBottom },
    );
    return all;
  });
  const close = (): void => {
    props.stage.setMenuAt(undefined);
    props.stage.terminal()?.blocks.choice.element.focus({ preventScroll: true });
  };
  return (
    <Show when={props.stage.menuAt()}>
      {(at) => <OpenMenu at={at()} items={items()} close={close} />}
    </Show>
  );
}

/** Sharing can start with one block, or be an excerpt of some that follow each other. */
function startOf(chosen: readonly Block[]): StartAt | undefined {
  const ids = chosen.map((block) => block.id);
  const block = Math.min(...ids);
  if (chosen.length === 0 || Math.max(...ids) - block + 1 !== chosen.length) return undefined;
  const own = chosen.filter((each) => !each.nested).length;
  return { block, blocks: chosen.length === 1 ? 0 : own || chosen.length };
}

function OpenMenu(props: {
  at: { readonly x: number; readonly y: number };
  items: readonly Item[];
  close: () => void;
}): JSX.Element {
  let menu: HTMLDivElement | undefined;
  const buttons = (): HTMLElement[] => [...(menu?.querySelectorAll("button") ?? [])];
  createEffect(() => {
    const { x, y } = props.at;
    if (menu === undefined) return;
    const { offsetWidth, offsetHeight } = menu;
    menu.style.left = `${Math.max(6, Math.min(x, window.innerWidth - offsetWidth - 6))}px`;
    menu.style.top = `${Math.max(6, Math.min(y, window.innerHeight - offsetHeight - 6))}px`;
    buttons()[0]?.focus();
  });
  const outside = (event: PointerEvent): void => {
    if (event.target instanceof Node && menu?.contains(event.target) !== true) props.close();
  };
  window.addEventListener("pointerdown", outside, { capture: true });
  onCleanup(() => window.removeEventListener("pointerdown", outside, { capture: true }));
  const press = (event: KeyboardEvent): void => {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[
      event.key
    ];
    if (to !== undefined) all[to % all.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") props.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="block-menu panel-like"
      role="menu"
      aria-label="Block"
      tabindex="-1"
      ref={(element) => {
        menu = element;
      }}
      onKeyDown={press}
    >
      <For each={props.items}>
        {(item) =>
          item === "line" ? (
            <hr />
          ) : (
            <button
              type="button"
              role="menuitem"
              onClick={() => {
                props.close();
                item.run();
              }}
            >
              {item.words}
            </button>
          )
        }
      </For>
    </div>
  );
}

/** What stands beside the block that the pointer is on. */
export function BlockTools(props: {
  stage: Stage;
  home: string;
  who: (person: number) => string;
}): JSX.Element {
  const open = (event: MouseEvent, id: number): void => {
    props.stage.terminal()?.blocks.choice.pick(id, "one");
    props.stage.setMenuAt({ x: event.clientX - 180, y: event.clientY + 12 });
  };
  return (
    <Show when={props.stage.hovered()}>
      {(hovered) => (
        <div class="block-tools" style={{ top: `${hovered().top}px` }}>
          <span>
            {[
              directoryOf(hovered().block.directory, props.home),
              hovered().block.started > 0
                ? new Date(hovered().block.started).toLocaleTimeString()
                : "",
              hovered().block.state === "ended" ? durationOf(hovered().block.took) : "",
              outcomeOf(hovered().block),
              props.who(hovered().block.person),
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </span>
          <button
            type="button"
            class="find-button"
            aria-label="Block actions"
            onClick={(event) => open(event, hovered().block.id)}
          >
            <Icon name="more" />
          </button>
        </div>
      )}
    </Show>
  );
}

/** The command whose output is being read, while its own row is above the view. */
export const PinnedCommand = (props: { stage: Stage; actions: BlockActions }): JSX.Element => (
  <Show when={props.stage.pinned()}>
    {(pinned) => (
      <button
        type="button"
        class="block-pinned"
        classList={{ failed: pinned().block.known && pinned().block.status !== 0 }}
        style={{ top: `${pinned().top}px` }}
        title="Scroll to the command"
        onClick={() => props.stage.terminal()?.scrolling.to(pinned().block.firstRow)}
      >
        <Icon name="up" />
        <span>{pinned().block.command.split("\n")[0] || "command"}</span>
        <i>{outcomeOf(pinned().block)}</i>
      </button>
    )}
  </Show>
);
