// Writes the engine's width and grapheme table from the add-on that guests' pages activate.
// Run after `npm ci` in ../oracle:  node graphemes.mjs > ../src/main/resources/weft/terminal/graphemes.bin
//
// Format: 4352 big-endian unsigned 16-bit block numbers (one per 256 code points), then the blocks,
// 256 bytes each; a byte is the grapheme-break kind (low 4 bits) and 0x10 where the character is wide.
import { createRequire } from 'node:module';
// The add-on decodes its table wrongly from a pooled Buffer (it ignores byteOffset): in Node, unlike
// in a page, every character beyond the BMP would be narrow.
Buffer.poolSize = 0;
const require = createRequire(new URL('../oracle/package.json', import.meta.url));
const { UnicodeGraphemesAddon } = require('@xterm/addon-unicode-graphemes');

const providers = new Map();
const unicode = { activeVersion: '6', register: p => providers.set(p.version, p) };
new UnicodeGraphemesAddon().activate({ unicode });
const provider = providers.get('15-graphemes');

const blocks = [];
const known = new Map();
const index = Buffer.alloc(4352 * 2);
for (let block = 0; block < 4352; block++) {
  const bytes = Buffer.alloc(256);
  for (let i = 0; i < 256; i++) {
    const value = provider.charProperties(block * 256 + i, 0);
    const kind = (value >> 3) & 0xf;
    const width = (value >> 1) & 3;
    bytes[i] = kind | (width === 2 ? 0x10 : 0);
  }
  const key = bytes.toString('latin1');
  if (!known.has(key)) {
    known.set(key, blocks.length);
    blocks.push(bytes);
  }
  index.writeUInt16BE(known.get(key), block * 2);
}
process.stdout.write(Buffer.concat([index, ...blocks]));
