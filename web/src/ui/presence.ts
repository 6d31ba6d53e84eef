import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Seen, Selected } from "../protocol";
import type { Session, View } from "../session";
import type { Position } from "../terminal";
import { chime } from "./chime";
import type { Topic } from "./parts";
import type { Stage } from "./workspace";

/** With more people than this, nobody wants to hear of each who comes. */
const FEW = 12;

export type PresenceOf = {
  /** Where somebody is, on the device that has most to say; undefined at the live end. */
  readonly seen: (person: number) => Seen | undefined;
  /** Whether somebody's keys go to the program. */
  readonly types: (person: number) => boolean;
  /** Goes to what somebody has selected, or to where they are. */
  readonly visit: (person: number) => void;
  readonly following: () => number | undefined;
  readonly follow: (person: number | undefined) => void;
};

/** Tells the others where this page is, shows where they are, and goes with them. */
export function createPresence(props: {
  view: () => View;
  session: Session;
  stage: Stage;
  sound: () => boolean;
  say: (words: string, about?: Topic) => void;
}): PresenceOf {
  const { session, stage } = props;
  const [position, setPosition] = createSignal<Position>();
  const [away, setAway] = createSignal(document.visibilityState === "hidden");
  const [following, setFollowing] = createSignal<number>();
  const looked = (): void => {
    setAway(document.visibilityState === "hidden");
  };
  document.addEventListener("visibilitychange", looked);
  onCleanup(() => document.removeEventListener("visibilitychange", looked));
  const here = (): void => session.ownerIsHere();
  window.addEventListener("pointerdown", here);
  window.addEventListener("keydown", here);
  onCleanup(() => {
    window.removeEventListener("pointerdown", here);
    window.removeEventListener("keydown", here);
  });
  createEffect(() => {
    const scrolling = stage.terminal()?.scrolling;
    if (scrolling !== undefined) onCleanup(scrolling.subscribe(setPosition));
  });
  createEffect(() => {
    const at = position();
    if (at === undefined) return;
    const top = at.reading ? 1 + at.top : 0;
    session.show({ away: away(), top, selection: selectionOf(stage) });
  });

  const all = createMemo(() => props.view().presence);
  const isThisPage = ({ person, device }: Seen): boolean =>
    person === props.view().person && device === session.draft.writer;
  const seen = (person: number): Seen | undefined => {
    const devices = all().filter((each) => each.person === person && !isThisPage(each));
    return devices.find(({ selection }) => selection.kind !== "none") ?? devices[0];
  };
  createEffect(() => {
    const { people } = props.view();
    const others = all()
      .filter((each) => !isThisPage(each) && each.selection.kind !== "none")
      .flatMap(({ person, selection }) => {
        const who = people.find((each) => each.person === person);
        return who === undefined ? [] : [{ name: who.name, colour: who.colour, selection }];
      });
    stage.terminal()?.others.set(others);
  });

  const nameOf = (person: number): string =>
    props.view().people.find((each) => each.person === person)?.name ?? "Somebody";
  const goTo = (at: Seen | undefined): void => {
    const scrolling = stage.terminal()?.scrolling;
    if (at !== undefined && at.top > 0) scrolling?.to(at.top - 1);
    else scrolling?.toLive();
  };
  const visit = (person: number): void => {
    const at = seen(person);
    const row = rowOf(at?.selection, session);
    if (row !== undefined) return void stage.terminal()?.scrolling.reveal(row);
    if (at === undefined || at.selection.kind === "none")
      props.say(`${nameOf(person)} has nothing selected. This is where they are.`);
    goTo(at);
  };

  // Whoever moves by themselves is on their own again.
  const alone = (): void => {
    if (following() === undefined) return;
    props.say(`You no longer follow ${nameOf(following() ?? 0)}.`);
    setFollowing(undefined);
  };
  const view = stage.element;
  const events = ["wheel", "touchmove", "pointerdown", "keydown"] as const;
  for (const event of events) view.addEventListener(event, alone, { passive: true, capture: true });
  onCleanup(() => {
    for (const event of events) view.removeEventListener(event, alone, { capture: true });
  });
  const followed = createMemo(() => {
    const person = following();
    return person === undefined ? undefined : JSON.stringify([person, seen(person) ?? null]);
  });
  createEffect(
    on(followed, () => {
      const person = following();
      if (person === undefined) return;
      if (props.view().people.some((each) => each.person === person)) goTo(seen(person));
      else alone();
    }),
  );

  announce(props);
  return {
    seen,
    types: (person) => props.view().control.typing.includes(person),
    visit,
    following,
    follow: setFollowing,
  };
}

/** Text that is selected, else blocks that follow each other. */
function selectionOf(stage: Stage): Selected {
  const text = stage.selected();
  if (text.kind !== "none") return text;
  const ids = [...stage.chosen()];
  const from = Math.min(...ids);
  const to = Math.max(...ids);
  return ids.length > 0 && to - from + 1 === ids.length ? { kind: "blocks", from, to } : text;
}

function rowOf(selection: Selected | undefined, session: Session): number | undefined {
  switch (selection?.kind) {
    case "rows":
      return selection.generation === session.history.generation ? selection.row : undefined;
    case "blocks":
      return session.blocks.all.find(({ id }) => id === selection.from)?.firstRow;
    default:
      return undefined;
  }
}

/** Says quietly who has come and who has gone. */
function announce(props: {
  view: () => View;
  sound: () => boolean;
  say: (words: string) => void;
}): void {
  const here = createMemo(() => {
    const { people, person, total, control, role } = props.view();
    const told = role === "owner" || !control.peopleHidden;
    return total > FEW || people.length === 0 || !told
      ? undefined
      : new Map(
          people
            .filter((each) => each.present && each.person !== person)
            .map((each) => [each.person, each.name]),
        );
  });
  let before: ReadonlyMap<number, string> | undefined;
  createEffect(() => {
    const now = here();
    const earlier = before;
    before = now;
    if (now === undefined || earlier === undefined || props.view().state.type !== "live") return;
    const came = [...now].filter(([person]) => !earlier.has(person));
    const left = [...earlier].filter(([person]) => !now.has(person));
    for (const [, name] of came) props.say(`${name} joined`);
    for (const [, name] of left) props.say(`${name} left`);
    if (props.sound() && came.length + left.length > 0) chime(came.length > 0);
  });
}
