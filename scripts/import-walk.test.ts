import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** Holds "Who may import whom" (ARCHITECTURE.md §2) over every product file; tests beside a file may reach wider. */
const root = fileURLToPath(new URL("..", import.meta.url));
const files = ["shared", "electron", "renderer"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$|(^|[\\/])testing[\\/]/.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
);
const sources = files.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const IMPORT = /(?:^|[\s;])(?:import|export)\s[^'"();]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;
/** The target of an import: a path of ours from the root, or the package's name. */
const resolve = (path: string, target: string): string => {
  if (target.startsWith("#")) return target.slice(1);
  return target.startsWith(".") ? normalize(join(dirname(path), target)).replaceAll("\\", "/") : `npm:${target}`;
};
const imports = sources.flatMap(({ path, text }) =>
  [...text.matchAll(IMPORT)].map((match) => ({ path, to: resolve(path, match[1] ?? match[2] ?? "") })),
);
const part = (path: string): string => path.split("/").slice(0, 2).join("/");
const feature = (path: string): string => path.split("/").slice(0, 3).join("/");
const isOurs = (to: string): boolean => !/^(npm:|assets\/)/.test(to);
/** The platform fills the ports of the composition, and the handlers call what it builds. */
const fillsPorts = (path: string, to: string): boolean =>
  /^electron\/(shell|ipc)\//.test(path) && /^electron\/compose(\/|$)/.test(to);
const isRoot = (path: string): boolean =>
  /^electron\/(compose\.ts|application\.ts|main\.ts|preload\.ts|compose\/|processes\/)/.test(path);
const seesElectron = (path: string): boolean =>
  /^electron\/(shell\/|ipc\/|main\.ts|preload\.ts|processes\/)/.test(path);
const broken = (wrong: (edge: { path: string; to: string }) => boolean): string[] =>
  imports.filter(wrong).map(({ path, to }) => `${path} -> ${to}`);
const holding = (pattern: RegExp, allowed: RegExp): string[] =>
  sources.filter(({ path, text }) => pattern.test(text) && !allowed.test(path)).map(({ path }) => path);

test("shared imports nothing of ours, no Node, no Electron", () => {
  expect(
    broken(
      ({ path, to }) =>
        path.startsWith("shared/") && (isOurs(to) ? !to.startsWith("shared/") : /^npm:(node:|electron)/.test(to)),
    ),
  ).toEqual([]);
});

test("a domain of electron imports shared and itself, never a sibling", () => {
  expect(
    broken(
      ({ path, to }) =>
        path.startsWith("electron/") &&
        !isRoot(path) &&
        isOurs(to) &&
        !to.startsWith("shared/") &&
        part(to) !== part(path) &&
        !fillsPorts(path, to),
    ),
  ).toEqual([]);
});

test("only shell, ipc, main, preload and the process entries import 'electron'", () => {
  expect(broken(({ path, to }) => /^npm:electron($|\/)/.test(to) && !seesElectron(path))).toEqual([]);
});

test("the renderer imports shared and itself, and no Node", () => {
  expect(
    broken(
      ({ path, to }) =>
        path.startsWith("renderer/") &&
        (isOurs(to) ? !/^(shared|renderer)\//.test(to) : /^npm:(node:|electron)/.test(to)),
    ),
  ).toEqual([]);
});

test("a page and what it shares with main take only types from the contract, whose checks are main's", () => {
  expect(holding(/import\s(?!type\s)[^;]*?from\s*["']#shared\/contract\//, /^(electron|shared\/contract)\//)).toEqual(
    [],
  );
});

test("a feature imports another feature only through its index", () => {
  expect(
    broken(
      ({ path, to }) =>
        to.startsWith("renderer/features/") &&
        feature(to) !== feature(path) &&
        !/^renderer\/features\/[^/]+(\/index)?$/.test(to),
    ),
  ).toEqual([]);
});

test("only renderer/frame touches raw HTML, frames and the sanitiser", () => {
  const raw =
    /\.(inner|outer)HTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|<iframe|createElement\(['"]iframe|dompurify/i;
  expect(holding(raw, /^renderer\/frame\/|^(?!renderer\/)/)).toEqual([]);
});

test("only shell/open-external.ts holds the system's opener", () => {
  const opener = /\bshell\s*\.\s*open(External|Path)\b|xdg-open|\{[^}]*\bshell\b[^}]*\}\s*from\s*["']electron["']/;
  expect(holding(opener, /^electron\/shell\/open-external\.ts$/)).toEqual([]);
});

test("what a test uses stays out of the product", () => {
  expect(broken(({ to }) => /(^|\/)testing\/|\.test$|^e2e\//.test(to))).toEqual([]);
});
