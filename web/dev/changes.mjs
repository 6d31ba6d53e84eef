// Makes vectors/changes.json: what CodeMirror makes of two edits of one text that cross each other.
import { writeFileSync } from "node:fs";
import { ChangeSet, Text } from "@codemirror/state";

const ROWS = 500;
let seed = 12345;
const rnd = (n) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % n;
};
const word = () => ["", "a", "xy", "n\nm", "é", "😀", "long"][rnd(7)];
const change = (len) => {
  const c = [];
  let at = 0;
  for (let i = 0; i <= rnd(4); i++) {
    const from = at + rnd(len - at + 1);
    const to = from + rnd(Math.min(4, len - from) + 1);
    c.push({ from, to, insert: word() });
    at = to;
  }
  return ChangeSet.of(c, len);
};
const out = [];
for (let i = 0; i < ROWS; i++) {
  const doc = "abcdefghijklmnop".slice(0, rnd(17));
  const a = change(doc.length),
    b = change(doc.length);
  const t = Text.of(doc.split("\n"));
  out.push({
    doc,
    a: a.toJSON(),
    b: b.toJSON(),
    appliedA: a.apply(t).toString(),
    aOverB: a.map(b).toJSON(),
    bOverA: b.map(a, true).toJSON(),
    both: a.map(b).apply(b.apply(t)).toString(),
  });
}
const rows = out.map((row) => `  ${JSON.stringify(row).replaceAll("\\n", "\\u000a")}`).join(",\n");
writeFileSync(new URL("../../vectors/changes.json", import.meta.url), `[\n${rows}\n]\n`);
