import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  Match,
  onCleanup,
  Show,
  Switch,
} from "solid-js";
import { get, type Me, maySignedIn } from "../account/api";
import type { Link, ParsedLink } from "../crypto";
import {
  type Clock,
  lastName,
  linkFor,
  type OpenSocket,
  recall,
  rememberName,
  Session,
  type Storage,
  troubleSince,
  type View,
} from "../session";
import { JoinPage, NoticePage, RootPage, WaitPage } from "./pages";
import { signIn } from "./returning";
import { createSettings, type Settings } from "./settings";
import { createStage } from "./stage";
import {
  BAD_SECRET,
  INCOMPLETE,
  INSECURE,
  LEFT,
  NO_PAGE,
  NO_SESSION_YET,
  type Notice,
  noticeOf,
  sentenceOf,
  trouble,
} from "./words";
import { Workspace } from "./workspace";

export type AppOptions = {
  /** Undefined on the relay's own page. */
  readonly link: ParsedLink | undefined;
  readonly secure: boolean;
  readonly host: string;
  readonly href: string;
  readonly open: (id: string) => OpenSocket;
  readonly storage: Storage;
  readonly clock: Clock;
};

export function App(props: { options: AppOptions }): JSX.Element {
  const settings = createSettings(props.options.storage);
  const { link } = props.options;
  if (link === undefined) return <RootPage host={props.options.host} />;
  const notice = noticeBefore(link, props.options.secure);
  if (notice !== undefined) return <NoticePage notice={notice} />;
  if (link.type !== "link") return <NoticePage notice={NO_PAGE} />;
  return <Guest options={props.options} link={link} settings={settings} />;
}

function noticeBefore(link: ParsedLink, secure: boolean): Notice | undefined {
  switch (link.type) {
    case "no link":
      return NO_PAGE;
    case "incomplete":
      return INCOMPLETE;
    case "bad secret":
      return BAD_SECRET;
    case "link":
      return secure ? undefined : INSECURE;
  }
}

/** A visitor with a whole link: asked for a name once, then in the session. */
function Guest(props: { options: AppOptions; link: Link; settings: Settings }): JSX.Element {
  const { storage, host } = props.options;
  const identity = recall(props.link, storage);
  // Whoever opens the owner's link has a name already: the owner's.
  const owner = props.link.parameters.has("owner");
  const [name, setName] = createSignal(owner ? "" : identity.name);
  const [left, setLeft] = createSignal(false);
  // Whoever has signed in at this relay is called as there.
  const [asking, setAsking] = createSignal(name() === undefined && maySignedIn());
  if (asking()) {
    void get<Me>("/api/me")
      .then((me) => me.signedIn && setName(me.name))
      .catch(() => undefined)
      .then(() => setAsking(false));
  }
  const join = (given: string): void => {
    rememberName(props.link.id, given, storage);
    setName(given);
  };
  // The terminal is the largest part of the page; it comes while somebody types a name.
  void import("../terminal");
  document.title = "Join a session · weft";
  return (
    <Switch>
      <Match when={left()}>
        <NoticePage notice={LEFT} againLabel="Come back" again={() => setLeft(false)} />
      </Match>
      <Match when={asking()}>
        <WaitPage title="Connecting" sentence="Asking the relay who you are…" icon="terminal" />
      </Match>
      <Match when={name() === undefined}>
        <JoinPage host={host} name={lastName(storage)} join={join} />
      </Match>
      <Match when={name() !== undefined}>
        <InSession
          options={props.options}
          link={props.link}
          settings={props.settings}
          name={name() ?? ""}
          personKey={identity.personKey}
          leave={() => setLeft(true)}
        />
      </Match>
    </Switch>
  );
}

function InSession(props: {
  options: AppOptions;
  link: Link;
  settings: Settings;
  name: string;
  personKey: Uint8Array<ArrayBuffer>;
  leave: () => void;
}): JSX.Element {
  const { options, link } = props;
  const { stage, display } = createStage(
    props.settings,
    () => session,
    link.parameters.has("debug"),
  );
  const session = new Session({
    link,
    name: props.name,
    personKey: props.personKey,
    client: "weft-web 0.1.0",
    open: options.open(link.id),
    display,
    clock: options.clock,
    note: (what) => console.info(`weft: ${what}`),
  });
  const [view, setView] = createSignal<View>(session.view);
  onCleanup(session.subscribe(setView));
  onCleanup(() => session.dispose());
  onCleanup(wakeWith(session));
  session.start();
  createEffect(() => {
    document.title = titleOf(view());
  });
  const state = (): View["state"] => view().state;
  const now = ticking(options.clock, () => troubleSince(state()) !== undefined);
  const problem = () => {
    const now = state();
    return now.type === "failed" ? noticeOf(now.problem, view().entered) : undefined;
  };
  const inside = (): boolean => view().entered && problem() === undefined;
  return (
    <Show
      when={!inside()}
      fallback={
        <Workspace
          view={view()}
          now={now()}
          session={session}
          stage={stage}
          settings={props.settings}
          guestLink={guestLink(options.href)}
          block={blockOf(link)}
          deviceLink={() => linkFor(guestLink(options.href), props)}
          leave={props.leave}
        />
      }
    >
      <Show
        when={problem()}
        fallback={<BeforePage view={view()} now={now()} leave={props.leave} />}
      >
        {(notice) => (
          <Show
            when={isToSignIn(state())}
            fallback={<NoticePage notice={notice()} again={() => session.retry()} />}
          >
            <NoticePage
              notice={notice()}
              againLabel="Sign in"
              again={() => signIn(location.pathname)}
            />
          </Show>
        )}
      </Show>
    </Show>
  );
}

/** Whether the relay wants to know who comes. */
const isToSignIn = (state: View["state"]): boolean =>
  state.type === "failed" && state.problem.type === "reason" && state.problem.reason === "SIGN_IN";

/** What stands where the terminal is not yet. */
function BeforePage(props: { view: View; now: number; leave: () => void }): JSX.Element {
  const words = (): { title: string; sentence: string; icon: "clock" | "terminal" | "alert" } => {
    const { state } = props.view;
    switch (state.type) {
      case "waiting":
        return {
          title: "Waiting for the owner",
          sentence: "The owner has been asked to let you in. This page continues by itself.",
          icon: "clock",
        };
      case "away":
        return { title: "The host is away", sentence: trouble(state, props.now), icon: "clock" };
      case "reconnecting":
        if (state.why === "NO_SESSION")
          return { title: "No session here", sentence: NO_SESSION_YET, icon: "alert" };
        return {
          title: state.why === "unreachable" ? "The relay does not answer" : "Reconnecting",
          sentence: trouble(state, props.now),
          icon: "alert",
        };
      case "ended":
        return { title: "This session is over", sentence: sentenceOf(state.reason), icon: "alert" };
      default:
        return {
          title: "Connecting",
          sentence: "Agreeing on keys with the host…",
          icon: "terminal",
        };
    }
  };
  const over = (): boolean => props.view.state.type === "ended";
  return (
    <Show
      when={!over()}
      fallback={
        <NoticePage notice={{ title: words().title, sentence: words().sentence, again: false }} />
      }
    >
      <WaitPage {...words()} leave={props.leave} />
    </Show>
  );
}

/** The block that a link leads to: `&b=` and its number. */
function blockOf(link: Link): number | undefined {
  const named = [...link.parameters].find((parameter) => /^b=[0-9]{1,15}$/.test(parameter));
  return named === undefined ? undefined : Number(named.slice(2));
}

/** The address without what only this page needs. */
const guestLink = (href: string): string => href.replace(/&.*$/, "");

function titleOf(view: View): string {
  switch (view.state.type) {
    case "waiting":
      return "Waiting · weft";
    case "live":
    case "opening":
      return view.title === "" ? "weft" : `${view.title} · weft`;
    case "ended":
      return `${view.title === "" ? "" : `${view.title} · `}ended · weft`;
    default:
      return view.title === "" ? "weft" : `${view.title} · weft`;
  }
}

/** How often a page that says for how long says it anew, in milliseconds. */
const TICK_MS = 5000;

/** The time, which goes on only while somebody is shown it. */
function ticking(clock: Clock, shown: () => boolean): () => number {
  const [now, setNow] = createSignal(clock.now());
  const watched = createMemo(shown);
  createEffect(() => {
    if (!watched()) return;
    let cancel: () => void;
    const tick = (): void => {
      setNow(clock.now());
      cancel = clock.after(TICK_MS, tick);
    };
    tick();
    onCleanup(() => cancel());
  });
  return now;
}

/** Back from sleep, from another tab, from the browser's cache, from no network or another one: find out at once. */
function wakeWith(session: Session): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") session.wake();
    else session.hidden();
  };
  const wake = (): void => session.wake();
  const connection = "connection" in navigator ? navigator.connection : undefined;
  const changes = connection instanceof EventTarget ? connection : undefined;
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("resume", wake);
  changes?.addEventListener("change", wake);
  for (const event of ["online", "offline", "pageshow"]) window.addEventListener(event, wake);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    document.removeEventListener("resume", wake);
    changes?.removeEventListener("change", wake);
    for (const event of ["online", "offline", "pageshow"]) window.removeEventListener(event, wake);
  };
}
