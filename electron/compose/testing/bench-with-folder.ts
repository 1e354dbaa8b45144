import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestServices, testServices } from "./test-services";

/** Services beside a folder that the person could choose: `folder` bears the `name` given, `root` is where it is. */
export type BenchWithFolder = {
  readonly bench: TestServices;
  readonly root: string;
  readonly folder: string;
  /** Closes the services and removes the folder. */
  readonly end: () => void;
};

/** Makes them; the folder is empty, and its path goes through no link. */
export function benchWithFolder(name: string): BenchWithFolder {
  const bench = testServices();
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pli-folder-")));
  const folder = join(root, name);
  mkdirSync(folder);
  const end = (): void => {
    bench.end();
    rmSync(root, { recursive: true, force: true });
  };
  return { bench, root, folder, end };
}
