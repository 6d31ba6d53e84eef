import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { Request } from "../protocol";
import type { Session, View } from "../session";
import { Avatar } from "./avatar";
import { Icon } from "./icons";
import { statusOf } from "./words";

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

/** The colour a person has in the roster, before they are in it too. */
const colourOf = (view: View, person: number): number =>
  view.people.find((each) => each.person === person)?.colour ?? person % 8;

const SHOWN_REQUESTS = 3;

const ASKS = {
  join: "asks to join. Editors can run commands on your machine.",
  edit: "asks to edit. Editors can run commands on your machine.",
  run: "wants to run this on your machine:",
} as const;

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
              <b>{request.name}</b> {ASKS[request.kind]}
            </p>
            <Show when={request.kind === "run"}>
              <pre class="asked-command">{request.command}</pre>
            </Show>
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
                    {request.kind === "run" ? "Run it" : "Allow"}
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
