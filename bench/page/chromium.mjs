// A real Chromium, and a page of a session in it.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
    '--disable-component-update', '--no-first-run',
    '--enable-precise-memory-info'],
});

/** In the page: notes when the prompt has been painted, a frame after it reached the screen. */
const watchForPrompt = text => {
  const shows = () => {
    const terminal = window.weftTerminal;
    if (terminal === undefined) return false;
    const { active } = terminal.buffer;
    for (let y = 0; y < terminal.rows; y++) {
      if (active.getLine(active.baseY + y)?.translateToString(true).includes(text)) return true;
    }
    return false;
  };
  const look = () => {
    if (shows()) requestAnimationFrame(() => { window.paintedAt = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** Milliseconds until the prompt is painted, and the page. */
export async function open(context, link, prompt) {
  const page = await context.newPage();
  await page.addInitScript(watchForPrompt, prompt.trim());
  await page.goto(`${link}&debug`);
  await page.waitForFunction(() => window.paintedAt !== undefined);
  return { page, painted: await page.evaluate(() => window.paintedAt) };
}
