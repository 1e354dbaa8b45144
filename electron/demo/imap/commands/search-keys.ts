import { decodeHeaderValue, foldText, readableText } from "../mime/decoded-text";
import { parsedMessage } from "../mime/parsed-message";
import type { Numbered } from "../session/numbering";
import type { View } from "../session/view";
import { hasFlag } from "../store/flags";
import { keywordOf, numberOf, textOf } from "../wire/arguments";
import { dayOf, dayOfDateHeader, parseDay } from "../wire/dates";
import type { Argument } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";
import { inRanges, parseSequenceSet } from "../wire/sequence-set";

/** Says whether a message is wanted. */
export type SearchTest = (numbered: Numbered) => boolean;

type Keys = { readonly view: View; readonly args: readonly Argument[]; at: number; modseq: boolean };

const MAX_KEYS = 500;
const FLAG_KEYS: Readonly<Record<string, readonly [flag: string, wanted: boolean]>> = {
  ANSWERED: ["\\Answered", true],
  DELETED: ["\\Deleted", true],
  DRAFT: ["\\Draft", true],
  FLAGGED: ["\\Flagged", true],
  SEEN: ["\\Seen", true],
  UNANSWERED: ["\\Answered", false],
  UNDELETED: ["\\Deleted", false],
  UNDRAFT: ["\\Draft", false],
  UNFLAGGED: ["\\Flagged", false],
  UNSEEN: ["\\Seen", false],
};
const ADDRESS_KEYS = new Set(["FROM", "TO", "CC", "BCC", "SUBJECT"]);

/** Reads search keys into one test (all must hold); `modseq` tells whether MODSEQ was among them. */
export function readSearchKeys(
  view: View,
  args: readonly Argument[],
): { readonly test: SearchTest; readonly modseq: boolean } {
  if (args.length === 0) throw new BadSyntax("Missing search key");
  if (args.length > MAX_KEYS) throw new BadSyntax("Too many search keys");
  const keys: Keys = { view, args, at: 0, modseq: false };
  const tests: SearchTest[] = [];
  while (keys.at < args.length) tests.push(readKey(keys));
  return { test: (numbered) => tests.every((test) => test(numbered)), modseq: keys.modseq };
}

function take(keys: Keys): Argument | undefined {
  keys.at += 1;
  return keys.args[keys.at - 1];
}

function readKey(keys: Keys): SearchTest {
  const arg = take(keys);
  if (arg?.kind === "list") {
    const inner = readSearchKeys(keys.view, arg.items);
    keys.modseq ||= inner.modseq;
    return inner.test;
  }
  const word = keywordOf(arg, "search key");
  if (/^[\d*]/.test(word)) return inSet(word, keys.view.count(), ({ seq }) => seq);
  const flag = Object.hasOwn(FLAG_KEYS, word) ? FLAG_KEYS[word] : undefined;
  if (flag) return ({ message }) => hasFlag(message.flags, flag[0]) === flag[1];
  if (ADDRESS_KEYS.has(word)) return inHeader(word.toLowerCase(), needle(take(keys)));
  return readOtherKey(keys, word);
}

function readOtherKey(keys: Keys, word: string): SearchTest {
  switch (word) {
    case "ALL":
    case "OLD":
      return () => true;
    case "NEW":
    case "RECENT":
      return () => false;
    case "NOT": {
      const test = readKey(keys);
      return (numbered) => !test(numbered);
    }
    case "OR": {
      const one = readKey(keys);
      const other = readKey(keys);
      return (numbered) => one(numbered) || other(numbered);
    }
    case "UID":
      return inSet(textOf(take(keys)), keys.view.largestUid(), ({ message }) => message.uid);
    case "KEYWORD":
    case "UNKEYWORD": {
      const keyword = textOf(take(keys), "keyword");
      return ({ message }) => hasFlag(message.flags, keyword) === (word === "KEYWORD");
    }
    case "LARGER":
    case "SMALLER": {
      const size = numberOf(take(keys));
      return ({ message }) => (word === "LARGER" ? message.raw.length > size : message.raw.length < size);
    }
    case "HEADER":
      return inHeader(textOf(take(keys), "header name").toLowerCase(), needle(take(keys)));
    case "BODY":
    case "TEXT":
      return inText(needle(take(keys)), word === "TEXT");
    case "MODSEQ":
      return readModseq(keys);
    default:
      return readDateKey(keys, word);
  }
}

function readDateKey(keys: Keys, word: string): SearchTest {
  const found = /^(SENT)?(BEFORE|ON|SINCE)$/.exec(word);
  if (!found) throw new BadSyntax("Unknown search key");
  const day = parseDay(textOf(take(keys), "date"));
  if (day === undefined) throw new BadSyntax("Invalid date");
  return ({ message }) => {
    const actual = found[1] ? dayOfDateHeader(headerTexts(message.raw, "date")[0] ?? "") : dayOf(message.internalDate);
    if (actual === undefined) return false;
    return found[2] === "BEFORE" ? actual < day : found[2] === "ON" ? actual === day : actual >= day;
  };
}

// `MODSEQ "/flags/\\Seen" all 42` is allowed; the entry is read and disregarded, as RFC 7162 §3.1.5 permits.
function readModseq(keys: Keys): SearchTest {
  if (keys.args[keys.at]?.kind === "quoted") keys.at += 2;
  const least = numberOf(take(keys), "mod-sequence");
  keys.modseq = true;
  return ({ message }) => message.modseq >= least;
}

function inSet(text: string, largest: number, numberOfMessage: (numbered: Numbered) => number): SearchTest {
  const ranges = parseSequenceSet(text, largest);
  if (!ranges) throw new BadSyntax("Invalid message set");
  return (numbered) => inRanges(ranges, numberOfMessage(numbered));
}

function needle(arg: Argument | undefined): string {
  return foldText(Buffer.from(textOf(arg, "search text"), "latin1").toString("utf8"));
}

function inHeader(name: string, wanted: string): SearchTest {
  return ({ message }) => headerTexts(message.raw, name).some((text) => text.includes(wanted));
}

function inText(wanted: string, alsoHeader: boolean): SearchTest {
  return ({ message }) =>
    (alsoHeader && headerTexts(message.raw).some((text) => text.includes(wanted))) ||
    foldText(readableText(parsedMessage(message.raw))).includes(wanted);
}

function headerTexts(raw: Buffer, name?: string): readonly string[] {
  const { fields } = parsedMessage(raw).header();
  return fields
    .filter((field) => name === undefined || field.name === name)
    .map((field) => foldText(decodeHeaderValue(field.value)));
}
