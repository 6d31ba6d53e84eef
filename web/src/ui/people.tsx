import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { Person } from "../protocol";
import type { Session, View } from "../session";
import { Avatar } from "./avatar";
import { createConfirm } from "./confirm";
import { Icon } from "./icons";
import type { PresenceOf } from "./presence";
import { ROLE_WORDS } from "./words";

/** Faces in the header; the rest is a number. */
const SHOWN_PEOPLE = 6;

/** Who is here: a click goes to what somebody has selected, or to where they are. */
export function People(props: { view: View; session: Session; presence: PresenceOf }): JSX.Element {
  const [opened, setOpened] = createSignal<number>();
  const confirm = createConfirm();
  let panel: HTMLElement | undefined;
  const sorted = createMemo(() =>
    [...props.view.people].sort((a, b) => Number(b.present) - Number(a.present)),
  );
  const hidden = (): number => Math.max(props.view.total, sorted().length) - SHOWN_PEOPLE;
  const isAway = (person: Person): boolean =>
    !person.present || props.presence.seen(person.person)?.away === true;
  const describe = (person: Person): string => {
    const you = person.person === props.view.person ? " (you)" : "";
    return [`${person.name}${you}`, ROLE_WORDS[person.role], where(person)]
      .filter((part) => part !== "")
      .join(" · ");
  };
  const where = (person: Person): string => {
    const { presence } = props;
    if (!person.present) return "not here";
    if (presence.types(person.person)) return "typing";
    const seen = presence.seen(person.person);
    if (seen?.away === true) return "away";
    if (seen !== undefined && seen.selection.kind !== "none") return "selecting";
    return seen !== undefined && seen.top > 0 ? "reading earlier output" : "";
  };
  const open = (person: number, button: HTMLElement): void => {
    setOpened(person);
    const selects = (props.presence.seen(person)?.selection.kind ?? "none") !== "none";
    if (selects && person !== props.view.person) props.presence.visit(person);
    if (panel === undefined) return;
    panel.showPopover();
    const { left, right, bottom } = button.getBoundingClientRect();
    const x = Math.min((left + right - panel.offsetWidth) / 2, innerWidth - panel.offsetWidth - 8);
    panel.style.left = `${Math.max(8, x)}px`;
    panel.style.top = `${bottom + 10}px`;
    panel.querySelector("button")?.focus();
  };
  const chosen = (): Person | undefined => sorted().find(({ person }) => person === opened());
  return (
    <>
      <ul class="people" aria-label="People in this session">
        <For each={sorted().slice(0, SHOWN_PEOPLE)}>
          {(person) => (
            <li
              classList={{
                typing: props.presence.types(person.person),
                followed: props.presence.following() === person.person,
              }}
            >
              <button
                type="button"
                class="face"
                aria-label={describe(person)}
                aria-haspopup="dialog"
                onClick={(event) => open(person.person, event.currentTarget)}
              >
                <Avatar
                  name={person.name}
                  colour={person.colour}
                  pencil={person.role === "editor"}
                  absent={isAway(person)}
                />
              </button>
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
      <div
        popover
        class="panel menu person"
        role="dialog"
        aria-label={chosen() === undefined ? "Person" : `${chosen()?.name}`}
        ref={(element) => {
          panel = element;
        }}
      >
        <Show when={chosen()}>
          {(person) => (
            <PersonActions
              person={person()}
              where={where(person())}
              view={props.view}
              session={props.session}
              presence={props.presence}
              close={() => panel?.hidePopover()}
              remove={() =>
                confirm.ask({
                  title: `Remove ${person().name}?`,
                  words: "Their view closes at once, and they cannot read what follows.",
                  act: "Remove",
                  run: () => props.session.decide({ type: "REMOVE", person: person().person }),
                })
              }
            />
          )}
        </Show>
      </div>
      {confirm.dialog()}
    </>
  );
}

function PersonActions(props: {
  person: Person;
  where: string;
  view: View;
  session: Session;
  presence: PresenceOf;
  close: () => void;
  remove: () => void;
}): JSX.Element {
  const you = (): boolean => props.person.person === props.view.person;
  const owns = (): boolean => props.view.role === "owner" && props.person.role !== "owner";
  const follows = (): boolean => props.presence.following() === props.person.person;
  const selects = (): boolean =>
    (props.presence.seen(props.person.person)?.selection.kind ?? "none") !== "none";
  const act = (run: () => void) => (): void => {
    props.close();
    run();
  };
  return (
    <>
      <p class="line who">
        <b>{props.person.name}</b>
        <span class="spacer" />
        <span class="dim">
          {[you() ? "you" : ROLE_WORDS[props.person.role], props.where]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </p>
      <Show
        when={!you()}
        fallback={<p class="line dim">What you select, the others see in your colour.</p>}
      >
        <button type="button" onClick={act(() => props.presence.visit(props.person.person))}>
          <Icon name="find" />
          {selects() ? "Go to what is selected" : "Go to where they are"}
        </button>
        <button
          type="button"
          aria-pressed={follows()}
          onClick={act(() => props.presence.follow(follows() ? undefined : props.person.person))}
        >
          <Icon name="down" />
          {follows() ? "Stop following" : "Follow"}
        </button>
      </Show>
      <Show when={owns()}>
        <hr />
        <button
          type="button"
          onClick={act(() =>
            props.session.decide({
              type: "SET_ROLE",
              person: props.person.person,
              role: props.person.role === "editor" ? "viewer" : "editor",
            }),
          )}
        >
          <Icon name="pencil" />
          {props.person.role === "editor" ? "Make a viewer" : "Make an editor"}
        </button>
        <button type="button" onClick={act(props.remove)}>
          <Icon name="close" />
          Remove…
        </button>
      </Show>
    </>
  );
}

/** Says whom this page goes with, and the way out. */
export const FollowPill = (props: { view: View; presence: PresenceOf }): JSX.Element => (
  <Show when={props.view.people.find(({ person }) => person === props.presence.following())}>
    {(person) => (
      <button
        type="button"
        class="live-again rise following"
        onClick={() => props.presence.follow(undefined)}
      >
        <Avatar name={person().name} colour={person().colour} /> Following {person().name} · Stop
      </button>
    )}
  </Show>
);
