import type { HtmlTagDescriptor, Plugin } from "vite";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

/** What a session's first paint needs beside the entry: all asked for at once, not each when the one before has run. */
const FIRST_PAINT =
  /\/(terminal-[\w-]+\.(js|css)|jetbrains-mono-latin-[47]00-normal-[\w-]+\.woff2)$/;

const preloadFirstPaint: Plugin = {
  name: "weft-preload-first-paint",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle }) => {
      const files = Object.keys(bundle ?? {}).filter((file) => FIRST_PAINT.test(file));
      if (bundle !== undefined && files.length !== 4) {
        throw new Error(`the first paint needs four files more, and ${files.length} were built`);
      }
      return files.map((file) => preload(`/${file}`));
    },
  },
};

function preload(href: string): HtmlTagDescriptor {
  const kind = href.endsWith(".js")
    ? { rel: "modulepreload" }
    : href.endsWith(".css")
      ? { rel: "preload", as: "style" }
      : { rel: "preload", as: "font", type: "font/woff2" };
  return { tag: "link", attrs: { ...kind, href, crossorigin: true }, injectTo: "head" };
}

export default defineConfig({
  // Dev pages keep their own origin; the relay serves only what `build` leaves in dist/.
  plugins: [solid({ ssr: false }), preloadFirstPaint],
  base: "/",
  build: {
    target: "es2024",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  test: { environment: "node", include: ["test/**/*.test.ts"], testTimeout: 30_000 },
});
