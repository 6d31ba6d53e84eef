import { createEffect, createMemo, on } from "solid-js";
import type { Request } from "../protocol";
import type { Settings } from "./settings";

const WORDS = {
  join: "asks to join",
  edit: "asks to edit",
  run: "wants to run a command",
} as const;

/** Lets the system show new requests while nobody looks at the page; a click on one comes here to answer. */
export function notifyOf(requests: () => readonly Request[], settings: Settings): void {
  const known = new Set<number>();
  const all = createMemo(requests);
  createEffect(
    on(all, (open) => {
      for (const { request, kind, name } of open) {
        if (known.has(request)) continue;
        known.add(request);
        if (!settings.notify() || document.visibilityState === "visible") continue;
        if (!("Notification" in window) || Notification.permission !== "granted") continue;
        const shown = new Notification(`${name} ${WORDS[kind]}`, {
          body: "Allow or deny it in your session’s page.",
          tag: `weft-${request}`,
        });
        shown.onclick = () => window.focus();
      }
    }),
  );
}

/** Turns it on or off; the browser asks the person the first time. */
export async function toggleNotify(
  settings: Settings,
  say: (words: string) => void,
): Promise<void> {
  if (settings.notify()) return settings.setNotify(false);
  const allowed = await Notification.requestPermission();
  settings.setNotify(allowed === "granted");
  if (allowed !== "granted")
    say("This browser does not let the page notify you. Its settings for this site can.");
}
