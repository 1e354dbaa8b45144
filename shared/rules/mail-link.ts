import type { Address } from "#shared/domain/message";
import { parseAddress } from "./address";
import { firstCharacters, singleLine } from "./fold";

/** What a `mailto:` address asks to write: people, a subject, a text; never a file, a hidden copy or a header of its choice. */
export type MailLink = {
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly text: string;
};

const LONGEST_LINK = 8000;
const MOST_ADDRESSES = 20;
const LONGEST_SUBJECT = 300;
const LONGEST_TEXT = 4000;

/**
 * Reads a `mailto:` (RFC 6068) that another program gave: only `to`, `cc`, `subject` and `body` are kept, each as plain text within bounds.
 * Null when it is not one, or holds no address that can be written to.
 */
export function readMailLink(link: string): MailLink | null {
  if (link.length > LONGEST_LINK || !/^mailto:/iu.test(link)) return null;
  const rest = link.slice("mailto:".length).replace(/#.*$/su, "");
  const mark = rest.indexOf("?");
  const fields = fieldsOf(mark < 0 ? "" : rest.slice(mark + 1));
  const to = addresses([mark < 0 ? rest : rest.slice(0, mark), ...all(fields, "to")]);
  if (to.length === 0) return null;
  return {
    to,
    cc: addresses(all(fields, "cc")),
    subject: firstCharacters(singleLine(first(fields, "subject")), LONGEST_SUBJECT),
    text: firstCharacters(plain(first(fields, "body")), LONGEST_TEXT),
  };
}

/** The `mailto:` among the arguments of a program that was started again; switches, paths and the rest are not looked at. */
export const mailLinkAmong = (args: readonly string[]): MailLink | null =>
  args.map(readMailLink).find((link) => link !== null) ?? null;

type Fields = readonly (readonly [name: string, value: string])[];

function fieldsOf(query: string): Fields {
  return query
    .split("&")
    .slice(0, 50)
    .map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? ["", ""] : [pair.slice(0, at).toLowerCase(), decoded(pair.slice(at + 1))];
    });
}

const all = (fields: Fields, name: string): readonly string[] =>
  fields.filter(([field]) => field === name).map(([, value]) => value);

const first = (fields: Fields, name: string): string => all(fields, name)[0] ?? "";

/** Percent signs that mean nothing make the value empty rather than half read. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

function addresses(lists: readonly string[]): readonly Address[] {
  const parsed = lists
    .flatMap((list) => list.split(","))
    .map((one) => parseAddress(decoded(one)))
    .flatMap((one) => (one.ok ? [one.address] : []));
  return [...new Set(parsed)].slice(0, MOST_ADDRESSES).map((address) => ({ name: "", address }));
}

/** Lines of text without controls or marks that turn the reading order. */
const plain = (text: string): string => text.replace(/\r\n?/gu, "\n").split("\n").map(singleLine).join("\n").trim();
