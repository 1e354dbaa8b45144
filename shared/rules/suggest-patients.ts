import { strictName } from "./trait-equality";
import type { Traits } from "./trait-equality";

/** A local patient that a document may be about; `score` from 0 to 100, never a reason to file by itself. */
export type Suggestion = { readonly id: string; readonly score: number; readonly agrees: readonly SuggestionGround[] };

export type SuggestionGround =
  | "matricule"
  | "birth-name"
  | "birth-name-close"
  | "first-name"
  | "birth-date"
  | "birth-date-close"
  | "sex"
  | "birth-place";

type Person = Traits & { readonly matricule: string };

const WEIGHTS: Readonly<Record<SuggestionGround, number>> = {
  matricule: 50,
  "birth-name": 30,
  "birth-name-close": 18,
  "first-name": 20,
  "birth-date": 30,
  "birth-date-close": 12,
  sex: 5,
  "birth-place": 5,
};

const LEAST_SCORE = 40;

/** A name as the looser comparison sees it: hyphens and apostrophes are spaces. */
const looseName = (name: string): string =>
  strictName(name)
    .replace(/[-'\s]+/g, " ")
    .trim();

const firstGiven = (traits: Traits): string => looseName(traits.firstName || traits.names).split(" ")[0] ?? "";

/** Whether one letter was added, dropped or changed, or two neighbours swapped. */
const isOneSlip = (a: string, b: string): boolean => {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const swapped = a.slice(start, start + 2) === `${b.charAt(start + 1)}${b.charAt(start)}`;
  const rest = [a.slice(start), b.slice(start)] as const;
  return (
    rest[0].slice(1) === rest[1].slice(1) ||
    rest[0].slice(1) === rest[1] ||
    rest[0] === rest[1].slice(1) ||
    (swapped && rest[0].slice(2) === rest[1].slice(2))
  );
};

const isClose = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 3 && (isOneSlip(a, b) || a.startsWith(`${b} `) || b.startsWith(`${a} `));

const swapDayAndMonth = (date: string): string => date.slice(0, 4) + date.slice(6, 8) + date.slice(4, 6);

const dateGround = (a: string, b: string): SuggestionGround | null => {
  if (!/^\d{8}/.test(a) || !/^\d{8}/.test(b)) return null;
  const [one, other] = [a.slice(0, 8), b.slice(0, 8)];
  if (one === other) return "birth-date";
  return one === swapDayAndMonth(other) || isOneSlip(one, other) ? "birth-date-close" : null;
};

const nameGround = (a: string, b: string): SuggestionGround | null => {
  if (a === "" || b === "") return null;
  return a === b ? "birth-name" : isClose(a, b) ? "birth-name-close" : null;
};

const groundsFor = (document: Person, local: Person): readonly SuggestionGround[] => {
  const given = firstGiven(document);
  const grounds: readonly (SuggestionGround | null | false)[] = [
    document.matricule !== "" && document.matricule === local.matricule && "matricule",
    nameGround(looseName(document.birthName), looseName(local.birthName)),
    given !== "" && given === firstGiven(local) && "first-name",
    dateGround(document.birthDate, local.birthDate),
    document.sex !== "unknown" && document.sex === local.sex && "sex",
    document.birthPlace !== "" && document.birthPlace === local.birthPlace && "birth-place",
  ];
  return grounds.filter((ground) => ground !== null && ground !== false);
};

/** Local patients that resemble the patient of a document, best first, at most `limit` (MSS/va1.27); feeds a list that a person reads. */
export const suggestPatients = (
  document: Person,
  candidates: readonly (Person & { readonly id: string })[],
  limit = 5,
): readonly Suggestion[] =>
  candidates
    .map((candidate) => {
      const agrees = groundsFor(document, candidate);
      const score = Math.min(
        100,
        agrees.reduce((total, ground) => total + WEIGHTS[ground], 0),
      );
      return { id: candidate.id, score, agrees };
    })
    .filter((suggestion) => suggestion.score >= LEAST_SCORE)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit);
