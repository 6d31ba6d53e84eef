import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { Level, Person } from "../protocol";
import type { Session, View } from "../session";
import { Avatar } from "./avatar";
import { type Confirm, createConfirm } from "./confirm";
import { Invite, LevelChoice } from "./invite";
import { OtherSessions } from "./otherSessions";
import { Qr } from "./qr";
import { ROLE_WORDS } from "./words";

export function SharePanel(props: {
  view: View;
  session: Session;
  copy: (text: string) => void;
  chooseStart: () => void;
}): JSX.Element {
  const confirm = createConfirm();
  const [qrShown, showQr] = createSignal(false);
  const links = (): readonly string[] => props.view.access?.links ?? [];
  const link = (): string => links()[0] ?? "";
  const people = createMemo(() =>
    [...props.view.people].sort(
      (a, b) =>
        Number(b.role === "owner") - Number(a.role === "owner") ||
        Number(b.present) - Number(a.present),
    ),
  );
  const mayOpen = (): boolean => props.view.grants?.anyoneAllowed !== false;
  const anyone = (): Level => props.view.access?.anyone ?? "nobody";
  return (
    <div id="share" popover class="panel share" role="dialog" aria-label="Share this session">
      <div class="row">
        <LinkField link={link()} label="Link to this session" />
        <button type="button" class="button primary" onClick={() => props.copy(link())}>
          Copy link
        </button>
        <button
          type="button"
          class="button"
          aria-expanded={qrShown()}
          onClick={() => showQr(!qrShown())}
        >
          QR
        </button>
      </div>
      <Show when={qrShown()}>
        <Qr text={link()} label="The link as a QR code" words="Whoever scans this has the link." />
      </Show>
      <For each={links().slice(1)}>
        {(other) => (
          <div class="row">
            <LinkField link={other} label={`Link through ${relayOf(other)}`} />
            <button
              type="button"
              class="button"
              aria-label={`Copy link through ${relayOf(other)}`}
              onClick={() => props.copy(other)}
            >
              Copy link
            </button>
          </div>
        )}
      </For>
      <Invite view={props.view} session={props.session} />
      <hr />
      <div class="row heading">
        <h2>Who has access</h2>
        <span class="spacer" />
        <button
          type="button"
          class="link-like"
          disabled={!props.view.people.some(({ role }) => role === "editor")}
          onClick={() => props.session.decide({ type: "EVERYONE_VIEWS" })}
        >
          Make everyone a viewer
        </button>
      </div>
      <ul>
        <For each={people()}>
          {(person) => (
            <PersonRow
              person={person}
              view={props.view}
              session={props.session}
              confirm={confirm}
            />
          )}
        </For>
      </ul>
      <div class="row">
        <span class="name">
          Anyone with the link
          <small>
            {!mayOpen()
              ? "has to sign in and ask: the relay allows no other way"
              : anyone() === "nobody"
                ? "asks to join, you decide"
                : "comes in without asking"}
          </small>
        </span>
        <LevelChoice
          label="Access of anyone with the link"
          level={anyone()}
          disabled={!mayOpen()}
          choose={(level) => props.session.decide({ type: "SET_ANYONE", level })}
        />
      </div>
      <LinkLife view={props.view} session={props.session} />
      <Choice
        label="Guests see"
        words="who else is here"
        first="Everybody"
        second="Who can edit"
        on={props.view.access?.peopleListed !== false}
        set={(all) => props.session.decide({ type: "LIST_PEOPLE", all })}
      />
      <Choice
        label="Commands of editors"
        words="before they run"
        first="You approve each"
        second="Run at once"
        on={props.view.access?.approves === true}
        set={(each) => props.session.decide({ type: "APPROVE", each })}
      />
      <div class="row">
        <span class="name">
          Sharing starts
          <small>
            {(props.view.access?.start ?? 0) > 0
              ? "where the rule across the page is"
              : "at the start of the session"}
          </small>
        </span>
        <button type="button" class="button" onClick={props.chooseStart}>
          Change…
        </button>
      </div>
      <OtherSessions link={link()} confirm={confirm} />
      <hr />
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() =>
            confirm.ask({
              title: "Replace the link?",
              words:
                "The old link stops working, and people whom it alone let in are removed. People you allowed stay.",
              act: "Revoke link",
              run: () => props.session.decide({ type: "REVOKE_LINK" }),
            })
          }
        >
          Revoke link
        </button>
        <span class="spacer" />
        <button
          type="button"
          class="button danger"
          onClick={() =>
            confirm.ask({
              title: "Stop sharing?",
              words:
                "Everybody loses access at once. Your shell goes on, and they keep a frozen copy of what they see now.",
              act: "Stop sharing",
              run: () => props.session.decide({ type: "STOP" }),
            })
          }
        >
          Stop sharing
        </button>
      </div>
      {confirm.dialog()}
    </div>
  );
}

const HOUR_S = 3600;
const LIVES = [
  { words: "Until you revoke it", seconds: 0, once: false },
  { words: "One hour", seconds: HOUR_S, once: false },
  { words: "One day", seconds: 24 * HOUR_S, once: false },
  { words: "One more person", seconds: 0, once: true },
] as const;

/** How long the link as it is lets newcomers in. */
function LinkLife(props: { view: View; session: Session }): JSX.Element {
  const ends = (): number => props.view.access?.linkEnds ?? 0;
  const once = (): boolean => props.view.access?.once === true;
  const words = (): string => {
    if (once()) return "lets one more person in, then there is a new one";
    if (ends() === 0) return "whoever is in stays, whatever becomes of it";
    const time = new Date(ends());
    return `until ${time.toLocaleString(undefined, { weekday: "short", hour: "numeric", minute: "2-digit" })}, then there is a new one`;
  };
  return (
    <div class="row">
      <span class="name">
        The link works
        <small>{words()}</small>
      </span>
      <select
        class="choice"
        aria-label="How long the link works"
        onChange={(event) => {
          const life = LIVES[event.currentTarget.selectedIndex] ?? LIVES[0];
          props.session.decide({ type: "LIMIT_LINK", seconds: life.seconds, once: life.once });
        }}
      >
        <For each={LIVES}>
          {(life) => (
            <option selected={life.once === once() && life.seconds > 0 === ends() > 0}>
              {life.words}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

/** One of two. */
const Choice = (props: {
  label: string;
  words: string;
  first: string;
  second: string;
  on: boolean;
  set: (on: boolean) => void;
}): JSX.Element => (
  <div class="row">
    <span class="name">
      {props.label}
      <small>{props.words}</small>
    </span>
    <select
      class="choice"
      aria-label={props.label}
      onChange={(event) => props.set(event.currentTarget.selectedIndex === 0)}
    >
      <option selected={props.on}>{props.first}</option>
      <option selected={!props.on}>{props.second}</option>
    </select>
  </div>
);

const LinkField = (props: { link: string; label: string }): JSX.Element => (
  <input
    class="field"
    readonly
    aria-label={props.label}
    value={props.link}
    onFocus={(event) => event.currentTarget.select()}
  />
);

/** A session may be on several relays; the address tells their links apart. */
const relayOf = (link: string): string => new URL(link).host;

function PersonRow(props: {
  person: Person;
  view: View;
  session: Session;
  confirm: Confirm;
}): JSX.Element {
  const you = (): boolean => props.person.person === props.view.person;
  const where = (): string => {
    if (props.person.hostTerminal) return "at the host's terminal";
    return props.person.present ? "here" : "not here";
  };
  const email = (): string | undefined =>
    props.view.grants?.rows.find(({ person }) => person === props.person.person)?.email;
  const choose = (select: HTMLSelectElement): void => {
    const { person, name, role } = props.person;
    if (select.value !== "remove") {
      props.session.decide({
        type: "SET_ROLE",
        person,
        role: select.value === "editor" ? "editor" : "viewer",
      });
      return;
    }
    select.value = role;
    props.confirm.ask({
      title: `Remove ${name}?`,
      words: "Their view closes at once, and they cannot read what follows.",
      act: "Remove",
      run: () => props.session.decide({ type: "REMOVE", person }),
    });
  };
  return (
    <li class="row">
      <Avatar
        name={props.person.name}
        colour={props.person.colour}
        pencil={props.person.role === "editor"}
        absent={!props.person.present}
      />
      <span class="name">
        {props.person.name}{" "}
        <Show when={you()}>
          <span class="dim">(you)</span>
        </Show>
        <small>
          {where()}
          {props.person.verified ? ` · ${email() ?? "verified"}` : ""}
        </small>
      </span>
      <Show
        when={props.person.role !== "owner"}
        fallback={<span class="fixed">{ROLE_WORDS.owner}</span>}
      >
        <select
          class="choice"
          aria-label={`Access of ${props.person.name}`}
          onChange={(event) => choose(event.currentTarget)}
        >
          <option value="viewer" selected={props.person.role === "viewer"}>
            Viewer
          </option>
          <option value="editor" selected={props.person.role === "editor"}>
            Editor
          </option>
          <option value="remove">Remove…</option>
        </select>
      </Show>
    </li>
  );
}
