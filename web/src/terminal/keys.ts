/** The keys that a phone's keyboard lacks. */
export type BarKey = "Escape" | "Tab" | "Up" | "Down" | "Left" | "Right";

const ARROWS: Readonly<Record<string, string>> = { Up: "A", Down: "B", Right: "C", Left: "D" };

export type Modifiers = { readonly ctrl: boolean; readonly alt: boolean };
export const NO_MODIFIERS: Modifiers = { ctrl: false, alt: false };

export function barKeyBytes(key: BarKey, application: boolean, { ctrl, alt }: Modifiers): string {
  if (key === "Escape") return "\x1b";
  if (key === "Tab") return alt ? "\x1b\t" : "\t";
  const letter = ARROWS[key] ?? "";
  if (ctrl || alt) return `\x1b[1;${1 + (alt ? 2 : 0) + (ctrl ? 4 : 0)}${letter}`;
  return `\x1b${application ? "O" : "["}${letter}`;
}

/** What a typed character becomes while Ctrl or Alt of the key bar is held. */
export function modified(data: string, { ctrl, alt }: Modifiers): string {
  if ([...data].length !== 1) return data;
  const code = data.toUpperCase().charCodeAt(0);
  const controls = ctrl && code >= 0x40 && code <= 0x5f;
  const key = controls ? String.fromCharCode(code & 0x1f) : ctrl && data === " " ? "\0" : data;
  return alt ? `\x1b${key}` : key;
}

/** xterm.js tells programs when its page gains or loses focus; with several people watching that would be noise. */
export const isFocusReport = (data: string): boolean => data === "\x1b[I" || data === "\x1b[O";
