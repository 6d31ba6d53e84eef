import type { Bytes } from "../protocol";

/** Bytes of one write: xterm.js decodes longer ones in parts and may lose a character that a part's end cuts. */
const LONGEST_WRITE = 128 * 1024;

/** Cuts text for the terminal between characters, never inside one. */
export function pieces(bytes: Uint8Array, longest = LONGEST_WRITE): readonly Uint8Array[] {
  const cut: Uint8Array[] = [];
  let from = 0;
  while (bytes.length - from > longest) {
    let to = from + longest;
    // A UTF-8 character has at most three continuation bytes.
    for (let back = 0; back < 3 && ((bytes[to] ?? 0) & 0xc0) === 0x80; back++) to--;
    cut.push(bytes.subarray(from, to));
    from = to;
  }
  cut.push(bytes.subarray(from));
  return cut;
}

/** Bytes as one. */
export function join(parts: readonly Bytes[]): Bytes {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
