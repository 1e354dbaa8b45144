import { fold } from "./fold";

/** A search as understood: every text is folded; a field that was not asked is empty or `null`. Dates are `YYYY-MM-DD`. */
export type SearchQuery = {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly subject: readonly string[];
  /** With or without attachment, or the words of its name. */
  readonly attachment: boolean | null;
  readonly attachmentNames: readonly string[];
  readonly patient: readonly string[];
  readonly type: readonly string[];
  readonly folder: readonly string[];
  /** Strictly before the day; from the day on. */
  readonly before: string | null;
  readonly after: string | null;
  readonly read: boolean | null;
  readonly followUp: boolean | null;
  /** Words and quoted phrases looked for anywhere. */
  readonly words: readonly string[];
  /** Same as an FTS5 expression where nothing of the text is syntax; empty when there are no words. */
  readonly match: string;
};

type Draft = {
  -readonly [Key in keyof SearchQuery]: SearchQuery[Key] extends readonly string[] ? string[] : SearchQuery[Key];
};
type Term = { readonly field: string; readonly value: string; readonly raw: string; readonly quoted: boolean };

const LONGEST = 500;
const MOST_TERMS = 40;

const TERM =
  /(?:(de|a|à|objet|pj|patient|type|avant|apr[eè]s|dossier|lu|suivi|from|to|subject|file|before|after|folder|read|tracked)\s?:\s?)?(?:"([^"]*)"?|([^\s"]+))/giu;

/** Splits on spaces outside quotes; an unclosed quote runs to the end. */
const termsOf = (text: string): readonly Term[] =>
  [...text.matchAll(TERM)].slice(0, MOST_TERMS).map(([raw, field, quoted, bare]) => ({
    field: field === undefined ? "" : fold(field),
    value: (quoted ?? bare ?? "").trim(),
    raw,
    quoted: quoted !== undefined,
  }));

const DAY = /^(?:(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?|(?:(?:(\d{1,2})\/)?(\d{1,2})\/)?(\d{4}))$/;

/** First day of what was written: `2024`, `2024-03`, `2024-03-05`, `03/2024` or `05/03/2024`; `null` when it is not a date. */
const firstDay = (text: string): string | null => {
  const found = DAY.exec(text);
  if (found === null) return null;
  const [, year1, month1, day1, day2, month2, year2] = found;
  const parts = [Number(year1 ?? year2), Number(month1 ?? month2 ?? 1), Number(day1 ?? day2 ?? 1)] as const;
  const date = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]));
  const kept =
    date.getUTCFullYear() === parts[0] && date.getUTCMonth() === parts[1] - 1 && date.getUTCDate() === parts[2];
  return kept ? date.toISOString().slice(0, 10) : null;
};

const yesNo = (text: string): boolean | null => {
  const word = fold(text);
  return ["oui", "o", "yes", "y", "1"].includes(word) ? true : ["non", "n", "no", "0"].includes(word) ? false : null;
};

// In French, then in English: both are understood whatever the language of the window.
const LISTS = {
  ...({ de: "from", a: "to", objet: "subject", patient: "patient", type: "type", dossier: "folder" } as const),
  ...({ from: "from", to: "to", subject: "subject", folder: "folder" } as const),
};
const DATES = { avant: "before", apres: "after", before: "before", after: "after" } as const;
const FLAGS = {
  lu: "read",
  suivi: "followUp",
  pj: "attachment",
  read: "read",
  tracked: "followUp",
  file: "attachment",
} as const;

const own = <Table extends object>(table: Table, key: string): Table[keyof Table] | null =>
  Object.hasOwn(table, key) ? table[key as keyof Table] : null;

/** Puts a term in its field; `false` when it is not a field, or not a value that the field takes. */
const place = (query: Draft, term: Term): boolean => {
  const list = own(LISTS, term.field);
  const date = own(DATES, term.field);
  const flag = own(FLAGS, term.field);
  const value = fold(term.value);
  if (value === "") return false;
  if (list !== null) {
    query[list].push(value);
    return true;
  }
  if (date !== null) {
    const day = firstDay(term.value);
    if (day !== null) query[date] = day;
    return day !== null;
  }
  if (flag === null) return false;
  const answer = term.quoted ? null : yesNo(term.value);
  if (answer !== null) query[flag] = answer;
  else if (flag === "attachment") query.attachmentNames.push(value);
  return answer !== null || flag === "attachment";
};

/** FTS5 string: between double quotes, where only the double quote itself has to be doubled. */
const quote = (word: string): string => `"${word.replaceAll('"', '""')}"`;

const empty = (): Draft => ({
  from: [],
  to: [],
  subject: [],
  attachment: null,
  attachmentNames: [],
  patient: [],
  type: [],
  folder: [],
  before: null,
  after: null,
  read: null,
  followUp: null,
  words: [],
  match: "",
});

/**
 * Reads what a person types in the search field: `de: à: objet: pj: patient: type: avant: après: dossier: lu: suivi:` (in English `from: to: subject: file: before: after: folder: read: tracked:`), words,
 * "phrases". Anything else is text to look for (D03). The last bare word may be unfinished: it is matched as a prefix.
 */
export const parseSearch = (input: string): SearchQuery => {
  const text = input
    .slice(0, LONGEST)
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, " ");
  const query = empty();
  let prefix = false;
  for (const term of termsOf(text)) {
    if (place(query, term)) {
      prefix = false;
      continue;
    }
    const word = fold(term.field === "" ? term.value : term.raw.replaceAll('"', " "));
    // Nothing to index in it: FTS5 would make an empty phrase of it.
    if (!/[\p{L}\p{N}]/u.test(word)) continue;
    query.words.push(word);
    prefix = !term.quoted && !/\s$/.test(text);
  }
  const last = query.words.length - 1;
  query.match = query.words.map((word, index) => quote(word) + (prefix && index === last ? "*" : "")).join(" ");
  return query;
};
