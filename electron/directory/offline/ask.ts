import { nakedIdentifier } from "#shared/rules/person-facts";
import type { Finding, SourceAnswer } from "../finding";
import { MOST_ENTRIES } from "../finding";
import { matches } from "../matches";
import type { Question, Wording } from "../question";
import { comparable, professionOf } from "../vocabulary";
import { type WordField, wordsOf } from "./collect-words";
import { findingOfRow } from "./finding-of-row";
import { among, either, unpackRows } from "./numbers";
import type { OfflineFile } from "./offline-file";
import { rememberingLists, type WordIndex } from "./read-words";

/** Once so few rows are left, reading them costs less than another list. */
const FEW = 40;
/** Rows read for one question at most: the first hundred that agree are among them, or the question says too little. */
const MOST_READ = 600;
const MOST_SIMILAR = 4;
/** Every row tells all of these: one that does not agree is left out. */
const STRICT: ReadonlySet<string> = new Set(
  "family given idNat profession specialty structure street postalCode city".split(" "),
);
const NAMES: readonly WordField[] = ["f", "g", "o"];

/** Rows must hold one of these words in one of the fields. */
type Wanted = { readonly fields: readonly WordField[]; readonly words: readonly string[]; readonly whole?: boolean };

/** Answers from the offline directory, best names first; when nobody is called so, one typing error in a name or a city is forgiven. */
export function askOffline(opened: OfflineFile, question: Question, most = MOST_ENTRIES): SourceAnswer {
  const file = { ...opened, words: rememberingLists(opened.words) };
  const keyed = rowsByKey(file, question);
  if (keyed !== null) return answer(file, question, { ids: keyed, more: false }, most);
  const wanted = wantedOf(question, file.specialties);
  const readings = question.wordings.map((wording) => [...wanted, ...wantedOfWording(wording)]);
  const found = answer(file, question, rowsOf(file, question, readings.length > 0 ? readings : [wanted]), most);
  if (found.findings.length > 0 || found.ignored.length > 0) return found;
  const corrected = correct(file.words, question.wordings);
  if (corrected.length === 0) return found;
  const again = { ...question, wordings: corrected.flatMap(({ wordings }) => wordings) };
  return answer(
    file,
    again,
    rowsOf(
      file,
      again,
      corrected.map(({ words }) => [...wanted, ...words]),
    ),
    most,
  );
}

/** Rows to read, best first; `more`: others may answer too. */
type Rows = { readonly ids: Iterable<number>; readonly more: boolean };

function answer(file: OfflineFile, question: Question, rows: Rows | null, most: number): SourceAnswer {
  if (rows === null) return { findings: [], cut: "no", ignored: ["street"] };
  const found: Finding[] = [];
  for (const cells of file.entries(rows.ids)) {
    for (const finding of findingOfRow(cells)) if (matches(finding, question, STRICT)) found.push(finding);
    if (found.length > most) break;
  }
  return { findings: found.slice(0, most), cut: rows.more || found.length > most ? "size" : "no", ignored: [] };
}

/** A whole address or an identifier is found by its key; null when neither was given. */
function rowsByKey(file: OfflineFile, question: Question): readonly number[] | null {
  if (question.address.includes("@")) return file.ofAddress(question.address);
  return question.idNat === "" ? null : file.ofPerson(nakedIdentifier(question.idNat));
}

/** The rows that may answer one of the readings; null when nothing of the question is indexed (a street alone). */
function rowsOf(file: OfflineFile, question: Question, readings: readonly (readonly Wanted[])[]): Rows | null {
  const lists = readings.filter((wanted) => wanted.length > 0).map((wanted) => rowsWith(file.words, wanted));
  if (lists.length === 0) return null;
  const ids = either(lists);
  if (ids.length <= MOST_READ) return { ids, more: false };
  return { ids: bestFirst(file.words, ids, question), more: true };
}

/** Rows that hold every word; the rarest first, and no list is opened once few rows are left. */
function rowsWith(index: WordIndex, wanted: readonly Wanted[]): Int32Array {
  const all = wanted.map(({ fields, words, whole }) => words.flatMap((word) => index.lists(fields, word, whole)));
  const [first = [], ...others] = all.toSorted((one, other) => sizeOf(one) - sizeOf(other));
  return others.reduce((rows, lists) => (rows.length <= FEW ? rows : among(rows, lists)), unpackRows(first));
}

const sizeOf = (lists: readonly Uint8Array[]): number => lists.reduce((sum, { length }) => sum + length, 0);

function wantedOf(question: Question, specialties: OfflineFile["specialties"]): readonly Wanted[] {
  const each = (text: string, fields: readonly WordField[]): readonly Wanted[] =>
    wordsOf(text).map((word) => ({ fields, words: [word] }));
  const special = comparable(question.specialty);
  const codes = [...specialties].filter(([, label]) => comparable(label).includes(special)).map(([code]) => code);
  const profession = professionOf(question.profession)?.code;
  return [
    // Without its domain an address is looked for by its words, which are those of a name most often.
    ...each(question.address, NAMES),
    ...each(question.family, ["f", "o"]),
    ...each(question.given, ["g"]),
    ...each(question.structure, ["o"]),
    ...each(question.city, ["c"]),
    ...each(question.postalCode, ["z"]),
    ...(special !== "" ? [{ fields: ["s"] as const, words: codes, whole: true }] : []),
    ...(special === "" && profession !== undefined
      ? [{ fields: ["p"] as const, words: [profession], whole: true }]
      : []),
  ];
}

const wantedOfWording = ({ name, city }: Wording): readonly Wanted[] => [
  ...name.flatMap((text) => wordsOf(text).map((word) => ({ fields: NAMES, words: [word] }))),
  ...wordsOf(city).map((word) => ({ fields: ["c"] as const, words: [word] })),
];

/** At most `MOST_READ` rows: those whose family name is a word asked, then those whose family name begins so, then the others. */
function bestFirst(words: WordIndex, ids: Int32Array, question: Question): ReadonlySet<number> {
  const names = [question.family, ...question.wordings.flatMap(({ name }) => name)].flatMap(wordsOf);
  const chosen = new Set<number>();
  const take = (rows: Int32Array): void => {
    for (const row of rows) {
      if (chosen.size >= MOST_READ) return;
      chosen.add(row);
    }
  };
  for (const whole of [true, false])
    if (chosen.size < MOST_READ)
      take(
        among(
          ids,
          names.flatMap((word) => words.lists(["f"], word, whole)),
        ),
      );
  take(ids);
  return chosen;
}

/** One word of a wording replaced by those that the directory knows and that resemble it. */
type Correction = { readonly wordings: readonly Wording[]; readonly words: readonly Wanted[] };

function correct(index: WordIndex, wordings: readonly Wording[]): readonly Correction[] {
  return wordings.flatMap((wording) => {
    // Word by word, as the index has them: "dupnot-demo" has one mistake, and one word without.
    const [name, city] = [wording.name.flatMap(wordsOf), wordsOf(wording.city)];
    const typed = [...name, ...city];
    const isName = (at: number): boolean => at < name.length;
    const fieldsAt = (at: number): readonly WordField[] => (isName(at) ? NAMES : ["c"]);
    // A word that the directory does not know is the mistyped one; when it knows them all, any of them may be.
    const unknown = [...typed.keys()].filter((at) => index.lists(fieldsAt(at), typed[at] ?? "").length === 0);
    if (unknown.length > 1) return [];
    return (unknown.length === 1 ? unknown : [...typed.keys()]).flatMap((at) => {
      const near = index.near(isName(at) ? ["f", "g"] : ["c"], typed[at] ?? "", MOST_SIMILAR);
      if (near.length === 0) return [];
      const replaced = (by: string): Wording => {
        const words = typed.with(at, by);
        return { name: words.slice(0, name.length), city: words.slice(name.length).join(" ") };
      };
      const kept = [...typed.keys()]
        .filter((other) => other !== at)
        .map((other) => ({ fields: fieldsAt(other), words: [typed[other] ?? ""] }));
      return [{ wordings: near.map(replaced), words: [...kept, { fields: fieldsAt(at), words: near }] }];
    });
  });
}
