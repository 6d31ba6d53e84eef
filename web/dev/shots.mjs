/** Photographs every fixture: `npm run shots [DIR]`. Built page, strict policy, no network but loopback. */

import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const out = process.argv[2] ?? "node_modules/.shots";
const only = process.argv[3];
const built = "node_modules/.fixtures";
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
  try {
    const body = readFileSync(join(built, path));
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
const base = `http://127.0.0.1:${address.port}/fixtures.html`;

const DESKTOP = { width: 1180, height: 720 };
const PHONE = { width: 360, height: 740 };
const shots = [
  { name: "viewer-dark", query: "fixture=viewer" },
  { name: "viewer-light", query: "fixture=viewer", light: true },
  { name: "viewer-asked", query: "fixture=viewer", click: [".button.primary"] },
  { name: "viewer-menu", query: "fixture=viewer", click: ["[popovertarget=menu]"] },
  { name: "find-dark", query: "fixture=viewer-past", find: "fail src" },
  {
    name: "find-light",
    query: "fixture=viewer-past",
    find: "routes/1\\d+3\\.ts",
    light: true,
    regex: true,
  },
  { name: "find-searching", query: "fixture=viewer-past&slow=2500", find: "nothing at all" },
  { name: "find-wrong", query: "fixture=viewer-past", find: "[ab", regex: true },
  { name: "find-ended", query: "fixture=stopped", find: "session" },
  {
    name: "phone-find",
    query: "fixture=viewer-past&columns=80&rows=24",
    phone: true,
    find: "ok src",
  },
  {
    name: "devices",
    query: "fixture=viewer",
    click: ["[popovertarget=menu]", "#menu :text('Open on another')"],
  },
  {
    name: "phone-devices",
    query: "fixture=viewer&columns=80&rows=24",
    phone: true,
    light: true,
    click: ["[popovertarget=menu]", "#menu :text('Open on another')"],
  },
  { name: "editor-dark", query: "fixture=editor" },
  { name: "owner-request", query: "fixture=owner-request", click: ["[popovertarget=share]"] },
  {
    name: "owner-request-light",
    query: "fixture=owner-request",
    light: true,
    click: ["[popovertarget=share]"],
  },
  { name: "owner-requests", query: "fixture=owner-requests" },
  { name: "owner-new-link", query: "fixture=owner-new-link" },
  {
    name: "owner-qr",
    query: "fixture=owner",
    click: ["[popovertarget=share]", "#share [aria-expanded]"],
  },
  {
    name: "owner-stop",
    query: "fixture=owner",
    click: ["[popovertarget=share]", "#share .danger"],
  },
  { name: "ended", query: "fixture=ended" },
  { name: "stopped", query: "fixture=stopped" },
  { name: "away", query: "fixture=away" },
  { name: "reconnecting", query: "fixture=reconnecting" },
  { name: "wedge", query: "fixture=wedge&columns=20&rows=8" },
  { name: "join", query: "fixture=join" },
  { name: "join-light", query: "fixture=join", light: true },
  ...[
    "waiting",
    "host-away",
    "denied",
    "removed",
    "full",
    "version",
    "unreachable",
    "wrong-secret",
    "incomplete",
    "insecure",
    "root",
  ].map((name) => ({ name, query: `fixture=${name}` })),
  { name: "phone-viewer", query: "fixture=viewer&columns=80&rows=24", phone: true },
  { name: "phone-editor", query: "fixture=editor&columns=80&rows=24", phone: true },
  {
    name: "phone-owner",
    query: "fixture=owner-requests&columns=80&rows=24",
    phone: true,
    light: true,
  },
  {
    name: "phone-share",
    query: "fixture=owner&columns=80&rows=24",
    phone: true,
    click: ["[popovertarget=share]"],
  },
  { name: "phone-join", query: "fixture=join", phone: true },
];

mkdirSync(out, { recursive: true });
const launch = (...more) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
      ...more,
    ],
  });
const desktop = await launch();
// An emulated device pixel ratio does not reach WebGL canvases; phones are drawn by the DOM.
const phones = await launch("--disable-3d-apis");
for (const shot of shots.filter(({ name }) => only === undefined || name.includes(only))) {
  const context = await (shot.phone ? phones : desktop).newContext({
    viewport: shot.phone ? PHONE : DESKTOP,
    colorScheme: shot.light ? "light" : "dark",
    hasTouch: shot.phone === true,
    isMobile: shot.phone === true,
    deviceScaleFactor: shot.phone ? 2 : 1,
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() !== "info") console.log(`${shot.name}: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => console.log(`${shot.name}: ${error.message.slice(0, 300)}`));
  await page.goto(`${base}?${shot.query}`);
  await page.waitForTimeout(1300);
  for (const target of shot.click ?? []) {
    await page.locator(target).first().click();
    await page.waitForTimeout(250);
  }
  if (shot.find !== undefined) {
    await page.keyboard.press("Control+Shift+F");
    if (shot.regex) await page.getByRole("button", { name: "Regular expression" }).click();
    await page.getByRole("textbox", { name: "Find" }).fill(shot.find);
    await page.waitForTimeout(1500);
    await page.getByRole("textbox", { name: "Find" }).press("Enter");
    await page.waitForTimeout(900);
  }
  await page.screenshot({ path: join(out, `${shot.name}.png`) });
  await context.close();
}
await desktop.close();
await phones.close();
server.close();
