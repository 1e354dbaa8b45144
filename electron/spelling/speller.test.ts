import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { SpellingLanguage } from "#shared/domain/spelling";
import { openDictionary } from "./dictionaries";
import { createSpeller, type Speller } from "./speller";

let speller: Speller;

beforeAll(async () => {
  speller = createSpeller(openDictionary);
  await speller.use(["fr"], []);
}, 60_000);

test("French words are right: accents, elisions with both apostrophes, conjugations, compounds", async () => {
  const right = [
    "échographie",
    "l’hypertension",
    "l'hypertension",
    "aujourd’hui",
    "écrivîmes",
    "rendez-vous",
    "Bonjour",
  ];
  expect(await speller.wrong(right)).toEqual([]);
});

test("a wrong word is found, and what was meant is the first suggestion", async () => {
  expect(await speller.wrong(["recidive", "échographie", "hypertention"])).toEqual(["recidive", "hypertention"]);
  expect((await speller.suggest("hypertention"))[0]).toBe("hypertension");
});

test("decomposed letters are the same word", async () => {
  expect(await speller.wrong(["échographie".normalize("NFD")])).toEqual([]);
});

test("abbreviations in capitals, numbers, what is no word and what is too long are left alone", async () => {
  expect(await speller.wrong(["IRM", "ECG", "10mg", "12/03", "@", "", "x".repeat(80)])).toEqual([]);
  expect(await speller.suggest("x".repeat(80))).toEqual([]);
});

test("a word of the person's own is right, at the start of a sentence and after an elision too, and is suggested", async () => {
  expect(await speller.wrong(["apixaban", "Apixaban", "l’apixaban"])).toHaveLength(3);
  await speller.use(["fr"], ["apixaban", "Nérac"]);
  expect(await speller.wrong(["apixaban", "Apixaban", "l’apixaban", "Nérac"])).toEqual([]);
  expect((await speller.suggest("Nerac"))[0]).toBe("Nérac");
  await speller.use(["fr"], []);
  expect(await speller.wrong(["apixaban"])).toEqual(["apixaban"]);
});

test("in two languages a word is right in either; without one nothing is wrong", async () => {
  expect(await speller.wrong(["colour"])).toEqual(["colour"]);
  await speller.use(["fr", "en"], []);
  expect(await speller.wrong(["colour", "couleur", "colouur"])).toEqual(["colouur"]);
  await speller.use([], []);
  expect(await speller.wrong(["colouur"])).toEqual([]);
  expect(await speller.suggest("colouur")).toEqual([]);
  await speller.use(["fr"], []);
});

test("whatever is typed, only given words are told wrong, and suggestions are few", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "grapheme", maxLength: 12 }), { maxLength: 8 }), async (words) => {
      const wrong = await speller.wrong(words);
      expect(wrong.every((word) => words.includes(word))).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test("a dictionary is opened once, when its language is first used", async () => {
  const opened: SpellingLanguage[] = [];
  const one = createSpeller(async (language) => {
    opened.push(language);
    return { spell: (word) => word === language, suggest: () => [`${language}!`] };
  });
  expect(await one.wrong(["fr"])).toEqual([]);
  expect(opened).toEqual([]);
  await one.use(["fr"], []);
  await one.use(["en", "fr"], []);
  expect(opened).toEqual(["fr", "en"]);
  expect(await one.suggest("autre")).toEqual(["en!", "fr!"]);
});

test("a dictionary that could not be opened is opened again with the next word", async () => {
  let isAway = true;
  const one = createSpeller(async () => {
    if (isAway) throw new Error("not read");
    return { spell: (word) => word === "juste", suggest: () => [] };
  });
  await expect(one.use(["fr"], [])).rejects.toThrow("not read");
  isAway = false;
  expect(await one.wrong(["juste", "faus"])).toEqual(["faus"]);
});
