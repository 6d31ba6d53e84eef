import { createResource, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { get, maySignedIn, post, type SessionList, type SessionView } from "../account/api";
import type { Confirm } from "./confirm";

/** What else this person shares through the relay, on all machines, where the page is signed in there. */
export function OtherSessions(props: { link: string; confirm: Confirm }): JSX.Element {
  const [list, { refetch }] = createResource(maySignedIn, () =>
    get<SessionList>("/api/sessions").catch(() => undefined),
  );
  const others = (): readonly SessionView[] =>
    (list.latest?.mine ?? []).filter(({ id }) => !props.link.includes(`/s/${id}#`));
  let shown: HTMLElement | null = null;
  const opened = (): void => void refetch();
  onMount(() => {
    shown = document.getElementById("share");
    shown?.addEventListener("toggle", opened);
  });
  onCleanup(() => shown?.removeEventListener("toggle", opened));
  const stop = (path: string): void => {
    void post(path)
      .catch(() => undefined)
      .then(() => refetch());
  };
  return (
    <Show when={others().length > 0}>
      <hr />
      <div class="row heading">
        <h2>Other shared sessions</h2>
        <span class="spacer" />
        <button
          type="button"
          class="link-like"
          onClick={() =>
            props.confirm.ask({
              title: "Stop sharing all?",
              words:
                "All of your sessions close for everybody, on all machines. Your shells go on.",
              act: "Stop sharing all",
              run: () => stop("/api/sessions/stop"),
            })
          }
        >
          Stop sharing all
        </button>
      </div>
      <ul>
        <For each={others()}>
          {(one) => (
            <li class="row">
              <span class="name">
                {one.device || "a terminal"}
                <small>
                  {one.guests} {one.guests === 1 ? "guest" : "guests"} ·{" "}
                  <a href="/account">your account</a>
                </small>
              </span>
              <button
                type="button"
                class="button"
                aria-label={`Stop the session on ${one.device}`}
                onClick={() => stop(`/api/sessions/${one.id}/stop`)}
              >
                Stop
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
