import { createSignal, type JSX, Show } from "solid-js";

export type Question = {
  readonly title: string;
  readonly words: string;
  /** What it is about, as it stands. */
  readonly text?: string;
  readonly act: string;
};
export type Confirm = {
  readonly ask: (question: Question & { readonly run: () => void }) => void;
  readonly decide: (question: Question) => Promise<boolean>;
  readonly dialog: () => JSX.Element;
};

/** What cannot be taken back is asked once more. */
export function createConfirm(): Confirm {
  const [question, setQuestion] = createSignal<Question>();
  let element: HTMLDialogElement | undefined;
  let settle: (yes: boolean) => void = () => {};
  const decide = (next: Question): Promise<boolean> => {
    settle(false);
    setQuestion(next);
    element?.showModal();
    return new Promise((resolve) => {
      settle = resolve;
    });
  };
  return {
    decide,
    ask: (next) => void decide(next).then((yes) => yes && next.run()),
    dialog: () => (
      <dialog
        ref={(dialog) => {
          element = dialog;
        }}
        class="panel confirm"
        aria-labelledby="confirm-title"
        onClose={() => settle(false)}
      >
        <h2 id="confirm-title">{question()?.title}</h2>
        <p class="dim">{question()?.words}</p>
        <Show when={question()?.text}>{(text) => <pre class="confirm-text">{text()}</pre>}</Show>
        <form
          method="dialog"
          class="actions"
          onSubmit={(event) => {
            event.preventDefault();
            settle((event.submitter as HTMLButtonElement | null)?.value === "yes");
            element?.close();
          }}
        >
          <button class="button" type="submit" value="no">
            Cancel
          </button>
          <button class="button danger" type="submit" value="yes">
            {question()?.act}
          </button>
        </form>
      </dialog>
    ),
  };
}
