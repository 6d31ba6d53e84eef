import type { Reader } from "./bytes";

/** Section 8 of PROTOCOL.md, by number. */
export const REASONS = [
  "STOPPED",
  "SHELL_EXITED",
  "HOST_GONE",
  "NO_SESSION",
  "ENDED",
  "WRONG_SECRET",
  "OLD_SECRET",
  "BAD_HELLO",
  "DENIED",
  "REMOVED",
  "FULL",
  "TOO_SLOW",
  "BAD_FRAME",
  "VERSION",
  "TOO_MANY_REQUESTS",
  "FLOODING",
  "REPLACED",
  "BAD_CLAIM",
  "RELAY_STOPPING",
  "LIMIT",
  "SIGN_IN",
  "NO_ACCESS",
  "ACCESS_CHANGED",
  "TOO_MANY_SESSIONS",
  "DAY_LIMIT",
  "MAY_NOT_HOST",
] as const;
export type Reason = (typeof REASONS)[number];

/** What the person reads. */
export const SENTENCES: Readonly<Record<Reason, string>> = {
  STOPPED: "The owner stopped sharing.",
  SHELL_EXITED: "The session has ended: its shell exited.",
  HOST_GONE: "The session has ended: its host went away.",
  NO_SESSION: "There is no session under this link. Ask the owner for a new link.",
  ENDED: "This session has ended. Ask the owner for a new link.",
  WRONG_SECRET: "The part of the link after # is not right. Copy the whole link again.",
  OLD_SECRET: "This link was replaced by a new one. Ask the owner for it.",
  BAD_HELLO: "The link could not be verified. Copy the whole link again.",
  DENIED: "The owner did not let you in.",
  REMOVED: "The owner removed you from this session.",
  FULL: "The session is full. Try again later.",
  TOO_SLOW: "Your connection is too slow to follow. Reconnecting…",
  BAD_FRAME: "A damaged message arrived. Reconnecting…",
  VERSION:
    "This page and the session speak different versions of weft. Reload the page; if that does not help, the owner should update weft.",
  TOO_MANY_REQUESTS: "Too many people are asking to join. Try again later.",
  FLOODING: "Too many messages in a short time. Reconnecting…",
  REPLACED: "A newer connection took the place of this one.",
  BAD_CLAIM: "The relay did not accept this host's key. Start the session again.",
  RELAY_STOPPING: "The relay is restarting. Reconnecting…",
  LIMIT: "This session has used what its relay forwards for one. The owner can share anew.",
  SIGN_IN: "Sign in, so that the owner knows who comes.",
  NO_ACCESS: "You have no access to this session. Ask its owner.",
  ACCESS_CHANGED: "Your access has changed. Reconnecting…",
  TOO_MANY_SESSIONS:
    "You share as many sessions as this relay allows. Stop one of them, then share this one.",
  DAY_LIMIT: "The owner has used what this relay forwards for one person in a day.",
  MAY_NOT_HOST: "Your team does not let you share here. Ask one of its admins.",
};

export function readReason(from: Reader): Reason {
  const start = from.offset;
  const number = from.u8("reason");
  return REASONS[number] ?? from.fail(`unknown reason ${number}`, start);
}

export const reasonNumber = (reason: Reason): number => REASONS.indexOf(reason);
