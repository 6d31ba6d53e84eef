import type {
  Control,
  Grants,
  Invited,
  Level,
  LinkChange,
  Person,
  Reason,
  Request,
  Role,
  Seen,
  Starts,
} from "../protocol";
import type { Loss } from "./input";

/** Where the session stands. Each state carries what only it knows. */
export type SessionState =
  | { readonly type: "connecting" }
  /** The owner has been asked to let this person in. */
  | { readonly type: "waiting" }
  /** The relay is here, the host is not; it comes back by itself. */
  | { readonly type: "away"; readonly since: number }
  /** Let in; the first keyframe is on its way. */
  | { readonly type: "opening" }
  | { readonly type: "live" }
  | { readonly type: "reconnecting"; readonly why: Interruption; readonly since: number }
  /** Over. What is on the screen stays. */
  | { readonly type: "ended"; readonly reason: Reason; readonly status: number | undefined }
  /** Not in, or no longer; nothing is shown. */
  | { readonly type: "failed"; readonly problem: Problem };

export type Interruption = "unreachable" | "lost" | "host silent" | Reason;

/** Since when there has been no way to the session, by the clock; undefined while there is one. */
export const troubleSince = (state: SessionState): number | undefined =>
  state.type === "away" || state.type === "reconnecting" ? state.since : undefined;

export type Problem =
  | { readonly type: "reason"; readonly reason: Reason }
  | { readonly type: "not the host" }
  | { readonly type: "version"; readonly theirs: number };

export type Access = {
  /** One for each relay of the session. */
  readonly links: readonly string[];
  readonly anyone: Level;
  readonly change: LinkChange;
  /** One more than the row where sharing starts; 0: the session's start. */
  readonly start: number;
  /** Guests are told of everybody. */
  readonly peopleListed: boolean;
  /** The owner approves each command of an editor. */
  readonly approves: boolean;
  /** One person more ends the link. */
  readonly once: boolean;
  /** When it ends, in ms since 1970; 0: not by itself. */
  readonly linkEnds: number;
};

/** Everything the interface shows, as one value that is replaced at each change. */
export type View = {
  readonly state: SessionState;
  /** Whether this person has been inside on this page; decides between a page and a screen when something goes wrong. */
  readonly entered: boolean;
  readonly person: number | undefined;
  readonly role: Role;
  readonly title: string;
  readonly people: readonly Person[];
  readonly total: number;
  /** Where those are who are not at the live end. */
  readonly presence: readonly Seen[];
  /** Who may do what right now. */
  readonly control: Omit<Control, "type">;
  readonly requests: readonly Request[];
  readonly access: Access | undefined;
  /** Who gets in by signing in at the relay; for owners. */
  readonly grants: Grants | undefined;
  /** What became of the newest invitation. */
  readonly invited: Invited | undefined;
  /** What each starting point would share, once the owner has asked. */
  readonly starts: Starts | undefined;
  readonly latency: number | undefined;
  /** Whether only an excerpt is shared, which goes on or is complete; nobody types into it. */
  readonly excerpt: "no" | "open" | "complete";
  readonly asking: "no" | "asked" | "denied";
  /** The newest keys that were not delivered. */
  readonly loss: Loss | undefined;
};

export const FIRST_VIEW: View = {
  state: { type: "connecting" },
  entered: false,
  person: undefined,
  role: "viewer",
  title: "",
  people: [],
  total: 0,
  presence: [],
  control: {
    approves: false,
    takenOver: false,
    ownerAway: false,
    peopleHidden: false,
    secondsLeft: 0,
    typing: [],
  },
  requests: [],
  access: undefined,
  grants: undefined,
  invited: undefined,
  starts: undefined,
  latency: undefined,
  excerpt: "no",
  asking: "no",
  loss: undefined,
};

/** Whether this person may write commands. */
export const mayWrite = ({ role, state, excerpt }: View): boolean =>
  role !== "viewer" && state.type === "live" && excerpt === "no";

/** Whether this person's keys are taken right now (rules D6, M11). */
export const mayType = (view: View): boolean =>
  mayWrite(view) && (view.role === "owner" || !(view.control.approves || view.control.takenOver));

/** What is to be done after a reason arrived. */
export type Verdict = "retry" | "retry for a while" | "ended" | "failed";

export function verdict(reason: Reason, entered: boolean): Verdict {
  switch (reason) {
    case "TOO_SLOW":
    case "BAD_FRAME":
    case "FLOODING":
    case "RELAY_STOPPING":
    case "ACCESS_CHANGED":
      return "retry";
    // A relay that was started again knows a session only once its host is back (rule R9). Who was not inside may as
    // well have a link that is wrong.
    case "NO_SESSION":
      return entered ? "retry" : "retry for a while";
    case "STOPPED":
    case "SHELL_EXITED":
    case "HOST_GONE":
    case "ENDED":
    case "LIMIT":
    case "DAY_LIMIT":
      return "ended";
    case "WRONG_SECRET":
    case "OLD_SECRET":
    case "BAD_HELLO":
    case "DENIED":
    case "REMOVED":
    case "FULL":
    case "VERSION":
    case "TOO_MANY_REQUESTS":
    case "REPLACED":
    case "BAD_CLAIM":
    case "SIGN_IN":
    case "NO_ACCESS":
    case "TOO_MANY_SESSIONS":
    case "MAY_NOT_HOST":
      return "failed";
  }
}
