import { type Reason, type Role, SENTENCES, VERSION } from "../protocol";
import type { Interruption, Loss, Problem, View } from "../session";
import type { CopyState, FindState } from "../terminal";

/** A page that stands instead of a session: what is the matter, and what to do. */
export type Notice = {
  readonly title: string;
  readonly sentence: string;
  /** Whether trying again can help. */
  readonly again: boolean;
};

const TITLES: Readonly<Partial<Record<Reason, string>>> = {
  NO_SESSION: "No session here",
  ENDED: "This session is over",
  STOPPED: "This session is over",
  SHELL_EXITED: "This session is over",
  HOST_GONE: "This session is over",
  WRONG_SECRET: "The link is not right",
  OLD_SECRET: "This link was replaced",
  BAD_HELLO: "The link is not right",
  DENIED: "Not this time",
  REMOVED: "You were removed",
  FULL: "The session is full",
  VERSION: "Different versions",
  TOO_MANY_REQUESTS: "Too many requests",
  REPLACED: "Opened elsewhere",
  LIMIT: "The relay’s limit is reached",
  DAY_LIMIT: "The relay’s limit is reached",
  SIGN_IN: "Sign in to join",
  NO_ACCESS: "No access",
};

/** Trying again is worth a button. */
const AGAIN: ReadonlySet<Reason> = new Set<Reason>([
  "NO_SESSION",
  "FULL",
  "TOO_MANY_REQUESTS",
  "REPLACED",
  "DENIED",
  "NO_ACCESS",
  "SIGN_IN",
]);

export function sentenceOf(reason: Reason): string {
  // The person reads this in a page, never at a host.
  return reason === "REPLACED"
    ? "You have this session open on too many other devices, so this one was closed."
    : SENTENCES[reason];
}

/** @param entered whether this person has been inside on this page */
export function noticeOf(problem: Problem, entered: boolean): Notice {
  if (problem.type === "reason" && problem.reason === "REPLACED" && !entered)
    return ASKED_ELSEWHERE;
  switch (problem.type) {
    case "not the host":
      return {
        title: "Not the host of this link",
        sentence:
          "What answers under this link is not the host that made it, so nothing was sent to it. Ask the owner for a new link.",
        again: false,
      };
    case "version":
      return {
        title: "Different versions",
        sentence: `This page speaks version ${VERSION} of weft, the session version ${problem.theirs}. Reload the page; if that does not help, the owner should update weft.`,
        again: false,
      };
    case "reason":
      return {
        title: TITLES[problem.reason] ?? "That did not work",
        sentence: sentenceOf(problem.reason),
        again: AGAIN.has(problem.reason),
      };
  }
}

/** Rule M8. */
const ASKED_ELSEWHERE: Notice = {
  title: "Asked elsewhere",
  sentence:
    "You asked to join in another window or on another device, and that is the request the owner sees. Go on there, or ask from here again.",
  again: true,
};
export const INCOMPLETE: Notice = {
  title: "The link is incomplete",
  sentence: "The part of the link after # is missing. Copy the whole link again.",
  again: false,
};
export const BAD_SECRET: Notice = {
  title: "The link is not right",
  sentence: SENTENCES.WRONG_SECRET,
  again: false,
};
export const NO_PAGE: Notice = {
  title: "No session here",
  sentence: SENTENCES.NO_SESSION,
  again: false,
};
export const INSECURE: Notice = {
  title: "This address is not secure",
  sentence:
    "Sessions are decrypted in this page, which browsers allow only on https or on this same machine. Ask the owner for an https link.",
  again: false,
};
export const LEFT: Notice = {
  title: "You left the session",
  sentence: "It goes on without you. You can come back with the same link.",
  again: true,
};

/** Before anybody was inside; for some seconds, then it is a notice. */
export const NO_SESSION_YET =
  "The relay knows no session under this link. If it was just restarted, the host is on its way back. Trying again…";

/** Trouble that lasts less than this is not worth a number, in milliseconds. */
const NOTEWORTHY_MS = 10_000;

/** @param now by the clock that `since` is by */
export function bannerOf(view: View, now: number): string | undefined {
  switch (view.state.type) {
    case "away":
    case "reconnecting":
      return trouble(view.state, now);
    case "ended": {
      const { reason, status } = view.state;
      const exit = reason === "SHELL_EXITED" && status !== undefined ? ` (status ${status})` : "";
      const sentence = sentenceOf(reason).replace(/ Ask the owner.*$/, "");
      return `${sentence.replace(/\.$/, "")}${exit}. What you see stays here to select and copy.`;
    }
    default:
      return idleWords(view);
  }
}

/** Why sharing ends, while the owner can still prevent it. */
function idleWords({ control, role }: View): string | undefined {
  if (control.secondsLeft === 0) return undefined;
  const minutes = Math.ceil(control.secondsLeft / 60);
  const time = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return role === "owner"
    ? `Sharing ends in ${time}, as you have been away. Do anything here to go on.`
    : `Sharing ends in ${time} unless the owner comes back.`;
}

/** Nobody here can tell a host that sleeps from one that was killed, so both are said, and for how long. */
export function trouble(
  state: View["state"] & { readonly type: "away" | "reconnecting" },
  now: number,
): string {
  const lasted = now - state.since;
  const time = lasted < NOTEWORTHY_MS ? undefined : duration(lasted);
  if (state.type === "away") {
    return time === undefined
      ? "The host is not connected right now. The session continues here as soon as it is back."
      : `The session’s host has not been reached for ${time}: it is offline, asleep or gone. If it comes back, the session continues here.`;
  }
  if (time === undefined) return interruption(state.why);
  switch (state.why) {
    case "host silent":
      return `The session’s host has not answered for ${time}. Trying again…`;
    case "NO_SESSION":
      return `The relay has not heard of this session for ${time}. It continues here as soon as its host is back.`;
    case "unreachable":
    case "lost":
      return `The session has not been reached for ${time}: this network, the relay or the host is offline or gone. If it comes back, the session continues here.`;
    default:
      return `${interruption(state.why)} (for ${time})`;
  }
}

function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const in_ = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (seconds < 60) return in_(seconds - (seconds % 10), "second");
  if (seconds < 3600) return in_(Math.floor(seconds / 60), "minute");
  return in_(Math.floor(seconds / 3600), "hour");
}

export const NOTHING_NOW = "Nothing can be typed right now.";

export function lossOf({ keys, why }: Loss): string {
  const what = keys === 1 ? "One key was" : `${keys} keys were`;
  return why === "refused"
    ? `${what} not taken by the host.`
    : `${what} not delivered: the connection broke. Look at the screen, then type again.`;
}

export function interruption(why: Interruption): string {
  switch (why) {
    case "host silent":
      return "The session’s host does not answer. Trying again…";
    case "unreachable":
      return "The relay cannot be reached. Trying again…";
    case "lost":
      return "The connection was lost. Reconnecting…";
    case "NO_SESSION":
      return "The relay does not know this session yet. Waiting for its host…";
    default:
      return sentenceOf(why);
  }
}

export function statusOf(view: View): { words: string; tone: "ok" | "warn" | "off" } {
  switch (view.state.type) {
    case "live":
      return view.excerpt === "no"
        ? { words: "Live", tone: "ok" }
        : { words: "Excerpt", tone: view.excerpt === "open" ? "ok" : "off" };
    case "connecting":
    case "waiting":
    case "opening":
      return { words: "Connecting…", tone: "warn" };
    case "away":
      return { words: "Host away", tone: "warn" };
    case "reconnecting":
      return { words: "Reconnecting…", tone: "warn" };
    case "ended":
    case "failed":
      return { words: "Ended", tone: "off" };
  }
}

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  editor: "Editor",
  owner: "Owner",
};

const counted = (matches: number): string => matches.toLocaleString("en");

/** What the find bar says: the count, and below it what else there is to know. */
export function findWords(
  text: string,
  state: FindState | undefined,
  ended: boolean,
): { count: string; note: string | undefined } {
  if (text === "" || state === undefined) return { count: "", note: undefined };
  const { count, more, current, searching, where, problem } = state;
  if (problem === "no_expression")
    return { count: "–", note: "This is not a regular expression. Is a bracket left open?" };
  if (problem === "too_large")
    return { count: "–", note: "This expression is too large. Repeat less, or look for less." };
  const total = `${counted(count)}${more ? "+" : ""}`;
  const said = current > 0 ? `${counted(current)} of ${total}` : total;
  const none = searching ? "Searching…" : "No match";
  const so = searching ? `${said}…` : said;
  return { count: count === 0 ? none : so, note: noteOf(where, more, ended) };
}

function noteOf(where: FindState["where"], more: boolean, ended: boolean): string | undefined {
  if (where === "screen") return "A full-screen program is running: only its screen is searched.";
  if (where === "loaded")
    return ended
      ? "The session has ended: only what this page has loaded is searched."
      : "Not connected: only what this page has loaded is searched.";
  if (more) return "The newest matches are counted. Look for more, to find less.";
  return undefined;
}

export function copyWords(state: CopyState | undefined): string | undefined {
  switch (state?.type) {
    case "copying":
      return `Copying ${counted(state.rows)} rows…`;
    case "copied":
      return state.cut
        ? "The first 100,000 rows are copied; more do not fit."
        : `${counted(state.rows)} rows copied`;
    case "failed":
      return "That could not be copied. Select less, or try again once you are connected.";
    default:
      return undefined;
  }
}
