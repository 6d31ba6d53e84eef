// Runs xterm.js for the engine's tests. A request on stdin is a 4-byte length and that many bytes:
//   u16 columns, u16 rows, u16 history rows to dump, then steps: u8 kind, u32 length, bytes
//   kind 0: write the bytes; kind 1: resize to u16 columns, u16 rows.
// The answer on stdout is a 4-byte length and UTF-8: the dump, or "threw: ..." where write() threw,
// a NUL, what the terminal answered through onData, a NUL, its title and changed colours.
import { createRequire } from 'node:module';
import { dump } from './dump.mjs';

// The add-on decodes its table wrongly from a pooled Buffer (it ignores byteOffset): in Node, unlike
// in a page, every character beyond the BMP would be narrow.
Buffer.poolSize = 0;
const require = createRequire(import.meta.url);
const { Terminal } = require('@xterm/headless');
const { UnicodeGraphemesAddon } = require('@xterm/addon-unicode-graphemes');

const SCROLLBACK = 5000;

function create(cols, rows) {
  const term = new Terminal({
    cols, rows, scrollback: SCROLLBACK, allowProposedApi: true, logLevel: 'off',
    windowOptions: { pushTitle: true, popTitle: true },
  });
  term.loadAddon(new UnicodeGraphemesAddon());
  // A link whose first row was erased loses its address in xterm.js; see XTERM-FAULTS.md.
  term._core._oscLinkService._removeMarkerFromLink = () => {};
  return term;
}

function apply(term, bytes, at) {
  const kind = bytes[at];
  const length = bytes.readUInt32BE(at + 1);
  const body = bytes.subarray(at + 5, at + 5 + length);
  if (kind === 1) {
    term.resize(body.readUInt16BE(0), body.readUInt16BE(2));
  } else {
    term._core._inputHandler.parse(new Uint8Array(body));
  }
  return at + 5 + length;
}

function colours(term) {
  const changed = new Map();
  term._core._inputHandler.onColor(event => {
    for (const { type, index, color } of event) {
      if (type === 1) changed.set(index, color.join(','));
      else if (type === 2 && index === undefined) {
        for (const key of [...changed.keys()]) if (key < 256) changed.delete(key);
      } else if (type === 2) changed.delete(index);
      else answers.push('colour?');
    }
  });
  return changed;
}

let answers = [];

function run(request) {
  answers = [];
  const term = create(request.readUInt16BE(0), request.readUInt16BE(2));
  const historyRows = request.readUInt16BE(4);
  let title = '';
  term.onTitleChange(t => { title = t; });
  term.onData(data => answers.push(data));
  const changed = colours(term);
  let text;
  try {
    for (let at = 6; at < request.length;) at = apply(term, request, at);
    text = dump(term, historyRows);
  } catch (e) {
    text = 'threw: ' + e.stack;
  }
  const palette = [...changed].sort((a, b) => a[0] - b[0]).map(c => c.join('=')).join(' ');
  const cursor = term._core.coreService;
  const rest = `${title}|${palette}|${cursor.isCursorHidden}|${cursor.decPrivateModes.cursorStyle}`
    + `|${cursor.decPrivateModes.cursorBlink}|${term.options.cursorBlink}|${term.options.convertEol}`
    + `|${term._core.coreMouseService.activeEncoding}`;
  term.dispose();
  return Buffer.from(`${text}\0${answers.join('')}\0${rest}`, 'utf8');
}

let pending = Buffer.alloc(0);
process.stdin.on('data', chunk => {
  pending = Buffer.concat([pending, chunk]);
  while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32BE(0)) {
    const length = pending.readUInt32BE(0);
    const answer = run(pending.subarray(4, 4 + length));
    pending = pending.subarray(4 + length);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(answer.length);
    process.stdout.write(Buffer.concat([head, answer]));
  }
});
