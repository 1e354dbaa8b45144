import { firstCharacters, fold, singleLine } from "./fold";

const PREFIX = "$PliLabel_";
const LONGEST_NAME = 40;

/** A label's name as kept: one line, no more than 40 characters. */
export const labelName = (name: string): string => firstCharacters(singleLine(name), LONGEST_NAME);

/** What tells labels apart and travels to the server: lower-case ASCII letters, digits and `_`; empty when nothing of the name can be kept. */
export const labelSlug = (name: string): string =>
  fold(labelName(name))
    .replace(/[^a-z0-9]+/gu, "_")
    .replace(/^_+|_+$/gu, "")
    .slice(0, LONGEST_NAME);

/** The IMAP keyword of a label (RFC 9051 §2.3.2: an atom): colleagues who share the mailbox see the same labels. */
export const labelKeyword = (slug: string): string => `${PREFIX}${slug}`;

/** The label that a keyword stands for, null for any other keyword; case does not count, as for the server. */
export function slugOfKeyword(keyword: string): string | null {
  if (!keyword.toLowerCase().startsWith(PREFIX.toLowerCase())) return null;
  const slug = keyword.slice(PREFIX.length).toLowerCase();
  return slug !== "" && labelSlug(slug) === slug ? slug : null;
}

/** A name for a label first seen on the server: its words, the first with a capital. */
export function nameOfSlug(slug: string): string {
  const words = slug.replaceAll("_", " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
