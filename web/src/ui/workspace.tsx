import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import type { Selected } from "../protocol";
import { mayType, mayWrite, type Session, type View } from "../session";
import type { BarKey, CopyState, Hovered, Modifiers, Pinned, TerminalView } from "../terminal";
import { BlockFilter } from "./blockFilter";
import { BlockList } from "./blockList";
import { BlockMenu, BlockTools, PinnedCommand } from "./blockMenu";
import { createBlocks } from "./blocks";
import { createDevices } from "./devices";
import { createPrompt, DraftDock } from "./draft";
import { createFinder, FindBar } from "./find";
import { Foot } from "./foot";
import { Icon } from "./icons";
import { KeyBar } from "./keyBar";
import { Menu } from "./menu";
import { notifyOf, toggleNotify } from "./notify";
import { createToaster, RequestCards, Status, Toasts, type Topic } from "./parts";
import { FollowPill, People } from "./people";
import { createPresence } from "./presence";
import { createScrollback, LiveButton, Scrollbar } from "./scrollback";
import type { Settings } from "./settings";
import { SharePanel } from "./share";
import { type StartAt, StartDialog } from "./starts";
import { bannerOf, copyWords, lossOf, NOTHING_NOW } from "./words";

export type Stage = {
  readonly element: HTMLElement;
  /** To be called once the element is in the page. */
  readonly attached: () => void;
  readonly terminal: () => TerminalView | undefined;
  readonly title: () => string;
  readonly copying: () => CopyState | undefined;
  /** The block that the pointer is on, the one whose command has left the view, and those that are chosen. */
  readonly hovered: () => Hovered;
  readonly pinned: () => Pinned;
  readonly chosen: () => ReadonlySet<number>;
  /** Text that is selected. */
  readonly selected: () => Selected;
  /** Where the menu of what is chosen stands open. */
  readonly menuAt: () => { readonly x: number; readonly y: number } | undefined;
  readonly setMenuAt: (at: { readonly x: number; readonly y: number } | undefined) => void;
  /** Counts keys that were pressed while none was taken. */
  readonly refusals: () => number;
  readonly modifiers: () => Modifiers;
  readonly setModifiers: (modifiers: Modifiers) => void;
};

/** How long the line below shows that a key was not taken, in milliseconds. */
const REFUSING_MS = 600;

export function Workspace(props: {
  view: View;
  /** By the clock; goes on while there is trouble. */
  now: number;
  session: Session;
  stage: Stage;
  settings: Settings;
  /** What a guest may hand on; an owner's own address stays out of every clipboard. */
  guestLink: string;
  /** The block that the link leads to. */
  block: number | undefined;
  /** What makes another device this person; an owner's link does that by itself. */
  deviceLink: () => string;
  leave: () => void;
}): JSX.Element {
  const toaster = createToaster();
  const [reader, setReader] = createSignal(false);
  const owner = (): boolean => props.view.role === "owner";
  const writable = (): boolean => mayWrite(props.view);
  const over = (): boolean => props.view.state.type === "ended";

  const copy = (text: string, words: string): void => {
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("none"));
    written.then(
      () => toaster.say(words),
      () => toaster.say("Copying is not allowed here. Select the text and copy it by hand."),
    );
  };
  // A view is replaced at each change; only a change of what is watched counts.
  const whenChanged = (watched: () => unknown, act: () => void): void =>
    createEffect(on(createMemo(watched), act, { defer: true }));
  const announce = (watched: () => unknown, words: () => string | undefined, about?: Topic): void =>
    whenChanged(watched, () => {
      const sentence = words();
      if (sentence !== undefined) toaster.say(sentence, about);
    });
  announce(
    () => props.view.role,
    () => {
      if (props.view.role === "viewer") return "You are a viewer now.";
      return props.view.role === "editor" ? "You can type now." : undefined;
    },
    "typing",
  );
  announce(
    () => props.view.asking,
    () => (props.view.asking === "denied" ? "The owner did not allow you to edit." : undefined),
  );
  announce(
    () => props.view.access?.links.join(" "),
    () => {
      if (props.view.access?.change === "removed") {
        return "The link is new because somebody was removed.";
      }
      if (props.view.access?.change === "renewed") {
        return "The link is new. Who is here stays.";
      }
      return props.view.access?.change === "revoked"
        ? "The link is new. The old one no longer works."
        : undefined;
    },
  );
  announce(props.stage.copying, () => copyWords(props.stage.copying()));
  announce(
    () => props.view.loss,
    () => props.view.loss && lossOf(props.view.loss),
  );
  // A key that is not taken makes the line below say so again, where the eye is led by a move.
  const [refusing, setRefusing] = createSignal(false);
  whenChanged(
    () => props.stage.refusals(),
    () => {
      if (props.view.state.type !== "live" && !over()) toaster.say(NOTHING_NOW, "typing");
      setRefusing(true);
      setTimeout(() => setRefusing(false), REFUSING_MS);
    },
  );
  createEffect(() => props.stage.terminal()?.setWritable(mayType(props.view)));
  createEffect(() => props.stage.terminal()?.setScreenReader(reader()));
  whenChanged(
    () => props.view.role === "viewer",
    () => props.session.refresh(),
  );
  onMount(props.stage.attached);
  onMount(() => keepVisible(() => props.stage.terminal()));
  // On a phone the focus would open the keyboard before anybody asked for it.
  createEffect(() => {
    if (matchMedia("(pointer: fine)").matches) props.stage.terminal()?.focus();
  });

  notifyOf(() => props.view.requests, props.settings);
  const presence = createPresence({
    view: () => props.view,
    session: props.session,
    stage: props.stage,
    sound: props.settings.sound,
    say: toaster.say,
  });
  const devices = createDevices({
    link: props.deviceLink,
    copy: (link) => copy(link, "Link copied. Open it on your other device."),
  });
  const prompt = createPrompt(props.session);
  const finder = createFinder({ terminal: props.stage.terminal, typing: writable });
  const scrollback = createScrollback(() => props.stage.terminal()?.scrolling);
  const [listing, setListing] = createSignal(false);
  const [startAt, setStartAt] = createSignal<StartAt>();
  createEffect(() => props.stage.terminal()?.blocks.setStarts((props.view.access?.start ?? 0) > 0));
  const link = (): string | undefined => (owner() ? props.view.access?.links[0] : props.guestLink);
  const blocks = createBlocks({
    stage: props.stage,
    index: () => props.session.blocks,
    copy,
    say: toaster.say,
    find: (rows) => finder.show(rows),
    link,
  });
  // A link to a block opens there, once.
  const [opened, setOpened] = createSignal(props.block === undefined);
  createEffect(() => {
    if (opened() || props.stage.terminal() === undefined || props.view.state.type !== "live")
      return;
    setOpened(true);
    void props.session.blocks.known().then(() => blocks.open(props.block ?? 0));
  });
  const nameOf = (person: number): string =>
    props.view.people.find((each) => each.person === person)?.name ?? "";
  const press = (key: BarKey): void => props.stage.terminal()?.press(key);

  return (
    <div class="workspace">
      <header class="head">
        <a class="wordmark" href="/" aria-label="weft, start page">
          weft
        </a>
        <h1 class="title" title={props.view.title}>
          <Show
            when={props.stage.title() !== "" && props.stage.title() !== props.view.title}
            fallback={<b>{props.view.title}</b>}
          >
            <span class="of">{props.view.title} · </span>
            <b>{props.stage.title()}</b>
          </Show>
        </h1>
        <Status view={props.view} />
        <span class="spacer" />
        <People view={props.view} session={props.session} presence={presence} />
        <Show when={!over()}>
          <Show when={props.view.role === "viewer" && props.view.excerpt === "no"}>
            <AskButton view={props.view} session={props.session} />
          </Show>
          <Show when={owner()}>
            <button type="button" class="button primary" popovertarget="share">
              Share <Icon name="chevron" />
            </button>
          </Show>
        </Show>
        <button type="button" class="button icon-only" popovertarget="menu" aria-label="More">
          <Icon name="more" />
        </button>
      </header>
      <Show when={bannerOf(props.view, props.now)}>
        {(sentence) => (
          <p class="banner" classList={{ over: over() }} role="status">
            <Icon name={over() ? "lock" : "clock"} />
            {sentence()}
          </p>
        )}
      </Show>
      <main class="view" aria-label="Terminal">
        {props.stage.element}
        <PinnedCommand stage={props.stage} actions={blocks} />
        <BlockTools stage={props.stage} home={props.session.blocks.home} who={nameOf} />
        <BlockMenu
          stage={props.stage}
          actions={blocks}
          shares={link() !== undefined}
          shareFrom={owner() && !over() ? setStartAt : undefined}
        />
        <Scrollbar scrollback={scrollback} />
        <FindBar finder={finder} terminal={props.stage.terminal} ended={over()} />
        <div class="cards">
          <LiveButton
            scrollback={scrollback}
            ended={over()}
            left={() => props.stage.terminal()?.focus()}
          />
          <FollowPill view={props.view} presence={presence} />
          <Toasts toaster={toaster} />
          <Show when={owner()}>
            <RequestCards view={props.view} session={props.session} />
          </Show>
        </div>
      </main>
      <DraftDock
        view={props.view}
        session={props.session}
        stage={props.stage}
        prompt={prompt()}
        writable={writable()}
        say={toaster.say}
      />
      <Foot
        view={props.view}
        session={props.session}
        refusing={refusing()}
        drafting={writable() && prompt() === "waiting"}
      />
      <KeyBar
        on={mayType(props.view)}
        modifiers={props.stage.modifiers()}
        setModifiers={props.stage.setModifiers}
        press={press}
      />
      <Show when={owner()}>
        <SharePanel
          view={props.view}
          session={props.session}
          copy={(link) => copy(link, "Link copied")}
          chooseStart={() => setStartAt({ block: blocks.chosen()[0]?.id ?? 0, blocks: 0 })}
        />
      </Show>
      <Menu
        settings={props.settings}
        fontSize={() => props.stage.terminal()?.fontSize ?? 14}
        reader={reader()}
        setReader={setReader}
        copyLink={
          owner() && props.view.access === undefined
            ? undefined
            : () => copy(props.view.access?.links[0] ?? props.guestLink, "Link copied")
        }
        find={() => finder.show()}
        blocks={() => setListing(true)}
        openElsewhere={owner() || over() ? undefined : devices.open}
        copyText={() => void props.stage.terminal()?.clipboard.all()}
        askNotify={
          owner() && "Notification" in window
            ? () => void toggleNotify(props.settings, toaster.say)
            : undefined
        }
        leave={props.leave}
      />
      <Show when={listing()}>
        <BlockList
          index={props.session.blocks}
          actions={blocks}
          who={nameOf}
          close={() => setListing(false)}
        />
      </Show>
      <Show when={blocks.filtered()}>
        {(block) => <BlockFilter block={block()} actions={blocks} />}
      </Show>
      <Show when={owner() ? startAt() : undefined}>
        {(start) => (
          <StartDialog
            view={props.view}
            session={props.session}
            start={start()}
            close={() => setStartAt(undefined)}
          />
        )}
      </Show>
      {devices.dialog()}
    </div>
  );
}

const AskButton = (props: { view: View; session: Session }): JSX.Element => (
  <Show
    when={props.view.asking === "asked"}
    fallback={
      <button
        type="button"
        class="button primary"
        disabled={props.view.state.type !== "live"}
        onClick={() => props.session.askToEdit()}
      >
        <span class="wide">Request edit access</span>
        <span class="narrow">Ask to edit</span>
      </button>
    }
  >
    <button type="button" class="button" onClick={() => props.session.withdraw()}>
      <span class="wide">Requested ·&nbsp;</span>Withdraw
    </button>
  </Show>
);

/** A soft keyboard covers part of the page: what is seen shrinks, the grid does not. */
function keepVisible(terminal: () => TerminalView | undefined): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const adapt = (): void => {
    const covered = window.innerHeight - viewport.height * viewport.scale > 120;
    const { style } = document.documentElement;
    if (covered) style.setProperty("--visible-height", `${viewport.height}px`);
    else style.removeProperty("--visible-height");
    terminal()?.holdFit(covered);
  };
  viewport.addEventListener("resize", adapt);
  onCleanup(() => viewport.removeEventListener("resize", adapt));
}
