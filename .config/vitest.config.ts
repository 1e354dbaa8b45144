import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  assetsInclude: ["**/*.gz"],
  test: {
    root,
    passWithNoTests: true,
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Modules are loaded once a worker, not once a file: a third of the time. What our modules keep is read-only.
          isolate: false,
          setupFiles: [".config/properties.ts"],
          include: ["{shared,electron,renderer,scripts}/**/*.test.{ts,tsx,mjs}"],
          exclude: ["scripts/import-walk.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: "walk", include: ["scripts/import-walk.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "servers",
          setupFiles: [".config/properties.ts"],
          include: ["e2e/{servers,faults}/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
