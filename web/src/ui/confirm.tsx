import { createSignal, type JSX } from "solid-js";

export type Question = {
  readonly title: string;
  readonly words: string;
  readonly act: string;
  readonly run: () => void;
};
export type Confirm = {
  readonly ask: (question: Question) => void;
  readonly dialog: () => JSX.Element;
};

/** What cannot be taken back is asked once more. */
export function createConfirm(): Confirm {
  const [question, setQuestion] = createSignal<Question>();
  let element: HTMLDialogElement | undefined;
  return {
    ask: (next) => {
      setQuestion(next);
      element?.showModal();
    },
    dialog: () => (
      <dialog
        ref={(dialog) => {
          element = dialog;
        }}
        class="panel confirm"
        aria-labelledby="confirm-title"
      >
        <h2 id="confirm-title">{question()?.title}</h2>
        <p class="dim">{question()?.words}</p>
        <form
          method="dialog"
          class="actions"
          onSubmit={(event) => {
            event.preventDefault();
            if ((event.submitter as HTMLButtonElement | null)?.value === "yes") question()?.run();
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
