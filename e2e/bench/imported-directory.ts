import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Remote } from "#shared/contract/link";
import { connectDirectory } from "../../electron/directory/connect";
import type { DirectoryService } from "../../electron/directory/serve";
import type { Population } from "./extraction";
import type { Bench } from "./figure";

/** The extraction imported by our process, which answers until `end`; `file` is what a profile holds under the same name. */
export type ImportedDirectory = Pick<Population, "people"> & {
  readonly service: Remote<DirectoryService>;
  readonly file: string;
  readonly end: () => Promise<void>;
};

/** Imports it in a folder of that name. */
export async function importedDirectory(bench: Bench, name: string): Promise<ImportedDirectory> {
  const { path, people } = await bench.extraction();
  const folder = join(bench.folder, name);
  await mkdir(folder, { recursive: true });
  const child = await bench.start("directory");
  const service = connectDirectory(child, { told: () => undefined });
  await service.open(folder);
  await service.import({ path, name: "extraction_202611220230.txt" });
  return {
    service,
    people,
    file: join(folder, "annuaire.db"),
    end: async () => {
      child.kill();
      await child.ended;
    },
  };
}
