import { readFileSync } from "node:fs";
import { ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Change } from "../src/protocol";
import { applied } from "../src/session";

type Row = {
  doc: string;
  a: Change;
  b: Change;
  appliedA: string;
  aOverB: Change;
  bOverA: Change;
  both: string;
};

const rows = JSON.parse(
  readFileSync(new URL("../../vectors/changes.json", import.meta.url), "utf8"),
) as Row[];

describe("vectors/changes.json", () => {
  it("D2 is what the editor here makes of edits that cross each other", () => {
    expect(rows).toHaveLength(500);
    for (const { doc, a, b, appliedA, aOverB, bOverA, both } of rows) {
      const mine = ChangeSet.fromJSON(a);
      const other = ChangeSet.fromJSON(b);
      expect(mine.map(other).toJSON()).toEqual(aOverB);
      expect(other.map(mine, true).toJSON()).toEqual(bOverA);
      expect(applied(doc, a)).toBe(appliedA);
      expect(applied(applied(doc, b), aOverB)).toBe(both);
      expect(applied(appliedA, bOverA)).toBe(both);
    }
  });
});
