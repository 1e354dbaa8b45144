import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** Every word that a person reads is in the catalogue: a component that holds one is named here. */
const root = fileURLToPath(new URL(".", import.meta.url));
const components = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".tsx") && !name.startsWith("gallery"),
);

/** Attributes and properties that are read or heard. */
const SPOKEN =
  /\b(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt|label|description|lead|about)=(?:"([^"]*)"|\{(['"`])((?:(?!\2).)*)\2\})/gu;
/** Text between a tag and the next: JSX text. */
const BETWEEN = /(?:[a-zA-Z"'}\]]|\/)>([^<>{}]*)</gu;

/** Words of a source that a person would read, comments and code between generics left out. */
function literals(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/(?<![:'"])\/\/.*$/gmu, "");
  const spoken = [...code.matchAll(SPOKEN)]
    .map((found) => found[1] ?? found[3] ?? "")
    .map((text) => text.replace(/\$\{[^}]*\}/gu, ""));
  const between = [...code.matchAll(BETWEEN)]
    .map((found) => found[1] ?? "")
    .filter((text) => !/[;=()&|]|^\s*,/u.test(text));
  return [...spoken, ...between].map((text) => text.trim()).filter((text) => /\p{L}{2,}/u.test(text));
}

test("no component holds a literal text", () => {
  expect(components.length).toBeGreaterThan(20);
  const found = components.flatMap((name) =>
    literals(readFileSync(`${root}/${name}`, "utf8")).map((text) => `${name}: ${text}`),
  );
  expect(found).toEqual([]);
});

test("the check sees what it must see", () => {
  expect(literals("<p>Bonjour docteur</p>")).toEqual(["Bonjour docteur"]);
  expect(literals('<input placeholder="Rechercher" />')).toEqual(["Rechercher"]);
  expect(literals("<Button label={`Fermer ${name}`} />")).toEqual(["Fermer"]);
  expect(literals("<p className={styles.name}>{t('app.close')}</p>")).toEqual([]);
  expect(literals("const list: Map<string, number> = new Map<string, Set<number>>();")).toEqual([]);
});
