import type { Bytes, Screen } from "../protocol";

/** One WebSocket, seen from this side. `closed` is called once, whoever closed it and whether it ever opened. */
export type Socket = {
  readonly send: (frame: Bytes) => void;
  readonly close: () => void;
};
export type SocketEvents = {
  readonly received: (frame: Bytes) => void;
  /** A text message (rule N2). */
  readonly garbled: () => void;
  readonly closed: () => void;
};
export type OpenSocket = (events: SocketEvents) => Socket;

/** Time and chance, so that tests own both. Milliseconds. */
export type Clock = {
  readonly now: () => number;
  readonly after: (delay: number, run: () => void) => () => void;
  /** From 0 up to 1. */
  readonly random: () => number;
};

/** What is to be shown next: perhaps a whole screen, then output on top of it. */
export type Change = { readonly screen: Screen | undefined; readonly output: readonly Bytes[] };

/** Where the stream is painted. */
export type Display = {
  /** Resolves once the terminal has parsed all of it (rule G2), or has failed and stands empty again. */
  readonly show: (change: Change) => Promise<"shown" | "broken">;
};

/** What this page remembers about a person between visits. */
export type Storage = {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => void;
};
