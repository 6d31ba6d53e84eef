import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

/** The fixtures as a built page, so that they run under the strict Content-Security-Policy that the relay sets. */
export default defineConfig({
  root: "dev",
  plugins: [solid({ ssr: false })],
  build: {
    target: "es2024",
    outDir: "../node_modules/.fixtures",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: "dev/fixtures.html" },
  },
});
