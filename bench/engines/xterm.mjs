// @xterm/headless in a process of its own, for `./dev bench terminal`; the protocol is that of
// TerminalEngine.java. `keyframe` is the SerializeAddon's.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

Buffer.poolSize = 0;
const require = createRequire(new URL('../../terminal/oracle/worker.mjs', import.meta.url));
const { Terminal } = require('@xterm/headless');
const { UnicodeGraphemesAddon } = require('@xterm/addon-unicode-graphemes');

const COLS = 80;
const ROWS = 24;
const PIECE = 64 << 10;

function create(scrollback) {
  const term = new Terminal({
    cols: COLS, rows: ROWS, scrollback, allowProposedApi: true, logLevel: 'off',
  });
  term.loadAddon(new UnicodeGraphemesAddon());
  return term;
}

const micros = () => Number(process.hrtime.bigint() / 1000n);

function feed(corpus, millis) {
  // Its default of 1,000 rows, where weft keeps everything.
  const term = create(1000);
  const cpu = process.cpuUsage();
  const start = micros();
  const until = start + millis * 1000;
  let bytes = 0;
  while (micros() < until) {
    for (let at = 0; at < corpus.length && micros() < until; at += PIECE) {
      const piece = corpus.subarray(at, at + PIECE);
      term._core._inputHandler.parse(piece);
      bytes += piece.length;
    }
  }
  const wall = micros() - start;
  const used = process.cpuUsage(cpu);
  term.dispose();
  return `${bytes} ${used.user + used.system} ${wall} 0`;
}

function keyframe(corpus, rows, times) {
  let addon;
  try {
    addon = require('@xterm/addon-serialize').SerializeAddon;
  } catch {
    return '-1 0';
  }
  const term = create(Math.max(rows, 1000));
  const serialize = new addon();
  term.loadAddon(serialize);
  term._core._inputHandler.parse(corpus);
  const took = [];
  let length = 0;
  for (let i = 0; i < times; i++) {
    const start = process.hrtime.bigint();
    length = Buffer.byteLength(serialize.serialize({ scrollback: rows }));
    took.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  term.dispose();
  took.sort((a, b) => a - b);
  return `${Math.round(took[took.length >> 1])} ${length}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const words = line.split(' ');
  const corpus = new Uint8Array(readFileSync(words[1]));
  console.log(words[0] === 'keyframe'
    ? keyframe(corpus, Number(words[2]), Number(words[3])) : feed(corpus, Number(words[2])));
}
