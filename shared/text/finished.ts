import * as en from "./en/index";
import * as fr from "./fr/index";
import { frenchSpacing } from "./typography";

/** Every text of a language by `area.name`, French with its non-breaking spaces. A build holds them already made (`.config/finished-texts.ts`). */
export const finished = (language: "fr" | "en"): Readonly<Record<string, string>> =>
  language === "fr" ? flat(fr, frenchSpacing) : flat(en, (text) => text);

const flat = (
  areas: Readonly<Record<string, Readonly<Record<string, string>>>>,
  finish: (text: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(areas).flatMap(([area, texts]) =>
      Object.entries(texts).map(([name, text]) => [`${area}.${name}`, finish(text)]),
    ),
  );
