import { decodeEntities } from "./html-entities";
import { attributeOf } from "./html-links";
import type { HtmlToken } from "./html-tokens";

/** Word goes no deeper. */
const DEEPEST = 9;
const LEVEL = /mso-list\s*:\s*l\d+\s+level([1-9])\b/iu;
const IGNORED = /mso-list\s*:\s*ignore/iu;
/** `1.`, `a)`, `(iv)`: what numbers an item; anything else is a bullet. */
const NUMBERED = /^\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]/iu;

/** A list of Word that is open, and whether its numbers were seen. */
type Open = { readonly ordered: boolean };
/** A paragraph of Word that is an item: its level, its marker so far and what it is written in, and the tags that came before its words. */
type Item = { readonly level: number; marker: string; readonly ignored: string[]; before: HtmlToken[]; begun: boolean };

/**
 * Word copies its lists as paragraphs that carry `mso-list`, with the bullet or number written in them: they come out as lists, without
 * their markers. Everything else passes as it is; one pass, nothing kept but the marker.
 */
export function* wordLists(tokens: Iterable<HtmlToken>): Generator<HtmlToken> {
  const lists: Open[] = [];
  let item: Item | null = null;
  for (const token of tokens) {
    // A paragraph ends where the next one begins, its end tag written or not.
    if (item?.begun === false && endsParagraph(token)) yield* begin(lists, item);
    if (item !== null && endsParagraph(token)) item = null;
    if (item === null) {
      const level = levelOf(token);
      if (level !== null) item = { level, marker: "", ignored: [], before: [], begun: false };
      else {
        if (!isSpace(token)) yield* closeTo(lists, 0);
        yield token;
      }
    } else if (token.kind === "close" && token.name === "p") {
      if (!item.begun) yield* begin(lists, item);
      item = null;
    } else if (!isMarker(item, token)) {
      if (!item.begun && token.kind === "text" && !isSpace(token)) yield* begin(lists, item);
      if (item.begun) yield token;
      else if (token.kind !== "text") item.before.push(token);
    }
  }
  yield* closeTo(lists, 0);
}

const endsParagraph = (token: HtmlToken): boolean => token.kind === "open" && ENDS.has(token.name);
const ENDS = new Set(["p", "div", "table", "ul", "ol"]);

/** The level of the item that a tag opens; null where it opens none. */
function levelOf(token: HtmlToken): number | null {
  if (token.kind !== "open" || token.name !== "p") return null;
  const level = LEVEL.exec(styleOf(token))?.[1];
  return level === undefined ? null : Math.min(Number(level), DEEPEST);
}

const styleOf = (token: Extract<HtmlToken, { kind: "open" }>): string =>
  decodeEntities(attributeOf(token.attributes, "style").slice(0, 2000));

const isSpace = (token: HtmlToken): boolean => token.kind === "text" && decodeEntities(token.text).trim() === "";

/** Whether the token is of the item's marker, which is then read and left out. */
function isMarker(item: Item, token: HtmlToken): boolean {
  const isWithin = item.ignored.length > 0;
  if (token.kind === "text") {
    if (isWithin && item.marker.length < 20) item.marker += decodeEntities(token.text).trim().slice(0, 20);
    return isWithin;
  }
  if (token.kind === "open") {
    if (!isWithin && !IGNORED.test(styleOf(token))) return false;
    if (token.name !== "br" && token.name !== "img") item.ignored.push(token.name);
    return true;
  }
  // Cut where it is: a copy for each of a hundred thousand end tags would take minutes.
  if (isWithin) item.ignored.length = Math.max(0, item.ignored.lastIndexOf(token.name));
  return isWithin;
}

/** Opens the item, in the list of its level: the one that is open when it is of the same kind, else a new one. */
function* begin(lists: Open[], item: Item): Generator<HtmlToken> {
  const ordered = NUMBERED.test(item.marker);
  item.begun = true;
  yield* closeTo(lists, item.level);
  if (lists.length === item.level) {
    if (lists.at(-1)?.ordered === ordered) yield { kind: "close", name: "li" };
    else yield* closeTo(lists, item.level - 1);
  }
  while (lists.length < item.level) {
    yield { kind: "open", name: ordered ? "ol" : "ul", attributes: [] };
    lists.push({ ordered });
    if (lists.length < item.level) yield { kind: "open", name: "li", attributes: [] };
  }
  yield { kind: "open", name: "li", attributes: [] };
  yield* item.before;
}

/** Closes the lists deeper than a level. */
function* closeTo(lists: Open[], level: number): Generator<HtmlToken> {
  while (lists.length > level) {
    const last = lists.pop();
    yield { kind: "close", name: "li" };
    yield { kind: "close", name: last?.ordered === true ? "ol" : "ul" };
  }
}
