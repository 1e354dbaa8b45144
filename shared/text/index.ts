import { finished } from "./finished";
import type * as fr from "./fr/index";

/** A language that the whole interface is written in. */
export type Language = "fr" | "en";

type Areas = typeof fr;

/** Key of a text: `area.name`. */
export type TextKey = { [Area in keyof Areas & string]: `${Area}.${keyof Areas[Area] & string}` }[keyof Areas & string];

const made: Partial<Record<Language, Readonly<Record<string, string>>>> = {};

/** Every text of a language by key, in ICU MessageFormat; French with its non-breaking spaces. Made once, on first need. */
export const catalogue = (language: Language): Readonly<Record<string, string>> =>
  (made[language] ??= finished(language));

/** True when a computed key (a code worded by an area) has a text. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(catalogue("fr"), key);
