import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { Page } from "../ui/pages";
import {
  ask,
  type DeviceView,
  get,
  type Me,
  post,
  type SessionList,
  type SessionView,
} from "./api";
import { bytesOf, createDeed, Loaded, Trouble, when } from "./parts";
import { Passkeys } from "./passkeys";
import { TeamSection } from "./team";

/** Somebody's own page: sessions, devices, team. */
export function AccountPage(props: { me: Me; changed: () => void }): JSX.Element {
  document.title = "Your account · weft";
  return (
    <Page broad>
      <You me={props.me} changed={props.changed} />
      <Sessions />
      <Devices />
      <Passkeys />
      <TeamSection me={props.me} changed={props.changed} />
    </Page>
  );
}

function You(props: { me: Me; changed: () => void }): JSX.Element {
  const deed = createDeed();
  const [name, setName] = createSignal(props.me.name);
  return (
    <section aria-labelledby="you">
      <div class="row heading">
        <h1 id="you">{props.me.email}</h1>
        <span class="spacer" />
        <Show when={props.me.admin}>
          <a class="button" href="/admin">
            Admin
          </a>
        </Show>
        <button
          type="button"
          class="button"
          onClick={() =>
            void deed.run(async () => {
              await post("/api/sign-out");
              location.assign("/");
            })
          }
        >
          Sign out
        </button>
      </div>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          void deed.run(() => ask("PUT", "/api/me", { name: name() })).then(props.changed);
        }}
      >
        <label>
          What others see
          <input
            class="field"
            maxlength="40"
            autocomplete="name"
            required
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button" disabled={name().trim() === props.me.name}>
          Save
        </button>
      </form>
      <Trouble sentence={deed.trouble()} />
    </section>
  );
}

function Sessions(): JSX.Element {
  const deed = createDeed();
  const [list, { refetch }] = createResource(() => get<SessionList>("/api/sessions"));
  const stop = (path: string): void => {
    void deed.run(() => post(path)).then(() => refetch());
  };
  const allowed = (all: SessionList): string => {
    const parts = [
      `${all.mine.length} of ${all.sessionsAllowed} sessions`,
      `up to ${all.guestsAllowed} guests each`,
    ];
    if (all.perSession > 0) parts.push(`${bytesOf(all.perSession)} a session`);
    parts.push(
      all.perDay > 0
        ? `${bytesOf(all.usedToday)} of ${bytesOf(all.perDay)} used today`
        : `${bytesOf(all.usedToday)} used today`,
    );
    return parts.join(" · ");
  };
  return (
    <section aria-labelledby="sessions">
      <Loaded resource={list}>
        {(all) => (
          <>
            <div class="row heading">
              <h2 id="sessions">Your sessions</h2>
              <span class="spacer" />
              <Show when={all().mine.length > 0}>
                <button
                  type="button"
                  class="button danger"
                  onClick={() => stop("/api/sessions/stop")}
                >
                  Stop sharing all
                </button>
              </Show>
            </div>
            <p class="dim">{allowed(all())}</p>
            <Show when={all().mine.length === 0}>
              <p>
                You share nothing right now. <code>weft share --relay {location.origin}</code> does.
              </p>
            </Show>
            <ul>
              <For each={all().mine}>
                {(one) => (
                  <SessionRow session={one}>
                    <button
                      type="button"
                      class="button"
                      aria-label={`Stop the session on ${one.device}`}
                      onClick={() => stop(`/api/sessions/${one.id}/stop`)}
                    >
                      Stop
                    </button>
                  </SessionRow>
                )}
              </For>
            </ul>
            <Show when={all().shared.length > 0}>
              <h2>Shared with you</h2>
              <p class="dim">Open one with the link that its owner gave you.</p>
              <ul>
                <For each={all().shared}>{(one) => <SessionRow session={one} owner />}</For>
              </ul>
            </Show>
          </>
        )}
      </Loaded>
      <Trouble sentence={deed.trouble()} />
    </section>
  );
}

export const SessionRow = (props: {
  session: SessionView;
  owner?: boolean;
  children?: JSX.Element;
}): JSX.Element => (
  <li class="row">
    <span class="name">
      {props.owner === true ? props.session.owner : props.session.device || "a terminal"}
      <small>
        since {when(new Date(props.session.since))} · {props.session.guests}{" "}
        {props.session.guests === 1 ? "guest" : "guests"} · {bytesOf(props.session.bytes)}
        {props.session.here ? "" : " · its host is away"}
      </small>
    </span>
    {props.children}
  </li>
);

function Devices(): JSX.Element {
  const deed = createDeed();
  const [list, { refetch }] = createResource(() =>
    get<{ devices: readonly DeviceView[] }>("/api/devices"),
  );
  return (
    <section aria-labelledby="devices">
      <h2 id="devices">My devices</h2>
      <Loaded resource={list}>
        {(all) => (
          <ul>
            <For each={all().devices}>
              {(device) => (
                <li class="row">
                  <span class="name">
                    {device.name}
                    <small>
                      {device.here
                        ? "this one"
                        : `${device.kind === "terminal" ? "a terminal, " : ""}last used ${when(new Date(device.seen * 1000))}`}
                    </small>
                  </span>
                  <Show when={!device.here}>
                    <button
                      type="button"
                      class="button"
                      aria-label={`Sign out ${device.name}`}
                      onClick={() =>
                        void deed
                          .run(() => ask("DELETE", `/api/devices/${device.id}`))
                          .then(() => refetch())
                      }
                    >
                      Sign out
                    </button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <Trouble sentence={deed.trouble()} />
    </section>
  );
}
