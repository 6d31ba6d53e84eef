// A terminal's screen as text: the same text that Terminal.dump makes of the engine's.
// A pure function of an xterm.js Terminal object, in Node as in a page.

const MODE_NAMES = [
  ['applicationCursorKeysMode', 'cursorKeys '],
  ['applicationKeypadMode', 'keypad '],
  ['bracketedPasteMode', 'paste '],
  ['insertMode', 'insert '],
  ['originMode', 'origin '],
  ['reverseWraparoundMode', 'reverseWrap '],
  ['sendFocusMode', 'focus '],
  ['synchronizedOutputMode', 'sync '],
  ['wraparoundMode', 'wrap '],
];

const UNDERLINE = 0x10000000;
const EXTENDED = 0x10000000;
const NARROW = 1 << 22;

function colour(name, word) {
  const mode = word & 0x3000000;
  if (mode === 0x3000000) return `${name}#${word & 0xffffff} `;
  return mode === 0 ? '' : `${name}${word & 0xff} `;
}

function flags(cell) {
  return (cell.isBold() ? 'B' : '') + (cell.isDim() ? 'D' : '') + (cell.isItalic() ? 'I' : '')
    + (cell.isBlink() ? 'K' : '') + (cell.isInverse() ? 'R' : '') + (cell.isInvisible() ? 'H' : '')
    + (cell.isStrikethrough() ? 'S' : '') + (cell.isOverline() ? 'O' : '')
    + (cell.bg & 0x20000000 ? 'P' : '');
}

function style(cell, links, service) {
  const extended = cell.bg & EXTENDED;
  const link = extended ? cell.extended.urlId : 0;
  let text = colour('f', cell.fg) + colour('b', cell.bg) + flags(cell);
  if (cell.fg & UNDERLINE) {
    text += 'u' + (extended ? cell.extended.underlineStyle || 1 : 1);
    if (extended) text += colour('u', cell.extended.underlineColor);
  }
  if (link) {
    if (!links.has(link)) links.set(link, links.size + 1);
    text += `@${links.get(link)}=${service.getLinkData(link)?.uri ?? '?'}`;
  }
  return text;
}

function characters(cell) {
  const chars = cell.getChars();
  const width = cell.getWidth();
  if (chars === '') return width === 0 ? '<' : '_';
  const single = chars.length === (chars.codePointAt(0) > 0xffff ? 2 : 1);
  return (single ? chars : `{${chars}}`) + (width === 2 ? '2' : '');
}

/** Most rows of a short program; told at a glance from xterm.js's own words, if it has them. */
function isBlank(words, cols) {
  if (!words || words.length < cols * 3) return false;
  for (let i = 0; i < cols * 3; i += 3) {
    if ((words[i] ^ NARROW) | words[i + 1] | words[i + 2]) return false;
  }
  return true;
}

function row(name, buffer, y, cols, links, service) {
  const line = buffer.getLine(y);
  let text = name + (y > 0 && line.isWrapped ? '+' : ':');
  if (isBlank(line._line?._data, cols)) return `${text} []${'_'.repeat(cols)}\n`;
  let before = '';
  for (let x = 0; x < cols; x++) {
    // A fresh cell each time: xterm.js leaves another cell's link in a reused one.
    const here = line.getCell(x);
    const next = style(here, links, service);
    if (next !== before || x === 0) {
      text += ` [${next}]`;
      before = next;
    }
    text += characters(here);
  }
  return text + '\n';
}

export function dump(term, historyRows) {
  const buffer = term.buffer.active;
  const service = term._core._oscLinkService;
  const links = new Map();
  let text = `${term.cols}x${term.rows} ${buffer.type}\n`;
  text += `cursor ${buffer.cursorX},${buffer.cursorY}\n`;
  const core = term._core.coreService;
  const modes = { ...term.modes, synchronizedOutputMode: core.decPrivateModes.synchronizedOutput };
  text += 'modes ' + MODE_NAMES.map(([key, name]) => (modes[key] ? name : '')).join('')
    + `mouse=${modes.mouseTrackingMode}\n`;
  const top = buffer.baseY;
  if (buffer.type === 'normal') {
    for (let y = Math.max(0, top - historyRows); y < top; y++) {
      text += row(`h${y - top}`, buffer, y, term.cols, links, service);
    }
  }
  for (let y = 0; y < term.rows; y++) {
    text += row(`${y}`, buffer, top + y, term.cols, links, service);
  }
  return text;
}
