import { describe, expect, test } from "vitest";
import { fontFor, SMALLEST_FONT } from "../src/terminal/fit";
import { barKeyBytes, isFocusReport, modified, NO_MODIFIERS } from "../src/terminal/keys";
import { pieces } from "../src/terminal/pieces";

describe("the grid's scale", () => {
  const cell = { width: 0.6, height: 1.45 };
  test("the whole grid fits its room", () => {
    const font = fontFor({ width: 900, height: 500 }, 100, 30, cell, "fit");
    expect(font * 0.6 * 100).toBeLessThanOrEqual(900);
    expect(font * 1.45 * 30).toBeLessThanOrEqual(500);
  });
  test("a phone scrolls rather than show what nobody can read", () => {
    expect(fontFor({ width: 344, height: 500 }, 80, 24, cell, "fit")).toBe(SMALLEST_FONT);
  });
  test("a chosen size is kept", () => {
    expect(fontFor({ width: 344, height: 500 }, 80, 24, cell, 15)).toBe(15);
  });
});

describe("the key bar", () => {
  test("arrows follow the program's cursor-key mode", () => {
    expect(barKeyBytes("Up", false, NO_MODIFIERS)).toBe("\x1b[A");
    expect(barKeyBytes("Up", true, NO_MODIFIERS)).toBe("\x1bOA");
    expect(barKeyBytes("Left", true, { ctrl: true, alt: false })).toBe("\x1b[1;5D");
  });
  test("Ctrl and Alt hold for one character", () => {
    expect(modified("c", { ctrl: true, alt: false })).toBe("\x03");
    expect(modified("[", { ctrl: true, alt: false })).toBe("\x1b");
    expect(modified("b", { ctrl: false, alt: true })).toBe("\x1bb");
    expect(modified("pasted", { ctrl: true, alt: true })).toBe("pasted");
  });
  test("reports of focus stay in the page", () => {
    expect(["\x1b[I", "\x1b[O", "\x1b[A"].map(isFocusReport)).toEqual([true, true, false]);
  });
});

describe("pieces", () => {
  test("are cut between characters and make up the whole", () => {
    const text = new TextEncoder().encode("a—b🙂".repeat(40));
    const cut = pieces(text, 13);
    expect(Uint8Array.from(cut.flatMap((piece) => [...piece]))).toEqual(text);
    for (const piece of cut) {
      expect(piece.length).toBeLessThanOrEqual(13);
      expect(() => new TextDecoder("utf-8", { fatal: true }).decode(piece)).not.toThrow();
    }
  });
});
