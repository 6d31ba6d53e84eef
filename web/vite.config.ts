import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Dev pages keep their own origin; the relay serves only what `build` leaves in dist/.
  plugins: [solid({ ssr: false })],
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
