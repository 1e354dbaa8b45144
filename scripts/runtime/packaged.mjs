import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureSandbox } from "./libraries.mjs";
import { step } from "./say.mjs";

/**
 * Makes the packaged application where the person who runs the tests can read it.
 * @param {string} root
 * @param {Awaited<ReturnType<typeof import('./prepare.mjs').prepare>>} place
 * @returns {Promise<string>} its executable
 */
export async function packageForTests(root, { runtime, folder, person }) {
  const tsx = await import("tsx/esm/api");
  const stop = tsx.register();
  try {
    const { assemble } = await import("../packaging/assemble.ts");
    const made = await step("Assemblage du paquet", () => assemble(root, runtime, join(folder, "out", "package")));
    spawnSync("chmod", ["-R", "go+rX", made.folder]);
    ensureSandbox(made.folder, person);
    return made.executable;
  } finally {
    await stop();
  }
}
