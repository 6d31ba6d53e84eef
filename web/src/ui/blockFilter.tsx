import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  Show,
} from "solid-js";
import type { Block } from "../protocol";
import type { BlockActions } from "./blocks";
import { openModal } from "./dialog";
import { Icon } from "./icons";

type Line = { readonly row: number; readonly text: string };
type Shown = Line & { readonly matches: boolean; readonly gap: boolean };

/** Lines that are listed at most; what is looked for is in the first ones or wants a better pattern. */
const MAX_SHOWN = 2000;
/** Output that could not be had is asked for again after so long. */
const AGAIN_AFTER_MS = 1000;

/** The lines of a block's output that match a regular expression, with those around them. */
export function BlockFilter(props: { block: Block; actions: BlockActions }): JSX.Element {
  const [lines, setLines] = createSignal<readonly Line[] | "loading" | "none">("loading");
  const [pattern, setPattern] = createSignal("");
  const [around, setAround] = createSignal(0);
  const [matcher, setMatcher] = createSignal<((text: string) => boolean) | "wrong" | "not loaded">(
    () => true,
  );
  let open = true;
  onCleanup(() => {
    open = false;
  });
  const fetch = async (): Promise<void> => {
    while (open) {
      const found = await props.actions.lines(props.block);
      if (open) setLines(found ?? "none");
      if (found !== undefined) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    }
  };
  void fetch();
  createEffect(
    on(pattern, (text) => {
      // Linear in the line, as the host's own search; loaded once somebody filters.
      const load = import("re2js");
      const use = ({ RE2JS }: Awaited<typeof load>): void => {
        if (!open || text !== pattern()) return;
        try {
          const compiled = RE2JS.compile(
            text,
            text === text.toLowerCase() ? RE2JS.CASE_INSENSITIVE : 0,
          );
          setMatcher(() => (line: string) => compiled.matcher(line).find());
        } catch {
          setMatcher("wrong");
        }
      };
      load.then(use, () => setMatcher("not loaded"));
    }),
  );
  const shown = createMemo((): readonly Shown[] => {
    const all = lines();
    const matches = matcher();
    if (typeof all === "string" || typeof matches === "string") return [];
    const found: Shown[] = [];
    let last = -1;
    for (let i = 0; i < all.length && found.length < MAX_SHOWN; i++) {
      if (!matches(all[i]?.text ?? "")) continue;
      const from = Math.max(last + 1, i - around());
      const to = Math.min(all.length - 1, i + around());
      for (let at = from; at <= to; at++) {
        const line = all[at];
        if (line === undefined) continue;
        const gap = at === from && last >= 0 && from > last + 1;
        found.push({ ...line, matches: matches(line.text), gap });
      }
      last = Math.max(last, to);
    }
    return found;
  });
  const words = (): string => {
    if (lines() === "loading") return "Fetching the output…";
    if (lines() === "none") return "The output cannot be fetched now. Trying again…";
    if (matcher() === "not loaded") return "The filter could not be loaded. Reload the page.";
    if (matcher() === "wrong") return "This is no regular expression.";
    const count = shown().filter(({ matches }) => matches).length;
    const most = shown().length >= MAX_SHOWN ? "The first " : "";
    return `${most}${count} of ${(lines() as readonly Line[]).length} lines`;
  };
  return (
    <dialog
      class="dialog block-filter"
      aria-label={`Lines of ${props.block.command}`}
      ref={(dialog) => openModal(dialog)}
      onClose={props.actions.endFilter}
    >
      <h2>
        <code>{props.block.command.split("\n")[0] || "output"}</code>
      </h2>
      <div class="find-row">
        <input
          class="field"
          type="text"
          aria-label="Regular expression"
          placeholder="Regular expression"
          autocomplete="off"
          spellcheck={false}
          maxLength={256}
          autofocus
          onInput={(event) => setPattern(event.currentTarget.value)}
        />
        <label class="around">
          Lines around
          <input
            class="field"
            type="number"
            min="0"
            max="50"
            value={around()}
            onInput={(event) =>
              setAround(Math.min(50, Math.max(0, event.currentTarget.valueAsNumber || 0)))
            }
          />
        </label>
        <button
          type="button"
          class="find-button"
          aria-label="Close"
          onClick={props.actions.endFilter}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="find-note" role="status">
        {words()}
      </p>
      <ol class="filtered">
        <For each={shown()}>
          {(line) => (
            <li classList={{ gap: line.gap, match: line.matches }}>
              <button
                type="button"
                onClick={() => {
                  props.actions.endFilter();
                  props.actions.goToRow(line.row);
                }}
              >
                <i>{line.row - props.block.outputRow + 1}</i>
                <code>{line.text === "" ? " " : line.text}</code>
              </button>
            </li>
          )}
        </For>
      </ol>
      <Show when={shown().length === 0 && pattern() !== "" && typeof lines() !== "string"}>
        <p class="empty">No line matches.</p>
      </Show>
    </dialog>
  );
}
