/**
 * The picture of the host's screen, and the keys that go back. Read `view.ts`, then `scrolling.ts`: the way through all
 * rows of the session, the live terminal's (`liveRows.ts`) and those that have left it (`pastView.ts`). The rest keeps
 * xterm.js from answering (`silence.ts`), from needing a lax Content-Security-Policy (`strictStyles.ts`), and scales it
 * (`fit.ts`).
 */
import "@xterm/xterm/css/xterm.css";

export type { BlockEvents, Hovered, Pinned } from "./blockLayer";
export type { CopyState } from "./clipboard";
export type { Written } from "./copying";
export type { FindState } from "./find";
export { COMFORTABLE_FONT, fontFor, LARGEST_FONT, SMALLEST_FONT } from "./fit";
export { type BarKey, barKeyBytes, isFocusReport, type Modifiers, modified } from "./keys";
export type { OthersSelection } from "./othersLayer";
export { DARK, LIGHT } from "./palettes";
export type { Position, Scrolling } from "./scrolling";
export type { Range } from "./selection";
export { TerminalView } from "./view";
