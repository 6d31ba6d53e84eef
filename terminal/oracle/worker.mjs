// Runs xterm.js for the engine's tests. A request on stdin is a 4-byte length and that many bytes:
//   u16 columns, u16 rows, u16 history rows to dump, then steps: u8 kind, u32 length, bytes
//   kind 0: write the bytes; kind 1: resize to u16 columns, u16 rows; kind 2: say how it looks now;
//   kind 3: go on with a fresh terminal of u16 columns, u16 rows.
// The answer on stdout is a 4-byte length and UTF-8: for each step of kind 2, and for the end, the
// dump, or "threw: ..." where write() threw, a NUL, what the terminal answered through onData, a
// NUL, its title and changed colours; NULs between them.
import { createRequire } from 'node:module';
import { dump } from './dump.mjs';

// The add-on decodes its table wrongly from a pooled Buffer (it ignores byteOffset): in Node, unlike
// in a page, every character beyond the BMP would be narrow.
Buffer.poolSize = 0;
// xterm.js complains here when the machine is slow.
console.warn = () => {};
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

/** What a resize leaves that no sequence can make, see XTERM-FAULTS.md, is put right. */
function resize(term, cols, rows) {
  if (cols === term.cols && rows === term.rows) return; // xterm.js does nothing, and nor does this
  const { normal, alt } = term._core.buffers;
  const prototype = Object.getPrototypeOf(normal.lines.get(0));
  prototype.copyCellsFrom = copyCellsFrom;
  term.resize(cols, rows);
  const blank = normal.getNullCell();
  for (const { lines } of [normal, alt]) {
    for (let y = 0; y < lines.length; y++) {
      const line = lines.get(y);
      line.resize(cols, blank);
      if (line.getWidth(cols - 1) === 2) line.setCell(cols - 1, blank);
      if (line.getWidth(0) === 0 && !line.hasContent(0)) line.setCell(0, blank);
    }
  }
  term._core._inputHandler._parser.precedingJoinState = 0;
}

/** In place of one that moves the marks of more cells than it was asked to. */
function copyCellsFrom(from, fromCol, toCol, length) {
  const cells = [];
  for (let x = fromCol; x < fromCol + length; x++) {
    cells.push([...from._data.subarray(x * 3, x * 3 + 3), from._combined[x],
      from._extendedAttrs[x]]);
  }
  cells.forEach(([content, fg, bg, combined, extended], i) => {
    this._data.set([content, fg, bg], (toCol + i) * 3);
    this._combined[toCol + i] = combined;
    this._extendedAttrs[toCol + i] = extended;
  });
}

function colours(term, answers) {
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

/** A terminal and what it has said. */
class Subject {
  constructor(cols, rows) {
    this.term = create(cols, rows);
    this.title = '';
    this.answers = [];
    this.threw = '';
    this.term.onTitleChange(title => { this.title = title; });
    this.term.onData(data => this.answers.push(data));
    this.changed = colours(this.term, this.answers);
  }

  attempt(action) {
    if (this.threw) return;
    try {
      action();
    } catch (e) {
      this.threw = 'threw: ' + e.stack;
    }
  }

  look(historyRows) {
    let text = '';
    this.attempt(() => { text = dump(this.term, historyRows); });
    const palette = [...this.changed].sort((a, b) => a[0] - b[0]).map(c => c.join('=')).join(' ');
    const { isCursorHidden, decPrivateModes } = this.term._core.coreService;
    const { cursorBlink, convertEol } = this.term.options;
    const rest = [this.title, palette, isCursorHidden, decPrivateModes.cursorStyle,
      decPrivateModes.cursorBlink, cursorBlink, convertEol,
      this.term._core.coreMouseService.activeEncoding].join('|');
    return `${this.threw || text}\0${this.answers.join('')}\0${rest}`;
  }
}

function run(request) {
  let subject = new Subject(request.readUInt16BE(0), request.readUInt16BE(2));
  const historyRows = request.readUInt16BE(4);
  const looks = [];
  for (let at = 6; at < request.length;) {
    const kind = request[at];
    const length = request.readUInt32BE(at + 1);
    const body = request.subarray(at + 5, at + 5 + length);
    at += 5 + length;
    if (kind === 0) {
      subject.attempt(() => subject.term._core._inputHandler.parse(new Uint8Array(body)));
    } else if (kind === 1) {
      subject.attempt(() => resize(subject.term, body.readUInt16BE(0), body.readUInt16BE(2)));
    } else if (kind === 2) {
      looks.push(subject.look(historyRows));
    } else {
      subject.term.dispose();
      subject = new Subject(body.readUInt16BE(0), body.readUInt16BE(2));
    }
  }
  looks.push(subject.look(historyRows));
  subject.term.dispose();
  return Buffer.from(looks.join('\0'), 'utf8');
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
