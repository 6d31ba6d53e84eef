// People in real pages who write one draft at once. usage: draft.mjs LINK PROMPT PAGES ROUNDS [PICTURE]
// One line of JSON: milliseconds from a pressed key to its paint in the page that it was pressed in
// and in all others, by the clock that all pages share.
import { browser } from './chromium.mjs';

const [link, , people, rounds, picture] = process.argv.slice(2);
const letters = [...'abcdefghijklmnopqrstuvwxyz'].slice(0, Number(people));

/** In each page: when each letter was pressed here, and when so many of each were painted here. */
const watch = own => {
  /** The draft without anybody's caret. */
  window.written = () => {
    const copy = document.querySelector('.draft .cm-content').cloneNode(true);
    for (const caret of copy.querySelectorAll('.draft-caret')) caret.remove();
    return copy.textContent;
  };
  window.pressed = [];
  window.painted = {};
  const now = () => performance.timeOrigin + performance.now();
  const editor = document.querySelector('.draft .cm-content');
  editor.addEventListener('keydown', event => {
    if (event.key === own) window.pressed.push(performance.timeOrigin + event.timeStamp);
  }, true);
  const counted = {};
  new MutationObserver(() => {
    const text = window.written();
    const seen = {};
    for (const letter of text) seen[letter] = (seen[letter] ?? 0) + 1;
    const fresh = Object.keys(seen).filter(letter => seen[letter] > (counted[letter] ?? 0));
    Object.assign(counted, seen);
    if (fresh.length === 0) return;
    const counts = fresh.map(letter => [letter, seen[letter]]);
    requestAnimationFrame(() => {
      const at = now();
      for (const [letter, count] of counts) {
        const times = (window.painted[letter] ??= []);
        while (times.length < count) times.push(at);
      }
    });
  }).observe(editor, { subtree: true, childList: true, characterData: true });
};

const pages = [];
for (const letter of letters) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 620 } });
  const page = await context.newPage();
  await page.goto(`${link}&debug`);
  await page.getByLabel('Your name').fill(`Person ${letter.toUpperCase()}`);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.locator('.draft .cm-content').click();
  await page.evaluate(watch, letter);
  pages.push({ page, letter });
}
for (let round = 0; round < Number(rounds); round++) {
  await Promise.all(pages.map(({ page, letter }) => page.keyboard.press(letter)));
  await Promise.all(pages.map(({ page }) => page.waitForFunction(
    ([all, count]) => all.every(letter => (window.painted[letter]?.length ?? 0) >= count),
    [letters, round + 1])));
}
const own = [];
const others = [];
for (const { page, letter } of pages) {
  const pressed = await page.evaluate(() => window.pressed);
  for (const one of pages) {
    const painted = await one.page.evaluate(each => window.painted[each], letter);
    const delays = pressed.map((at, number) => painted[number] - at);
    (one.letter === letter ? own : others).push(...delays);
  }
}
const texts = new Set();
for (const { page } of pages)
  texts.add(await page.evaluate(() => window.written()));
if (picture) await pages[0].page.screenshot({ path: picture });
console.log(JSON.stringify({ own, others, texts: [texts.size] }));
await browser.close();
