// A session of many blocks in a real Chromium. usage: blocks.mjs LINK PROMPT VISITS
// One line of JSON: milliseconds from opening the link to the painted prompt, between two frames
// while it is scrolled through from its start to its end, and megabytes of the page afterwards.
import { browser, open } from './chromium.mjs';

const [link, prompt, visits] = process.argv.slice(2);

/** Steps of a journey through all rows. */
const STEPS = 240;

/** In the page: scrolls through the whole session, a step in each frame. */
const journey = steps => new Promise(done => {
  const { scrolling } = { scrolling: window.weftScrolling };
  const { oldest, end } = scrolling.position;
  const frames = [];
  let before;
  let step = 0;
  const frame = now => {
    if (before !== undefined) frames.push(now - before);
    before = now;
    if (step > steps) done(frames);
    else {
      scrolling.to(oldest + Math.floor((end - oldest) * step++ / steps));
      requestAnimationFrame(frame);
    }
  };
  requestAnimationFrame(frame);
});

const found = { open: [], frame: [], heap: [] };
const context = await browser.newContext({ viewport: { width: 1240, height: 760 } });
await (await open(context, link, prompt)).page.close(); // fills the cache
for (let visit = 0; visit < Number(visits); visit++) {
  const { page, painted } = await open(context, link, prompt);
  found.open.push(painted);
  found.frame.push(...await page.evaluate(journey, STEPS));
  found.heap.push(await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6));
  await page.close();
}
console.log(JSON.stringify(found));
await browser.close();
