import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import type { Plugin } from "vite";

/** A package that is shipped inside the application. */
type Shipped = { readonly name: string; readonly version: string; readonly licence: string };

type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
};

const MODULE = "virtual:licences";

/** Gives the pages `virtual:licences`: every package that the product imports and theirs, with version and licence, read at build time from what is installed. */
export function licences(root: string): Plugin {
  return {
    name: "pli-licences",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load: (id) => (id === `\0${MODULE}` ? `export default ${JSON.stringify(shippedPackages(root))};` : null),
  };
}

function shippedPackages(root: string): readonly Shipped[] {
  const { packages } = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const found = new Map<string, Shipped>();
  const walk = (name: string): void => {
    const locked = packages[`node_modules/${name}`];
    if (locked === undefined || found.has(name)) return;
    found.set(name, { name, version: locked.version ?? "", licence: locked.license ?? "" });
    // What Electron's package needs to fetch itself is not shipped.
    if (name === "electron") return;
    for (const dependency of Object.keys(locked.dependencies ?? {})) walk(dependency);
  };
  for (const name of importedPackages(root)) walk(name);
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Names of the packages that the product's own files import. */
function importedPackages(root: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const folder of ["shared", "electron", "renderer"])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/u.test(file) || /\.test\.tsx?$|testing/u.test(file)) continue;
      const source = readFileSync(join(root, folder, file), "utf8");
      for (const [, from = ""] of source.matchAll(/(?:from|import\(|import)\s*"([^".#][^"]*)"/gu))
        names.add(packageOf(from));
    }
  for (const builtin of builtinModules) names.delete(builtin);
  return names;
}

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
