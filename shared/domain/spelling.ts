/** A language whose spelling can be checked. */
export type SpellingLanguage = "fr" | "en";

/** What is checked while writing: nothing, one language, or both (a word is right when it is in either). */
export type SpellingChoice = "none" | "fr" | "en" | "fr-en";

/** The languages of a choice. */
export const spellingLanguages = (choice: SpellingChoice): readonly SpellingLanguage[] =>
  choice === "none" ? [] : choice === "fr-en" ? ["fr", "en"] : [choice];
