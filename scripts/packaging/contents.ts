import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

/** One file of the archive: its place inside, with `/`, and where it is read from. */
export type Content = { readonly path: string; readonly file: string };

/** What the build leaves in `node_modules` (`external` in its configuration): these, and what they depend on. */
const LEFT = ["@signalapp/sqlcipher", "hunspell-asm", "pdfjs-dist", "oidc-provider", "smtp-server"];
/** Headers for compilers. */
const NEVER_LOADED = new Set(["node-addon-api"]);
/** Of a module, what is loaded and its licence; no map, no type, no test, no page for its readers. */
const LOADED = /(?:\.(?:c?js|mjs|json|wasm|node)|^(?:licen[cs]e|notice|copying)[^/]*)$/iu;
const NOT_LOADED =
  /(?:^|\/)(?:tests?|__tests__|examples?|docs?|benchmarks?)\/|(?:^|\/)tsconfig[^/]*$|\.(?:test|spec)\.[cm]?js$/iu;

/** The files that the archive of the application holds for a platform: the build without its source maps, and the modules loaded beside it. */
export async function contentsOf(
  root: string,
  { platform, arch }: { readonly platform: string; readonly arch: string },
): Promise<readonly Content[]> {
  const build = (await filesIn(join(root, "out", "build"))).filter((path) => !/\.map$|^\.built$/u.test(path));
  const found: Content[] = build.map((path) => content(root, join("out", "build", path)));
  /** Of these, only the add-on of the platform and the reader of PDF that is imported. */
  const needed: Readonly<Record<string, RegExp>> = {
    "@signalapp/sqlcipher": new RegExp(`^(?:dist/|package\\.json|LICENSE|prebuilds/${platform}-${arch}/)`, "u"),
    "pdfjs-dist": /^(?:package\.json|LICENSE|legacy\/build\/pdf(?:\.worker)?\.mjs)$/u,
  };
  for (const folder of await modulesOf(root)) {
    const name = folder.split("node_modules/").at(-1) ?? "";
    const paths = (await filesIn(join(root, folder))).filter((path) => !path.startsWith("node_modules/"));
    for (const path of paths)
      if (LOADED.test(path) && !NOT_LOADED.test(path) && (needed[name]?.test(path) ?? true))
        found.push(content(root, join(folder, path)));
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const content = (root: string, path: string): Content => ({ path: path.replaceAll(sep, "/"), file: join(root, path) });

/** The folders, below the root, of the modules left beside the build and of all that they depend on, each where Node finds it. */
async function modulesOf(root: string): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const add = async (name: string, from: string): Promise<void> => {
    if (NEVER_LOADED.has(name)) return;
    const folder = await placeOf(root, name, from);
    if (folder === undefined) throw new Error(`${name} is not installed`);
    if (known.has(folder)) return;
    known.add(folder);
    const text = await readFile(join(root, folder, "package.json"), "utf8");
    const { dependencies = {} } = JSON.parse(text) as { readonly dependencies?: Readonly<Record<string, string>> };
    for (const one of Object.keys(dependencies)) await add(one, folder);
  };
  for (const name of LEFT) await add(name, "");
  return known;
}

/** Where a module is for another: beside it, or in any folder above. */
async function placeOf(root: string, name: string, from: string): Promise<string | undefined> {
  for (let at = from; ; at = dirname(at) === "." ? "" : dirname(at)) {
    const folder = [at, "node_modules", name].filter((part) => part !== "").join("/");
    const isThere = await stat(join(root, folder, "package.json")).catch(() => undefined);
    if (isThere !== undefined) return folder;
    if (at === "") return undefined;
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
}
