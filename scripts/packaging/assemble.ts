import { createReadStream } from "node:fs";
import { cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { type AsarStreamType, createPackageFromStreams } from "@electron/asar";
import { contentsOf } from "./contents";
import { setFuses } from "./fuses";

/** The Electron that a package is made from; the version it says it is. */
export type PackagedRuntime = { readonly folder: string; readonly version: string };

/** A package, made: `test` when its Electron is not the one the project pins, and so not for a user. */
export type Assembled = {
  readonly folder: string;
  readonly executable: string;
  readonly copy: "release" | "test";
  /** Its name for the system: `pli`, or `pli-essai`. */
  readonly name: string;
  /** Its name for a person. */
  readonly label: string;
  readonly version: string;
  readonly platform: string;
};

/** What is written into a package besides its files: another version than that of the sources, and where its updates come from (`electron/update/source.ts`). */
type Written = { readonly version?: string; readonly updates?: unknown };

/** Chromium's own sentences, for its few dialogs. */
const LOCALES = /locales\/(?:fr|en-GB|en-US)\.pak$/u;

/** Makes the application of this machine, unpacked, in a folder of `out`: the runtime under our name, the archive, the fuses. */
export async function assemble(
  root: string,
  runtime: PackagedRuntime,
  out: string,
  { version, updates }: Written = {},
): Promise<Assembled> {
  const machine = { platform: process.platform, arch: process.arch };
  const about = await describe(root, runtime, version);
  const platform = `${machine.platform}-${machine.arch}`;
  const folder = join(out, `${about.name}-${about.version}-${platform}`);
  const work = `${folder}.new`;
  await rm(work, { recursive: true, force: true });
  await copyRuntime(runtime.folder, work);
  const ending = machine.platform === "win32" ? ".exe" : "";
  await rename(join(work, `electron${ending}`), join(work, `${about.name}${ending}`));
  await setFuses(join(work, `${about.name}${ending}`));
  await cp(join(root, "LICENSE"), join(work, "LICENSE.pli.txt"));
  await archive(await contentsOf(root, machine), { ...about.manifest, updates }, join(work, "resources", "app.asar"));
  await rm(folder, { recursive: true, force: true });
  await rename(work, folder);
  const { manifest: _manifest, ...rest } = about;
  return { folder, executable: join(folder, `${about.name}${ending}`), platform, ...rest };
}

/** What a package made from this runtime is: for users only when it is the Electron that the project pins. */
export async function copyMadeFrom(root: string, { version }: PackagedRuntime): Promise<Assembled["copy"]> {
  const pinned = await readJson(join(root, "node_modules", "electron", "package.json"));
  return version === pinned["version"] ? "release" : "test";
}

/** What the package says of itself: its own `package.json`, read by Electron and by the application. */
async function describe(root: string, runtime: PackagedRuntime, version: string | undefined) {
  const own = await readJson(join(root, "package.json"));
  const copy = await copyMadeFrom(root, runtime);
  const name = copy === "release" ? "pli" : "pli-essai";
  const label = copy === "release" ? "Pli" : "Pli (essai)";
  const manifest = {
    name,
    productName: label,
    desktopName: `${name}.desktop`,
    version: version ?? own["version"],
    license: own["license"],
    type: own["type"],
    main: own["main"],
    copy,
  };
  return { copy, name, label, version: version ?? String(own["version"]), manifest } as const;
}

/** Electron without its default application, and with the sentences of our languages only. */
async function copyRuntime(from: string, to: string): Promise<void> {
  await mkdir(join(to, "resources"), { recursive: true });
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => {
      const path = source.slice(from.length + 1).replaceAll("\\", "/");
      if (path === "resources" || path.startsWith("resources/")) return false;
      return !path.startsWith("locales/") || LOCALES.test(path);
    },
  });
}

/** Native add-ons lie beside the archive, for the system loads them by their path. */
async function archive(contents: Awaited<ReturnType<typeof contentsOf>>, manifest: object, file: string) {
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const entries: AsarStreamType[] = [
    fileEntry("package.json", { mode: 0o100644, size: text.length }, () => Readable.from([text])),
  ];
  const folders = new Set<string>();
  for (const { path, file: source } of contents) {
    for (const folder of parentsOf(path)) {
      if (folders.has(folder)) continue;
      folders.add(folder);
      entries.push({ type: "directory", path: folder, unpacked: false });
    }
    entries.push(fileEntry(path, await stat(source), () => createReadStream(source)));
  }
  await createPackageFromStreams(file, entries);
}

const fileEntry = (
  path: string,
  { mode, size }: { readonly mode: number; readonly size: number },
  streamGenerator: () => NodeJS.ReadableStream,
): AsarStreamType => ({
  type: "file",
  path,
  unpacked: path.endsWith(".node"),
  stat: { mode, size } as Extract<AsarStreamType, { type: "file" }>["stat"],
  streamGenerator,
});

function parentsOf(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === "." ? [] : [...parentsOf(parent), parent];
}

const readJson = async (file: string): Promise<Readonly<Record<string, unknown>>> =>
  JSON.parse(await readFile(file, "utf8")) as Readonly<Record<string, unknown>>;
