import type { Bytes } from "../protocol";
import type { Clock, OpenSocket, Storage } from "./ports";
import { steady } from "./steady";

/** The browser's side of the ports. The socket of this page's own relay. */
export const webSocketTo =
  (origin: string, id: string): OpenSocket =>
  (events) => {
    const socket = new WebSocket(`${origin.replace(/^http/, "ws")}/v1/s/${id}`);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) events.received(new Uint8Array(data));
      else events.garbled();
    };
    socket.onclose = () => events.closed();
    return {
      send: (frame: Bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: () => socket.close(),
    };
  };

export const systemClock: Clock = {
  now: steady(
    () => Date.now(),
    () => performance.now(),
  ),
  after: (delay, run) => {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Where storage is forbidden (some private windows), a person is simply new at each visit. */
export const browserStorage: Storage = {
  get: (key) => {
    try {
      return localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set: (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Nothing to be done about it, and nothing is lost but the comfort.
    }
  },
};
