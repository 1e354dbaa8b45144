import { join } from "node:path";
import { normalizePath, type Plugin } from "vite";
import { finished } from "../shared/text/finished";

/** Puts every text in the build already finished, a string to parse for each language: to make them cost a start more than to read them. */
export function finishedTexts(root: string): Plugin {
  const file = normalizePath(join(root, "shared", "text", "finished.ts"));
  const asText = (language: "fr" | "en"): string => JSON.stringify(JSON.stringify(finished(language)));
  return {
    name: "pli-finished-texts",
    load: (id) =>
      id === file
        ? `const texts = { fr: ${asText("fr")}, en: ${asText("en")} };\nexport const finished = (language) => JSON.parse(texts[language]);`
        : null,
  };
}
