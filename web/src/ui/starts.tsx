import { createEffect, createSignal, For, type JSX, Show } from "solid-js";
import type { ShareFrom, Start, Starts } from "../protocol";
import type { Session, View } from "../session";
import { openModal } from "./dialog";

const MAX_EXCERPT = 1000;

type Choice = { readonly from: ShareFrom["from"]; readonly words: string; readonly size: Start };

/** What the owner has chosen before being asked. */
export type StartAt = {
  /** A block's id, 0 for none. */
  readonly block: number;
  /** Of how many blocks an excerpt is to be; 0: the session goes on. */
  readonly blocks: number;
};

/** Asks the owner where sharing starts, with how much each answer shares. */
export function StartDialog(props: {
  view: View;
  session: Session;
  start: StartAt;
  close: () => void;
}): JSX.Element {
  const [chosen, setChosen] = createSignal<ShareFrom["from"]>(
    props.start.block === 0 ? "now" : "block",
  );
  const [blocks, setBlocks] = createSignal(props.start.blocks);
  createEffect(() =>
    props.session.decide({ type: "ASK_STARTS", block: props.start.block, blocks: blocks() }),
  );
  const answer = (): Starts | undefined =>
    props.view.starts?.block === props.start.block ? props.view.starts : undefined;
  const share = (): void => {
    const from = chosen();
    const block = from === "block" ? props.start.block : 0;
    props.session.decide({
      type: "SHARE_FROM",
      from,
      block,
      blocks: from === "block" ? blocks() : 0,
    });
    props.close();
  };
  return (
    <dialog
      ref={openModal}
      class="panel confirm starts"
      aria-labelledby="starts-title"
      onClose={props.close}
    >
      <h2 id="starts-title">Share from where?</h2>
      <p class="dim">
        Nothing from before it leaves your machine from then on. What people have seen, they have
        seen.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          share();
        }}
      >
        <Show when={answer()} fallback={<p class="dim">Asking how much that is…</p>}>
          {(starts) => (
            <fieldset>
              <For each={choicesOf(starts())}>
                {({ from, words, size }) => (
                  <>
                    <label class="start">
                      <input
                        type="radio"
                        name="from"
                        checked={chosen() === from}
                        onChange={() => setChosen(from)}
                      />
                      <span class="name">{words}</span>
                      <small>{sizeOf(size)}</small>
                    </label>
                    <Show when={from === "block" && chosen() === "block"}>
                      <ExcerptChoice blocks={blocks()} setBlocks={setBlocks} />
                    </Show>
                  </>
                )}
              </For>
            </fieldset>
          )}
        </Show>
        <div class="actions">
          <button class="button" type="button" onClick={props.close}>
            Cancel
          </button>
          <button class="button primary" type="submit" disabled={answer() === undefined}>
            {chosen() === "block" && blocks() > 0 ? "Share these" : "Share from here"}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** An end: this block and so many after it, to read only. */
const ExcerptChoice = (props: {
  blocks: number;
  setBlocks: (blocks: number) => void;
}): JSX.Element => (
  <div class="excerpt">
    <label>
      <input
        type="checkbox"
        checked={props.blocks > 0}
        onChange={(event) => props.setBlocks(event.currentTarget.checked ? 1 : 0)}
      />
      Only this and the next
    </label>
    <input
      type="number"
      aria-label="How many commands after this one"
      min="0"
      max={MAX_EXCERPT - 1}
      value={Math.max(0, props.blocks - 1)}
      disabled={props.blocks === 0}
      onInput={(event) => {
        const next = event.currentTarget.valueAsNumber;
        if (Number.isInteger(next) && next >= 0 && next < MAX_EXCERPT) props.setBlocks(next + 1);
      }}
    />
  </div>
);

function choicesOf(starts: Starts): readonly Choice[] {
  const now = starts.fullScreen
    ? "From the current screen"
    : starts.running
      ? "From the current command"
      : "Without scrollback";
  const choices: Choice[] = [{ from: "now", words: now, size: starts.now }];
  if (starts.block !== 0)
    choices.push({
      from: "block",
      words: blockWords(starts.blocks),
      size: starts.fromBlock,
    });
  choices.push({
    from: "session",
    words: "From the start of the session",
    size: starts.fromSession,
  });
  return choices;
}

function blockWords(blocks: number): string {
  switch (blocks) {
    case 0:
      return "From the selected block on";
    case 1:
      return "Only the selected block, to read";
    default:
      return "Only these blocks, to read";
  }
}

function sizeOf({ blocks, bytes }: Start): string {
  const kb = bytes / 1000;
  const size =
    kb < 1 ? "under 1 kB" : kb < 1000 ? `${Math.round(kb)} kB` : `${(kb / 1000).toFixed(1)} MB`;
  return blocks === 0 ? size : `${blocks} ${blocks === 1 ? "command" : "commands"}, ${size}`;
}
