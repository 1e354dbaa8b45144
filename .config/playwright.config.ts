import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Where results go: the tests may run as a user that cannot write in the checkout. */
const out = process.env["PLI_OUT"] ?? join(root, "out");

/**
 * Every journey is walked twice, against the demonstration operator and against real servers: a spec reads
 * `testInfo.project.metadata.servers`. `journey` is the main job again, with its screenshots; `screens` pictures every screen; `gallery` every component.
 */
export default defineConfig({
  testDir: join(root, "e2e"),
  outputDir: join(out, "journeys"),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // A picture is signed by hand (e2e/gallery), never by the run that draws it.
  updateSnapshots: "none",
  reporter: [["list"], ["json", { outputFile: join(out, "journeys.json") }]],
  projects: [
    { name: "demo", testDir: join(root, "e2e", "journeys"), metadata: { servers: "demo" } },
    { name: "real", testDir: join(root, "e2e", "journeys"), metadata: { servers: "real" } },
    { name: "conformity", testDir: join(root, "e2e", "conformity"), metadata: { servers: "real" } },
    { name: "packaged", testDir: join(root, "e2e", "packaged"), metadata: { servers: "demo" } },
    { name: "attacks", testDir: join(root, "e2e", "attacks"), metadata: { servers: "demo" } },
    {
      name: "gallery",
      testDir: join(root, "e2e", "gallery"),
      snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
      metadata: { servers: "demo" },
    },
    { name: "journey", testMatch: "journeys/main-job.spec.ts", metadata: { servers: "demo", pictures: true } },
    { name: "screens", testMatch: "screens/**/*.spec.ts", metadata: { servers: "demo" } },
  ],
});
