import { fold } from "#shared/rules/fold";

/** A profession (TRE_G15) as the directories code and word it; `words` are folded ways to type it. */
export type Profession = { readonly code: string; readonly label: string; readonly words: readonly string[] };

/** A specialty typed by its practitioner's name: `stem` begins or lies in every wording of it. */
export type Specialty = { readonly stem: string; readonly words: readonly string[] };

/** Professions with a mailbox that a person names when looking for someone. */
export const PROFESSIONS: readonly Profession[] = [
  { code: "10", label: "Médecin", words: ["medecin", "toubib"] },
  { code: "21", label: "Pharmacien", words: ["pharmacien", "pharmacienne", "pharmacie"] },
  { code: "26", label: "Audioprothésiste", words: ["audioprothesiste"] },
  { code: "28", label: "Opticien-Lunetier", words: ["opticien", "opticienne"] },
  { code: "40", label: "Chirurgien-Dentiste", words: ["dentiste", "chirurgien dentiste", "chirurgienne dentiste"] },
  { code: "50", label: "Sage-Femme", words: ["sage femme", "maieuticien"] },
  { code: "60", label: "Infirmier", words: ["infirmier", "infirmiere", "ide", "idel"] },
  { code: "70", label: "Masseur-Kinésithérapeute", words: ["kine", "kinesitherapeute", "masseur kinesitherapeute"] },
  { code: "80", label: "Pédicure-Podologue", words: ["podologue", "pedicure", "pedicure podologue"] },
  { code: "91", label: "Orthophoniste", words: ["orthophoniste"] },
  { code: "92", label: "Orthoptiste", words: ["orthoptiste"] },
  { code: "93", label: "Psychologue", words: ["psychologue"] },
  { code: "94", label: "Ergothérapeute", words: ["ergotherapeute", "ergo"] },
  { code: "95", label: "Diététicien", words: ["dieteticien", "dieteticienne"] },
  { code: "96", label: "Psychomotricien", words: ["psychomotricien", "psychomotricienne"] },
  { code: "98", label: "Manipulateur ERM", words: ["manipulateur", "manipulatrice", "manip radio"] },
];

/** Specialties of physicians, by the words people type. */
export const SPECIALTIES: readonly Specialty[] = [
  { stem: "generale", words: ["generaliste", "medecin generaliste", "medecin traitant"] },
  { stem: "cardio", words: ["cardiologue", "cardio", "cardiologie"] },
  { stem: "dermato", words: ["dermatologue", "dermato", "dermatologie"] },
  { stem: "pediatri", words: ["pediatre", "pediatrie"] },
  { stem: "gyneco", words: ["gynecologue", "gyneco", "gynecologie"] },
  { stem: "psychiatri", words: ["psychiatre", "psychiatrie"] },
  { stem: "ophtalmo", words: ["ophtalmologue", "ophtalmologiste", "ophtalmo", "ophtalmologie"] },
  { stem: "radio", words: ["radiologue", "radiologie"] },
  { stem: "neurologie", words: ["neurologue", "neurologie"] },
  { stem: "pneumo", words: ["pneumologue", "pneumo", "pneumologie"] },
  { stem: "rhumato", words: ["rhumatologue", "rhumato", "rhumatologie"] },
  { stem: "endocrino", words: ["endocrinologue", "diabetologue", "endocrinologie"] },
  { stem: "gastro", words: ["gastro", "gastroenterologue", "gastro enterologue"] },
  { stem: "nephro", words: ["nephrologue", "nephrologie"] },
  { stem: "urolog", words: ["urologue", "urologie"] },
  { stem: "oto", words: ["orl", "oto rhino"] },
  { stem: "anesthesi", words: ["anesthesiste"] },
  { stem: "geriatri", words: ["geriatre", "geriatrie"] },
  { stem: "oncolog", words: ["oncologue", "cancerologue", "oncologie"] },
  { stem: "allergo", words: ["allergologue", "allergologie"] },
];

/** Words said before a name, which look for nobody. */
export const TITLES: ReadonlySet<string> = new Set(
  "dr docteur docteure pr prof professeur professeure m mr mme mlle monsieur madame".split(" "),
);

let byWord: ReadonlyMap<string, Profession> | undefined;
const BY_WORD = (): ReadonlyMap<string, Profession> =>
  (byWord ??= new Map(
    PROFESSIONS.flatMap((each) => [each.code, comparable(each.label), ...each.words].map((word) => [word, each])),
  ));

/** The profession whose code, label or usual word this is, whole or from its 5th letter on; undefined when none or several. */
export function professionOf(text: string): Profession | undefined {
  const word = comparable(text);
  const exact = BY_WORD().get(word);
  if (exact !== undefined || word.length < 5) return exact;
  const begun = PROFESSIONS.filter(({ words }) => words.some((each) => each.startsWith(word)));
  return begun.length === 1 ? begun[0] : undefined;
}

/** The specialty of a usual word, whole or from its 6th letter on. */
export function specialtyOf(text: string): Specialty | undefined {
  const word = comparable(text);
  const exact = SPECIALTIES.find(({ words }) => words.includes(word));
  if (exact !== undefined || word.length < 6) return exact;
  const begun = SPECIALTIES.filter(({ words }) => words.some((each) => each.startsWith(word)));
  return begun.length === 1 ? begun[0] : undefined;
}

/** The label of a profession code, or nothing. */
export const professionLabel = (code: string): string => PROFESSIONS.find((each) => each.code === code)?.label ?? "";

/** Folded, hyphens and apostrophes as spaces: `Sage-Femme` and `sage femme` are one. */
export const comparable = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
