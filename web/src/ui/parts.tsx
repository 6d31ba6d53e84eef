import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { Person, Request } from "../protocol";
import type { Session, View } from "../session";
import { Avatar } from "./avatar";
import { Icon } from "./icons";
import { ROLE_WORDS, statusOf } from "./words";

/** Faces in the header; the rest is a number. */
const SHOWN_PEOPLE = 6;

export const Status = (props: { view: View }): JSX.Element => {
  const status = createMemo(() => statusOf(props.view));
  const latency = (): string =>
    props.view.latency === undefined ? "" : ` · ${Math.max(1, Math.round(props.view.latency))} ms`;
  return (
    <span class="status" role="status">
      <span
        class="dot"
        classList={{ ok: status().tone === "ok", "warn pulse": status().tone === "warn" }}
      />
      <span class="words">
        {status().words}
        <span aria-hidden="true">{latency()}</span>
      </span>
    </span>
  );
};

export function People(props: { view: View }): JSX.Element {
  const sorted = createMemo(() =>
    [...props.view.people].sort((a, b) => Number(b.present) - Number(a.present)),
  );
  const hidden = (): number => Math.max(props.view.total, sorted().length) - SHOWN_PEOPLE;
  const describe = (person: Person): string => {
    const you = person.person === props.view.person ? " (you)" : "";
    const absent = person.present ? "" : ", not here";
    return `${person.name}${you} · ${ROLE_WORDS[person.role]}${absent}`;
  };
  return (
    <ul class="people" aria-label="People in this session">
      <For each={sorted().slice(0, SHOWN_PEOPLE)}>
        {(person) => (
          <li tabindex="0" aria-label={describe(person)}>
            <Avatar
              name={person.name}
              colour={person.colour}
              pencil={person.role === "editor"}
              absent={!person.present}
            />
            <span class="tip" aria-hidden="true">
              {describe(person)}
            </span>
          </li>
        )}
      </For>
      <Show when={hidden() > 0}>
        <li class="more-of">
          <span class="more">+{hidden()}</span>
        </li>
      </Show>
    </ul>
  );
}

/** The colour a person has in the roster, before they are in it too. */
const colourOf = (view: View, person: number): number =>
  view.people.find((each) => each.person === person)?.colour ?? person % 8;

const SHOWN_REQUESTS = 3;

export function RequestCards(props: { view: View; session: Session }): JSX.Element {
  const answer = (request: Request, level: "nobody" | "view" | "edit"): void =>
    props.session.decide({ type: "ANSWER", request: request.request, level });
  const more = (): number => props.view.requests.length - SHOWN_REQUESTS;
  return (
    <>
      <Show when={more() > 0}>
        <p class="card rise">{more()} more requests are waiting.</p>
      </Show>
      <For each={props.view.requests.slice(0, SHOWN_REQUESTS)}>
        {(request) => (
          <section class="card rise" aria-label={`Request of ${request.name}`}>
            <Avatar name={request.name} colour={colourOf(props.view, request.person)} />
            <p>
              <b>{request.name}</b>{" "}
              {request.kind === "edit"
                ? "asks to edit. Editors can run commands on your machine."
                : "asks to join. Editors can run commands on your machine."}
            </p>
            <span class="actions">
              <button type="button" class="button" onClick={() => answer(request, "nobody")}>
                Deny
              </button>
              <Show
                when={request.kind === "join"}
                fallback={
                  <button
                    type="button"
                    class="button primary"
                    onClick={() => answer(request, "edit")}
                  >
                    Allow
                  </button>
                }
              >
                <button type="button" class="button" onClick={() => answer(request, "edit")}>
                  Allow as editor
                </button>
                <button
                  type="button"
                  class="button primary"
                  onClick={() => answer(request, "view")}
                >
                  Allow as viewer
                </button>
              </Show>
            </span>
          </section>
        )}
      </For>
    </>
  );
}

/** What a toast is about, where the next one about the same makes it untrue. */
export type Topic = "typing" | undefined;
export type Toast = { readonly words: string; readonly about: Topic };

export type Toaster = {
  readonly say: (words: string, about?: Topic) => void;
  readonly toasts: () => readonly Toast[];
};

const TOAST_MS = 5000;
const SHOWN_TOASTS = 3;

export function createToaster(): Toaster {
  const [toasts, setToasts] = createSignal<readonly Toast[]>([]);
  const others = (all: readonly Toast[], { words, about }: Toast): readonly Toast[] =>
    all.filter((each) => each.words !== words && (about === undefined || each.about !== about));
  return {
    toasts,
    say: (words, about) => {
      const toast = { words, about };
      setToasts((all) => [...others(all, toast), toast].slice(-SHOWN_TOASTS));
      setTimeout(() => setToasts((all) => all.filter((each) => each !== toast)), TOAST_MS);
    },
  };
}

export const Toasts = (props: { toaster: Toaster }): JSX.Element => (
  <div role="status" aria-live="polite" class="toasts">
    <For each={props.toaster.toasts()}>{({ words }) => <p class="card rise">{words}</p>}</For>
  </div>
);

export const Sealed = (props: { view: View }): JSX.Element => (
  <span class="sealed">
    <Icon name="lock" />
    <span class="wide">end-to-end encrypted</span>
    <Show when={props.view.latency}>
      {(latency) => <span>{Math.max(1, Math.round(latency()))} ms</span>}
    </Show>
  </span>
);
