import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import type { Session, View } from "../session";
import { writingWords } from "./draft";
import { Sealed } from "./parts";
import { NOTHING_NOW } from "./words";

/** The line below: what this person may do now, and who else is doing something. */
export function Foot(props: {
  view: View;
  session: Session;
  refusing: boolean;
  /** Whether what is typed goes into the draft. */
  drafting: boolean;
}): JSX.Element {
  const [writing, setWriting] = createSignal("");
  onCleanup(
    props.session.draft.subscribe(() => setWriting(writingWords(props.view, props.session))),
  );
  const live = (): boolean => props.view.state.type === "live";
  const over = (): boolean => props.view.state.type === "ended";
  return (
    <footer class="foot" classList={{ refusing: props.refusing }}>
      <span class="mono">
        <Show when={live()} fallback={over() ? "This session has ended." : NOTHING_NOW}>
          {excerptWords(props.view)}
        </Show>
        <Show when={live() && props.view.excerpt === "no"}>
          <Show when={props.view.role === "viewer"}>
            <Show
              when={props.view.asking !== "asked"}
              fallback="You are viewing. The owner has been asked to let you type."
            >
              <Show
                when={!props.view.control.ownerAway}
                fallback="The owner is away: everybody is a viewer until the owner is back."
              >
                You are viewing.{" "}
                <span class="wide">
                  <button type="button" class="link-like" onClick={() => props.session.askToEdit()}>
                    Request edit access
                  </button>{" "}
                  to type here.
                </span>
              </Show>
            </Show>
          </Show>
          <Show when={props.view.role === "editor"}>
            <Show
              when={!props.view.control.approves}
              fallback="You can write commands. The owner approves each."
            >
              <Show
                when={!props.view.control.takenOver}
                fallback="The owner is typing; your keys are not taken."
              >
                You can type.{" "}
                <Show when={!props.drafting}>
                  <span class="wide">Everyone here sees it.</span>
                </Show>
              </Show>
            </Show>
          </Show>
          <Show when={props.view.role === "owner"}>
            You own this session.{" "}
            <Show when={!props.drafting}>
              <span class="wide">{presentWords(props.view)}</span>
            </Show>
          </Show>
        </Show>
        <Show when={props.drafting}>
          <span class="wide hints">
            <kbd>⏎</kbd> run <kbd>⇧⏎</kbd> new line <kbd>↑</kbd> history <kbd>Esc</kbd> shell
          </span>{" "}
        </Show>
      </span>
      <span class="spacer" />
      <Show when={live() && typingWords(props.view)}>
        {(words) => (
          <span class="typing" role="status">
            <span class="dot ok pulse" aria-hidden="true" />
            {words()}
          </span>
        )}
      </Show>
      <Show when={props.drafting && writing() !== ""}>
        <span>{writing()}</span>
      </Show>
      <Sealed view={props.view} />
    </footer>
  );
}

function excerptWords({ excerpt, role }: View): string | undefined {
  const whose = role === "owner" ? "You share" : "The owner shares";
  switch (excerpt) {
    case "no":
      return undefined;
    case "open":
      return `${whose} the next commands to read, then nothing more.`;
    case "complete":
      return `${whose} these commands to read, and nothing more.`;
  }
}

/** Who else types into the program. */
function typingWords({ control, people, person }: View): string | undefined {
  const names = control.typing
    .filter((each) => each !== person)
    .map((each) => people.find((one) => one.person === each)?.name)
    .filter((name) => name !== undefined);
  if (names.length === 0) return undefined;
  const [first, second] = names;
  if (names.length === 1) return `${first} is typing`;
  return names.length === 2 ? `${first} and ${second} are typing` : `${names.length} are typing`;
}

function presentWords(view: View): string {
  const others = view.people.filter((each) => each.present && each.person !== view.person).length;
  if (others === 0) return "Nobody else is here.";
  return others === 1 ? "One other person is here." : `${others} others are here.`;
}
