import type { BlockChoice } from "./blockChoice";

/** Ctrl-Shift with the arrows goes from block to block, with PageUp and PageDown from one that failed to the next. */
export function takesBlockKey(choice: BlockChoice, event: KeyboardEvent): boolean {
  const held = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
  const by = { ArrowUp: -1, ArrowDown: 1, PageUp: -1, PageDown: 1 } as const;
  const step = held ? by[event.key as keyof typeof by] : undefined;
  if (step === undefined) return false;
  if (event.type === "keydown") choice.step(step, { failed: event.key.startsWith("Page") });
  event.preventDefault();
  return true;
}
