import { createResource, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { createConfirm } from "../ui/confirm";
import { Page } from "../ui/pages";
import {
  ask,
  type DeedView,
  get,
  type Me,
  type PageOf,
  type PersonView,
  post,
  type SessionView,
  type UseView,
} from "./api";
import { bytesOf, createDeed, Loaded, Trouble, when } from "./parts";

const TABS = ["People", "Sessions", "Use", "Audit"] as const;
type Tab = (typeof TABS)[number];

/** For whoever runs the relay. */
export function AdminPage(props: { me: Me }): JSX.Element {
  const [tab, setTab] = createSignal<Tab>("People");
  document.title = "Admin · weft";
  return (
    <Page broad>
      <div class="row heading">
        <h1>This relay</h1>
        <span class="spacer" />
        <a class="button" href="/account">
          Your account
        </a>
      </div>
      <div class="tabs" role="tablist" aria-label="What to look at">
        <For each={TABS}>
          {(each) => (
            <button
              type="button"
              role="tab"
              class="button"
              aria-selected={tab() === each}
              onClick={() => setTab(each)}
            >
              {each}
            </button>
          )}
        </For>
      </div>
      <div role="tabpanel" aria-label={tab()}>
        <Switch>
          <Match when={tab() === "People"}>
            <People me={props.me} />
          </Match>
          <Match when={tab() === "Sessions"}>
            <Sessions />
          </Match>
          <Match when={tab() === "Use"}>
            <Listing<UseView>
              path="/api/admin/usage"
              heads={["Who", "Day", "Sessions", "Forwarded"]}
              row={(one) => [one.email, one.day, String(one.sessions), bytesOf(one.bytes)]}
            />
          </Match>
          <Match when={tab() === "Audit"}>
            <a class="link-like" href="/api/admin/audit.csv" download="weft-audit.csv">
              Export all as CSV
            </a>
            <Listing<DeedView>
              path="/api/admin/audit"
              heads={["When", "Who", "What", "Whom or which", "More"]}
              row={(one) => [
                when(new Date(one.at)),
                one.actor || "the relay",
                one.action,
                one.subject,
                one.detail,
              ]}
            />
          </Match>
        </Switch>
      </div>
    </Page>
  );
}

/** A long list of the relay's: searched, and a page at a time. */
function Listing<T>(props: {
  path: string;
  heads: readonly string[];
  row: (one: T) => readonly (string | JSX.Element)[];
  act?: (one: T) => JSX.Element;
  version?: number;
}): JSX.Element {
  const [search, setSearch] = createSignal("");
  const [page, setPage] = createSignal(0);
  const [list] = createResource(
    () => `${props.path}?q=${encodeURIComponent(search())}&page=${page()}&v=${props.version ?? 0}`,
    (path) => get<PageOf<T>>(path),
  );
  return (
    <>
      <input
        class="field"
        type="search"
        aria-label="Search"
        placeholder="Search"
        value={search()}
        onInput={(event) => {
          setPage(0);
          setSearch(event.currentTarget.value.trim().toLowerCase());
        }}
      />
      <Loaded resource={list}>
        {(now) => (
          <>
            <section class="scroll" tabindex="0" aria-label="The list">
              <table>
                <thead>
                  <tr>
                    <For each={props.heads}>{(head) => <th scope="col">{head}</th>}</For>
                    <Show when={props.act}>
                      <th scope="col">
                        <span class="sr-only">Actions</span>
                      </th>
                    </Show>
                  </tr>
                </thead>
                <tbody>
                  <For each={now().items}>
                    {(one) => (
                      <tr>
                        <For each={props.row(one)}>{(cell) => <td>{cell}</td>}</For>
                        <Show when={props.act}>{(act) => <td>{act()(one)}</td>}</Show>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </section>
            <Show when={now().items.length === 0}>
              <p class="dim">Nothing.</p>
            </Show>
            <div class="actions">
              <button
                type="button"
                class="button"
                disabled={page() === 0}
                onClick={() => setPage(page() - 1)}
              >
                Previous
              </button>
              <span class="dim">Page {page() + 1}</span>
              <button
                type="button"
                class="button"
                disabled={!now().more}
                onClick={() => setPage(page() + 1)}
              >
                Next
              </button>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function People(props: { me: Me }): JSX.Element {
  const deed = createDeed();
  const [version, setVersion] = createSignal(0);
  const change = (person: PersonView, to: { admin: boolean; blocked: boolean }): void => {
    void deed
      .run(() => ask("PUT", `/api/admin/people/${person.id}`, to))
      .then(() => setVersion(version() + 1));
  };
  const role = (person: PersonView): string =>
    person.blocked ? "blocked" : person.admin ? "admin" : "";
  return (
    <>
      <Trouble sentence={deed.trouble()} />
      <Listing<PersonView>
        path="/api/admin/people"
        version={version()}
        heads={["Who", "Name", "Since", "Role"]}
        row={(one) => [one.email, one.name, when(new Date(one.created * 1000)), role(one)]}
        act={(one) => (
          <Show when={one.email !== props.me.email}>
            <select
              class="choice"
              aria-label={`Account of ${one.email}`}
              onChange={(event) => {
                const { value } = event.currentTarget;
                change(one, { admin: value === "admin", blocked: value === "blocked" });
              }}
            >
              <option value="person" selected={role(one) === ""}>
                Person
              </option>
              <option value="admin" selected={role(one) === "admin"}>
                Admin
              </option>
              <option value="blocked" selected={role(one) === "blocked"}>
                Blocked
              </option>
            </select>
          </Show>
        )}
      />
    </>
  );
}

function Sessions(): JSX.Element {
  const deed = createDeed();
  const confirm = createConfirm();
  const [version, setVersion] = createSignal(0);
  const end = (session: SessionView): void =>
    confirm.ask({
      title: "End this session?",
      words: `Sharing of ${session.owner || "nobody known"} stops for everybody. The shell goes on.`,
      act: "End",
      run: () =>
        void deed
          .run(() => post(`/api/admin/sessions/${session.id}/end`))
          .then(() => setVersion(version() + 1)),
    });
  return (
    <>
      <Trouble sentence={deed.trouble()} />
      <Listing<SessionView>
        path="/api/admin/sessions"
        version={version()}
        heads={["Owner", "Where", "Since", "Guests", "Forwarded"]}
        row={(one) => [
          one.owner || "not signed in",
          one.device,
          when(new Date(one.since)),
          String(one.guests),
          bytesOf(one.bytes),
        ]}
        act={(one) => (
          <button type="button" class="button" onClick={() => end(one)}>
            End
          </button>
        )}
      />
      {confirm.dialog()}
    </>
  );
}
