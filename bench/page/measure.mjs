// What a person in a real Chromium waits for. usage: measure.mjs LINK PROMPT VISITS KEYS
// One line of JSON: milliseconds from opening the link to the painted prompt, with a cold cache and
// a warm one, and from a pressed key to its painted echo.
import { browser, open } from './chromium.mjs';

const [link, prompt, visits, keys] = process.argv.slice(2);

/** Keys before the line is thrown away: no prompt wraps. */
const PER_LINE = 40;

/** In the page: notes for each key when the row with its echo was drawn. */
const watchEchoes = () => {
  window.echoes = [];
  const terminal = window.weftTerminal;
  let pressed;
  let column;
  window.addEventListener('keydown', event => {
    pressed = event.timeStamp;
    column = terminal.buffer.active.cursorX;
  }, true);
  terminal.onRender(() => {
    if (pressed !== undefined && terminal.buffer.active.cursorX > column) {
      window.echoes.push(performance.now() - pressed);
      pressed = undefined;
    }
  });
};

async function echoes(page) {
  await page.evaluate(watchEchoes);
  await page.locator('.xterm-helper-textarea').first().focus();
  const all = [];
  for (let key = 0; key < Number(keys); key++) {
    await page.keyboard.press('x');
    await page.waitForFunction(n => window.echoes.length >= n, all.length + 1);
    all.push(await page.evaluate(() => window.echoes.at(-1)));
    if (key % PER_LINE === PER_LINE - 1) await page.keyboard.press('Control+u');
  }
  return all;
}

const found = { cold: [], warm: [], echo: [] };
for (let visit = 0; visit < Number(visits); visit++) {
  const context = await browser.newContext({ viewport: { width: 1240, height: 760 } });
  const first = await open(context, link, prompt);
  found.cold.push(first.painted);
  if (visit === 0) found.echo = await echoes(first.page);
  await first.page.close();
  const again = await open(context, link, prompt);
  found.warm.push(again.painted);
  await context.close();
}
console.log(JSON.stringify(found));
await browser.close();
