import type { JSX } from "solid-js";

/** Drawings of lucide (ISC licence), as paths. */
const PATHS = {
  lock: "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z M7 11V7a5 5 0 0 1 10 0v4",
  pencil:
    "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z m-6.174-1.812 4 4",
  more: "M12 5v.01 M12 12v.01 M12 19v.01",
  down: "M12 5v14 M19 12l-7 7-7-7",
  up: "m18 15-6-6-6 6",
  close: "M18 6 6 18 M6 6l12 12",
  blocks: "M4 5h16 M4 5v5h16V5 M4 14h16v5H4z",
  find: "M11 19a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z M21 21l-4.3-4.3",
  devices:
    "M18 8V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h8 M10 19v-4 M7 19h5 M18 12h2a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-2a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2Z",
  chevron: "m6 9 6 6 6-6",
  copy: "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2Z M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2",
  text: "M17 6.1H3 M21 12.1H3 M15.1 18H3",
  leave: "M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4 M16 17l5-5-5-5 M21 12H9",
  theme: "M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9Z",
  size: "m3 15 4-8 4 8 M4 13h6 M15 15v0 M21 12v6 M18 18a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  reader: "M11 5 6 9H2v6h4l5 4z M15.54 8.46a5 5 0 0 1 0 7.07 M19.07 4.93a10 10 0 0 1 0 14.14",
  alert: "M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z M12 8v4 M12 16v.01",
  sound: "M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9 M10.3 21a1.94 1.94 0 0 0 3.4 0",
  clock: "M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z M12 6v6l4 2",
  terminal: "m4 17 6-6-6-6 M12 19h8",
  qr: "M3 3h6v6H3z M15 3h6v6h-6z M3 15h6v6H3z M15 15v.01 M21 21v.01 M15 21h.01 M21 15v2 M18 18v.01",
} as const;
export type IconName = keyof typeof PATHS;

export const Icon = (props: { name: IconName }): JSX.Element => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[props.name]} />
  </svg>
);
