import { withoutDiacritics } from "#shared/rules/fold";
import type { Store } from "../open";

/** What is searched of a message, by column of the full-text index. */
export type Words = {
  readonly subject: string;
  readonly sender: string;
  readonly recipients: string;
  readonly body: string;
  readonly files: string;
  readonly documents: string;
  readonly patient: string;
  readonly types: string;
};

/** Longest text indexed of one column: a hostile message cannot fill the index. */
const LONGEST = 200_000;
const COLUMNS = [
  "subject",
  "sender",
  "recipients",
  "body",
  "files",
  "documents",
  "patient",
  "types",
] as const satisfies readonly (keyof Words)[];

/** Indexes a new message. Ligatures are undone here: the tokenizer folds accents only. */
export function indexWords(store: Store, message: number, words: Words): void {
  store.run(
    "INSERT INTO message_words (rowid, subject, sender, recipients, body, files, documents, patient, types) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [message, ...values(words)],
  );
}

/** Indexes again a message whose body came. */
export function reindexWords(store: Store, message: number, words: Words): void {
  store.run(
    "UPDATE message_words SET subject = ?, sender = ?, recipients = ?, body = ?, files = ?, documents = ?, patient = ?, types = ? WHERE rowid = ?",
    [...values(words), message],
  );
}

function values(words: Words): readonly string[] {
  return COLUMNS.map((column) => {
    const text = words[column].slice(0, LONGEST);
    return /[^ -~\s]/u.test(text) ? withoutDiacritics(text) : text;
  });
}
