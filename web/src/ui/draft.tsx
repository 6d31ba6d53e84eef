import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import type { Session, View } from "../session";
import { createConfirm } from "./confirm";
import type { DraftEditor } from "./draftEditor";
import type { Stage } from "./workspace";

/** What the shell is at, as far as its marks say. */
export function createPrompt(session: Session): () => "none" | "waiting" | "running" {
  const [prompt, setPrompt] = createSignal(session.blocks.prompt);
  onCleanup(session.blocks.subscribe(() => setPrompt(session.blocks.prompt)));
  return prompt;
}

/** The draft, docked below the terminal: whoever may type edits it, the others read it. */
export function DraftDock(props: {
  view: View;
  session: Session;
  stage: Stage;
  prompt: "none" | "waiting" | "running";
  /** Whether this person may type. */
  writable: boolean;
  say: (words: string) => void;
}): JSX.Element {
  const { draft } = props.session;
  const [text, setText] = createSignal(draft.text);
  onCleanup(draft.subscribe(() => setText(draft.text)));
  const edits = (): boolean => props.writable && props.prompt !== "none";
  const shown = createMemo(() => props.prompt !== "none" && (edits() || text() !== ""));
  return (
    <Show when={shown()}>
      <section class="draft" classList={{ waiting: props.prompt === "waiting" }} aria-label="Draft">
        <span class="sign" aria-hidden="true">
          ❯
        </span>
        <Show when={edits()} fallback={<pre class="draft-text">{text()}</pre>}>
          <Editor {...props} />
        </Show>
      </section>
    </Show>
  );
}

function Editor(props: {
  view: View;
  session: Session;
  stage: Stage;
  prompt: "none" | "waiting" | "running";
  say: (words: string) => void;
}): JSX.Element {
  let parent: HTMLDivElement | undefined;
  let editor: DraftEditor | undefined;
  let gone = false;
  // Whoever clicks into the terminal at a prompt wants the shell's own line editor.
  let byHand = false;
  const confirm = createConfirm();
  const terminal = (): HTMLElement => props.stage.element;
  const clicked = (): void => {
    byHand = true;
  };
  const takeFocus = (): void => {
    if (editor === undefined || byHand || !matchMedia("(pointer: fine)").matches) return;
    if (terminal().contains(document.activeElement) || document.activeElement === document.body)
      editor.focus();
  };
  const giveFocus = (): void => {
    if (editor?.focused) props.stage.terminal()?.focus();
  };
  onMount(async () => {
    const { DraftEditor: Made } = await import("./draftEditor");
    if (gone || parent === undefined) return;
    editor = new Made({
      parent,
      draft: props.session.draft,
      person: () => props.view.person ?? 0,
      writerOf: (person) => props.view.people.find((each) => each.person === person),
      commands: () =>
        props.session.blocks.all
          .filter(({ command, nested }) => command !== "" && !nested)
          .map(({ command }) => command),
      confirm: (command) =>
        confirm.decide({
          title: `Run ${command.split("\n").length} lines?`,
          words: "All of this runs, as if it was typed line by line:",
          text: command,
          act: "Run",
        }),
      complete: (line) => props.session.completing.ask(line),
      say: props.say,
      leave: () => {
        byHand = true;
        props.stage.terminal()?.focus();
      },
    });
    parent.addEventListener("focusin", () => {
      byHand = false;
    });
    if (props.prompt === "waiting") takeFocus();
  });
  terminal().addEventListener("pointerdown", clicked);
  onCleanup(() => {
    gone = true;
    terminal().removeEventListener("pointerdown", clicked);
    giveFocus();
    editor?.dispose();
  });
  // Keys go to the program while one runs.
  createEffect(
    on(
      () => props.prompt,
      (prompt) => (prompt === "waiting" ? takeFocus() : giveFocus()),
      { defer: true },
    ),
  );
  return (
    <>
      <div class="draft-editor" ref={parent} />
      {confirm.dialog()}
    </>
  );
}

/** Who else is in the draft, for the line below it. */
export const writingWords = (view: View, session: Session): string => {
  const others = new Set(
    session.draft.carets
      .map(({ person }) => person)
      .filter((person) => person !== view.person)
      .filter((person) => view.people.some((each) => each.person === person && each.present)),
  );
  return others.size === 0 ? "" : `${others.size + 1} editing together`;
};
