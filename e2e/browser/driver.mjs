// A real Chromium for the tests. A request on stdin is a 4-byte length and UTF-8: a page's name, a
// NUL, and Playwright code in which `page` is that page, made at its first use by the options that
// stand after a second NUL (JSON). The answer on stdout is a 4-byte length and "+" and what the
// code returned, or "-" and what went wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const AsyncFunction = (async () => {}).constructor;

/** Milliseconds that a condition may take on a busy machine. */
const PATIENCE_MS = 30_000;

/** Of Chromium, besides: the only argument, separated by blanks. */
const flags = (process.argv[2] ?? '').split(' ').filter(flag => flag !== '');

const launch = more => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
    '--disable-component-update', '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding', '--no-first-run', ...flags, ...more],
});
const browser = await launch([]);
// An emulated device pixel ratio does not reach WebGL canvases; phones are drawn by the DOM.
let phones;

const dumpSource = readFileSync(new URL('../../terminal/oracle/dump.mjs', import.meta.url), 'utf8')
  .replace(/^export /gm, '');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const pages = new Map();

/** Each page is a person of their own: nothing is shared with the others. */
async function pageOf(name, options) {
  const known = pages.get(name);
  if (known !== undefined) return known;
  const { phone, ...context } = JSON.parse(options || '{}');
  if (phone) phones ??= await launch(['--disable-3d-apis']);
  const page = await (await (phone ? phones : browser).newContext(context)).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.noted = [];
  page.on('console', message => page.noted.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => page.noted.push(`thrown: ${error.stack ?? error}`));
  pages.set(name, page);
  return page;
}

/** What the page's terminal shows, cell by cell. */
const dump = (page, historyRows) =>
  inPage(page, `(() => { ${dumpSource}; return dump(window.weftTerminal, ${historyRows}); })()`);

/** As dump, as soon as it is what is expected, or after a while whatever it is then. */
async function settled(page, historyRows, expected) {
  const until = Date.now() + 2_000;
  for (;;) {
    const now = await dump(page, historyRows);
    if (now === expected || Date.now() > until) return now;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** The rules that the page breaks, one line each. */
async function axe(page) {
  // What fades in or out has the contrast of neither end.
  await page.waitForFunction(() => document.getAnimations().every(
    ({ effect, playState }) => playState !== 'running' || effect.getTiming().iterations === Infinity));
  await inPage(page, `${axeSource}; 0`);
  const { violations } = JSON.parse(await inPage(page, 'axe.run().then(JSON.stringify)'));
  return violations
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`)).join('\n');
}

/** Past the page's policy against eval, which is to stay as it is. */
async function inPage(page, expression) {
  page.inspector ??= await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await page.inspector.send('Runtime.evaluate',
    { expression, awaitPromise: true, returnByValue: true, allowUnsafeEvalBlockedByCSP: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'thrown');
  return result.value;
}

/** Bytes that the page's scripts hold, buffers included, once the garbage is gone. */
async function memory(page) {
  page.inspector ??= await page.context().newCDPSession(page);
  await page.inspector.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await page.inspector.send('Runtime.getHeapUsage');
  return Math.round(usedSize + backingStorageSize);
}

const tools = { dump, settled, axe, inPage, memory };

async function answer(request) {
  const [name, code, options] = request.split('\0');
  try {
    const page = await pageOf(name, options);
    const run = new AsyncFunction('page', 'tools', code);
    const result = await run(page, tools);
    return `+${result === undefined ? '' : result}`;
  } catch (failed) {
    return `-${failed.stack ?? failed}`;
  }
}

async function serve() {
  let pending = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32BE(0)) {
      const length = pending.readUInt32BE(0);
      const text = Buffer.from(await answer(pending.toString('utf8', 4, 4 + length)), 'utf8');
      pending = pending.subarray(4 + length);
      const head = Buffer.alloc(4);
      head.writeUInt32BE(text.length);
      process.stdout.write(Buffer.concat([head, text]));
    }
  }
}

// The tests hold the other end of stdin; when they are gone, however they ended, so is Chromium.
await serve();
await browser.close();
await phones?.close();
