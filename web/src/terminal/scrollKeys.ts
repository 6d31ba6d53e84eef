import type { Scrolling } from "./scrolling";

/** Keys that scroll: with Shift for those who type, without for those who only read. */
export function takesScrollKey(
  scrolling: Scrolling,
  event: KeyboardEvent,
  writable: boolean,
): boolean {
  if (event.type !== "keydown" || event.altKey || event.metaKey) return false;
  const { reading, fixed, rows } = scrolling.position;
  if (fixed || (event.ctrlKey && writable)) return false;
  const mine = event.shiftKey || !writable || scrolling.inPast;
  const run = keyActions(scrolling, rows - 1)[event.key];
  const arrow = event.key.startsWith("Arrow");
  const leaves = event.key === "Escape";
  if (run === undefined || !mine || (arrow && writable)) return false;
  if (leaves && (!reading || event.shiftKey)) return false;
  event.preventDefault();
  run();
  return true;
}

const keyActions = (scrolling: Scrolling, page: number): Readonly<Record<string, () => void>> => ({
  PageUp: () => scrolling.by(-page),
  PageDown: () => scrolling.by(page),
  Home: () => scrolling.toOldest(),
  End: () => scrolling.toLive(),
  ArrowUp: () => scrolling.by(-1),
  ArrowDown: () => scrolling.by(1),
  Escape: () => scrolling.toLive(),
});
