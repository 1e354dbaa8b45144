import { type DirectoryCriteria, NO_CRITERIA } from "#shared/domain/directory-criteria";
import { firstCharacters, singleLine, straightPunctuation } from "#shared/rules/fold";
import { comparable, professionOf, specialtyOf, TITLES } from "./vocabulary";

/** One way to understand the free words: a name in any order, and perhaps the beginning of a city. */
export type Wording = { readonly name: readonly string[]; readonly city: string };

/** What is looked for, whatever was typed where. Empty text: not asked. `wordings`: any one of them is enough; none when no free word was typed. */
export type Question = Omit<DirectoryCriteria, "city"> & {
  readonly city: string;
  readonly wordings: readonly Wording[];
};

/** Fewer characters than this are never sent: a one-letter prefix falls out of a directory's index. */
export const FEWEST_CHARACTERS = 3;

const NOTHING: Question = { ...NO_CRITERIA, wordings: [] };
const MOST_WORDS = 6;
const AT_A_PLACE = new Set(["a", "à", "sur"]);

/** The criteria of the window as a question: each one line, trimmed, titles kept out of nothing. */
export function questionOfCriteria(criteria: DirectoryCriteria): Question {
  const clean = Object.entries(criteria).map(([name, value]) => [name, tidy(value, 254)]);
  return { ...NOTHING, ...(Object.fromEntries(clean) as DirectoryCriteria) };
}

/**
 * Understands what is typed in the To field: an address, an RPPS, or words of which some are a profession, a postal code, a place after "à",
 * the others a name that may end with a city ("dr dupont lyon", "orthophoniste 34690"). Undefined below 3 characters.
 */
export function questionOfText(text: string): Question | undefined {
  const line = tidy(text, 120);
  if (line.length < FEWEST_CHARACTERS) return undefined;
  if (line.includes("@")) return { ...NOTHING, address: line.replace(/^.*[<\s]|>$/gu, "") };
  const digits = line.replaceAll(/\s/gu, "");
  if (/^\d{11,12}$/u.test(digits)) return { ...NOTHING, idNat: digits };
  const question = readWords(line.split(/[\s,;]+/u).filter((word) => word !== ""));
  return isPrecise(question) ? question : undefined;
}

/** Whether something of it is long enough to be asked of a server. */
export function isPrecise(question: Question): boolean {
  const { wordings, postalCode, ...texts } = question;
  const long = Object.values(texts).some((value) => value.length >= FEWEST_CHARACTERS);
  // A short family name (LY, BA) is asked whole, beside something else that is precise.
  return long || postalCode.length >= 5 || wordings.some(({ name }) => name.join("").length >= FEWEST_CHARACTERS);
}

function readWords(typed: readonly string[]): Question {
  let words = typed.slice(0, MOST_WORDS);
  let [profession, specialty, postalCode, city] = ["", "", "", ""];
  const place = words.findIndex((word, index) => index > 0 && AT_A_PLACE.has(word.toLowerCase()));
  if (place > 0 && place < words.length - 1) {
    const said = words.slice(place + 1).join(" ");
    words = words.slice(0, place);
    if (isPostal(said)) postalCode = said;
    else city = said;
  }
  const name: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const pair = index + 1 < words.length ? `${word} ${words[index + 1] ?? ""}` : "";
    const found = known(pair) ?? known(word);
    if (found === undefined || (profession !== "" && specialty !== "")) {
      if (isPostal(word) && postalCode === "") postalCode = word;
      else if (!TITLES.has(comparable(word))) name.push(word);
      continue;
    }
    if (pair !== "" && known(pair) !== undefined) index += 1;
    profession = found.profession === "" ? profession : found.profession;
    specialty = found.specialty === "" ? specialty : found.specialty;
  }
  return {
    ...NOTHING,
    profession,
    specialty,
    postalCode,
    city,
    wordings: wordingsOf(name, city !== "", profession !== ""),
  };
}

function known(text: string): { readonly profession: string; readonly specialty: string } | undefined {
  if (text === "" || /^\d/u.test(text)) return undefined;
  const specialty = specialtyOf(text);
  if (specialty !== undefined) return { profession: "Médecin", specialty: specialty.stem };
  const profession = professionOf(text);
  return profession === undefined ? undefined : { profession: profession.label, specialty: "" };
}

/** All words as a name; and, where no place was said, the last one as a city (or the first: "lyon dupont"). */
function wordingsOf(name: readonly string[], placed: boolean, does: boolean): readonly Wording[] {
  if (name.length === 0) return [];
  const whole = { name, city: "" };
  const [only = ""] = name;
  // Beside a profession, a word alone may be a name or a city ("cardiologue lyon").
  if (!placed && name.length === 1 && does && only.length >= FEWEST_CHARACTERS)
    return [whole, { name: [], city: only }];
  if (placed || name.length === 1) return [whole];
  const last = { name: name.slice(0, -1), city: name.at(-1) ?? "" };
  const first = { name: name.slice(1), city: name[0] ?? "" };
  return [whole, ...[last, first].filter(({ city, name: rest }) => city.length >= 3 && rest.join("").length >= 2)];
}

const isPostal = (word: string): boolean => /^(?:\d{2,5}|2[AB]\d{0,3})$/iu.test(word);
const tidy = (text: string, most: number): string => firstCharacters(straightPunctuation(singleLine(text)), most);
