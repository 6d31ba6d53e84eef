import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { createConfirm } from "../ui/confirm";
import { addressesIn } from "../ui/invite";
import { ask, get, type Me, type Policy, post, type Team } from "./api";
import { createDeed, Loaded, Trouble } from "./parts";

const MB = 1_000_000;

/** The team that somebody is in, or the ways into one. */
export const TeamSection = (props: { me: Me; changed: () => void }): JSX.Element => (
  <section aria-labelledby="team">
    <Show when={props.me.team} fallback={<NoTeam changed={props.changed} />}>
      {(id) => <OneTeam id={id()} me={props.me} changed={props.changed} />}
    </Show>
  </section>
);

function NoTeam(props: { changed: () => void }): JSX.Element {
  const deed = createDeed();
  const [joinable] = createResource(() => get<{ name?: string }>("/api/teams/joinable"));
  const [name, setName] = createSignal("");
  return (
    <>
      <h2 id="team">Team</h2>
      <Show when={joinable()?.name}>
        {(found) => (
          <div class="row">
            <span class="name">
              {found()}
              <small>takes in everybody of your domain</small>
            </span>
            <button
              type="button"
              class="button primary"
              onClick={() => void deed.run(() => post("/api/teams/join")).then(props.changed)}
            >
              Join
            </button>
          </div>
        )}
      </Show>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          void deed.run(() => post("/api/teams", { name: name() })).then(props.changed);
        }}
      >
        <label>
          Make a team
          <input
            class="field"
            maxlength="80"
            required
            placeholder="Its name"
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          Create
        </button>
      </form>
      <Trouble sentence={deed.trouble()} />
    </>
  );
}

function OneTeam(props: { id: string; me: Me; changed: () => void }): JSX.Element {
  const deed = createDeed();
  const confirm = createConfirm();
  const path = (): string => `/api/teams/${props.id}`;
  const [team, { refetch }] = createResource(() => get<Team>(path()));
  const admin = (): boolean => props.me.teamRole === "admin";
  const act = (what: () => Promise<unknown>): void => {
    void deed.run(what).then((done) => done && refetch());
  };
  return (
    <Loaded resource={team}>
      {(now) => (
        <>
          <div class="row heading">
            <h2 id="team">{now().name}</h2>
            <span class="spacer" />
            <button
              type="button"
              class="button"
              onClick={() =>
                confirm.ask({
                  title: `Leave ${now().name}?`,
                  words: "What is open to this team only closes for you.",
                  act: "Leave",
                  run: () => void deed.run(() => post(`${path()}/leave`)).then(props.changed),
                })
              }
            >
              Leave
            </button>
          </div>
          <ul>
            <For each={now().people}>
              {(person) => (
                <li class="row">
                  <span class="name">
                    {person.name} <Show when={person.email === props.me.email}>(you)</Show>
                    <small>{person.email}</small>
                  </span>
                  <Show
                    when={admin()}
                    fallback={
                      <span class="fixed">{person.role === "admin" ? "Admin" : "Member"}</span>
                    }
                  >
                    <select
                      class="choice"
                      aria-label={`Role of ${person.name}`}
                      onChange={(event) => {
                        const role = event.currentTarget.value;
                        const at = `${path()}/people/${person.id}`;
                        act(() =>
                          role === "remove" ? ask("DELETE", at) : ask("PUT", at, { role }),
                        );
                      }}
                    >
                      <option value="member" selected={person.role === "member"}>
                        Member
                      </option>
                      <option value="admin" selected={person.role === "admin"}>
                        Admin
                      </option>
                      <option value="remove">Remove</option>
                    </select>
                  </Show>
                </li>
              )}
            </For>
            <For each={now().invited}>
              {(email) => (
                <li class="row">
                  <span class="name">
                    {email}
                    <small>invited, not here yet</small>
                  </span>
                  <button
                    type="button"
                    class="button"
                    aria-label={`Take back the invitation of ${email}`}
                    onClick={() =>
                      act(() => ask("DELETE", `${path()}/invites/${encodeURIComponent(email)}`))
                    }
                  >
                    Take back
                  </button>
                </li>
              )}
            </For>
          </ul>
          <Show when={admin()}>
            <InviteForm send={(emails) => act(() => post(`${path()}/invites`, { emails }))} />
            <PolicyForm
              team={now()}
              domain={props.me.email.split("@")[1] ?? ""}
              save={(change) => act(() => ask("PUT", path(), change))}
            />
          </Show>
          <Trouble sentence={deed.trouble()} />
          {confirm.dialog()}
        </>
      )}
    </Loaded>
  );
}

function InviteForm(props: { send: (emails: readonly string[]) => void }): JSX.Element {
  const [text, setText] = createSignal("");
  return (
    <form
      class="line"
      onSubmit={(event) => {
        event.preventDefault();
        props.send(addressesIn(text()));
        setText("");
      }}
    >
      <label>
        Invite into the team
        <input
          class="field"
          inputmode="email"
          autocomplete="off"
          spellcheck={false}
          required
          placeholder="E-mail addresses"
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button">
        Invite
      </button>
    </form>
  );
}

type Change = { name: string; domain: string | null; policy: Policy };

function PolicyForm(props: {
  team: Team;
  domain: string;
  save: (change: Change) => void;
}): JSX.Element {
  const policy = (): Policy => props.team.policy;
  const read = (form: HTMLFormElement): Change => {
    const data = new FormData(form);
    const number = (name: string): number => Math.max(0, Math.floor(Number(data.get(name)) || 0));
    return {
      name: String(data.get("name") ?? ""),
      domain: data.get("domain") === null ? null : props.domain,
      policy: {
        anyone: data.get("anyone") !== null,
        hosts: data.get("hosts") === "admin" ? "admin" : "member",
        signIn: data.get("signIn") !== null,
        guests: number("guests"),
        sessionBytes: number("megabytes") * MB,
        auditDays: number("days"),
      },
    };
  };
  const Amount = (each: { name: string; label: string; value: number }): JSX.Element => (
    <label class="number">
      {each.label}
      <input class="field" type="number" min="0" name={each.name} value={each.value} />
    </label>
  );
  return (
    <details>
      <summary>What the team’s sessions may be</summary>
      <form
        class="policy"
        onSubmit={(event) => {
          event.preventDefault();
          props.save(read(event.currentTarget));
        }}
      >
        <label>
          The team’s name
          <input class="field" name="name" maxlength="80" required value={props.team.name} />
        </label>
        <label class="check">
          <input type="checkbox" name="domain" checked={props.team.domain !== undefined} />
          Everybody at {props.team.domain ?? props.domain} may join
        </label>
        <label class="check">
          <input type="checkbox" name="anyone" checked={policy().anyone} />
          Sessions may be opened to anyone with the link
        </label>
        <label class="check">
          <input type="checkbox" name="signIn" checked={policy().signIn} />
          All guests have to sign in
        </label>
        <label>
          Who may share
          <select class="choice" name="hosts">
            <option value="member" selected={policy().hosts === "member"}>
              Everybody in the team
            </option>
            <option value="admin" selected={policy().hosts === "admin"}>
              Its admins
            </option>
          </select>
        </label>
        <div class="numbers">
          <Amount name="guests" label="Guests of a session" value={policy().guests} />
          <Amount
            name="megabytes"
            label="MB of a session"
            value={Math.round(policy().sessionBytes / MB)}
          />
          <Amount name="days" label="Days the audit log is kept" value={policy().auditDays} />
        </div>
        <p class="dim">
          0 leaves it to the relay. Who is connected comes again under the new rules.
        </p>
        <div class="actions">
          <button type="submit" class="button primary">
            Save
          </button>
        </div>
      </form>
    </details>
  );
}
