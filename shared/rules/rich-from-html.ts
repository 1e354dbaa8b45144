import type { RichText } from "#shared/domain/rich-text";
import { decodeEntities } from "./html-entities";
import { attributeOf, linkTarget, saysTarget } from "./html-links";
import { type HtmlAttribute, type HtmlToken, readHtml } from "./html-tokens";
import { plainBody } from "./plain-line";
import { RichBuilder, type RichLook } from "./rich-builder";
import { wordLists } from "./word-lists";

/** Longer sources are not read: those of a spreadsheet of a thousand rows are shorter. */
const LONGEST = 8_000_000;
const DEEPEST = 200;
const PLAIN: RichLook = { bold: false, italic: false };

/** Elements that stand on lines of their own. */
const LINES = new Set(
  "p div h1 h2 h3 h4 h5 h6 blockquote pre dt dd section article header footer main aside nav address center hr caption figure figcaption fieldset form legend option".split(
    " ",
  ),
);
const HEADINGS = /^h[1-6]$/u;

type Element = { readonly name: string; readonly look: RichLook; readonly opened: boolean };
type Reading = {
  readonly builder: RichBuilder;
  readonly open: Element[];
  /** How many of each name are open: most end tags of a hostile source end nothing. */
  readonly names: Map<string, number>;
  pre: number;
  /** The link that is open and its words so far. */
  link: { readonly target: string; words: string } | null;
};

/**
 * A foreign HTML (pasted, or of another client) as a formatted text of ours. What the model does not have becomes text or goes: a link is its
 * words and its address, a picture its description. No recursion, linear time. Null when it is too long or too heavy to be kept.
 */
export function richFromHtml(html: string): RichText | null {
  if (html.length > LONGEST) return null;
  const reading: Reading = { builder: new RichBuilder(), open: [], names: new Map(), pre: 0, link: null };
  for (const token of wordLists(readHtml(html))) {
    if (reading.builder.isTooHeavy) return null;
    read(reading, token);
  }
  return reading.builder.done();
}

function read(reading: Reading, token: HtmlToken): void {
  if (token.kind === "text") words(reading, token.text);
  else if (token.kind === "open") open(reading, token.name, token.attributes);
  else close(reading, token.name);
}

function words(reading: Reading, source: string): void {
  const { builder, pre, link } = reading;
  const text = plainBody(decodeEntities(pre > 0 ? source : source.replaceAll(/[ \t\r\n\f]+/gu, " ")));
  const isStart = builder.last === "" || builder.last === " " || builder.last === "\n";
  const kept = pre === 0 && isStart ? text.replace(/^ /u, "") : text;
  if (kept === "") return;
  builder.words(kept, look(reading));
  if (link !== null && link.words.length < 3000) link.words += kept;
}

const look = (reading: Reading): RichLook => reading.open.at(-1)?.look ?? PLAIN;

function open(reading: Reading, name: string, attributes: readonly HtmlAttribute[]): void {
  const { builder } = reading;
  if (name === "br") return builder.words("\n", look(reading));
  if (name === "img") return words(reading, attributeOf(attributes, "alt"));
  if (VOID.has(name)) return name === "hr" ? builder.endLine() : undefined;
  endOthers(reading, name);
  const style = decodeEntities(attributeOf(attributes, "style")).slice(0, 2000).toLowerCase();
  if (LINES.has(name)) builder.endLine();
  const opened = openPlace(reading, name, attributes);
  if (reading.open.length >= DEEPEST) {
    if (opened) builder.close();
    return;
  }
  reading.open.push({ name, look: lookOf(name, style, look(reading)), opened });
  reading.names.set(name, (reading.names.get(name) ?? 0) + 1);
  if (name === "pre") reading.pre += 1;
  if (name === "a") reading.link = { target: linkTarget(attributes), words: "" };
}

const VOID = new Set("area base col embed hr input link meta param source track wbr".split(" "));

/** Whether a place of the text was opened for the element. */
function openPlace({ builder }: Reading, name: string, attributes: readonly HtmlAttribute[]): boolean {
  switch (name) {
    case "ul":
    case "ol":
      return builder.openList(name === "ol");
    case "li":
      return builder.openItem();
    case "table":
      return builder.openTable();
    case "tr":
      return builder.openRow() || lineOf(builder);
    case "td":
    case "th":
      return (
        builder.openCell({
          header: name === "th",
          columns: span(attributes, "colspan"),
          rows: span(attributes, "rowspan"),
        }) || blankOf(builder)
      );
    default:
      return false;
  }
}

/** A row where no table may stand is a line. */
function lineOf(builder: RichBuilder): false {
  builder.endLine();
  return false;
}

/** A cell without a row is words after others. */
function blankOf(builder: RichBuilder): false {
  if (!["", " ", "\n"].includes(builder.last)) builder.words(" ", PLAIN);
  return false;
}

const span = (attributes: readonly HtmlAttribute[], name: string): number => {
  const count = Number.parseInt(attributeOf(attributes, name), 10);
  return count >= 1 && count <= 1000 ? count : 1;
};

function lookOf(name: string, style: string, around: RichLook): RichLook {
  const weight = /font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)/u.exec(style)?.[1];
  const slant = /font-style\s*:\s*(italic|oblique|normal)/u.exec(style)?.[1];
  return {
    bold: weight === undefined ? around.bold || BOLD.has(name) || HEADINGS.test(name) : /bold|[6-9]00/u.test(weight),
    italic: slant === undefined ? around.italic || ITALIC.has(name) : slant !== "normal",
  };
}
const BOLD = new Set(["b", "strong"]);
const ITALIC = new Set(["i", "em", "cite", "var", "dfn"]);

/** What an end tag may leave out (HTML, optional tags): an item ends the one before it, a cell the cell, a row the row. */
const ENDS: Readonly<Record<string, { readonly same: readonly string[]; readonly within: readonly string[] }>> = {
  li: { same: ["li"], within: ["ul", "ol", "table"] },
  td: { same: ["td", "th"], within: ["tr", "table"] },
  th: { same: ["td", "th"], within: ["tr", "table"] },
  tr: { same: ["tr"], within: ["table"] },
};

function endOthers(reading: Reading, name: string): void {
  const ends = ENDS[name];
  if (ends === undefined) return;
  const bound = reading.open.findLastIndex((one) => ends.within.includes(one.name));
  const at = reading.open.findLastIndex((one) => ends.same.includes(one.name));
  if (at > bound) popTo(reading, at);
}

/** Elements whose end tag does not end what stands around a cell, a list or a table. */
const WALLS = new Set(["td", "th", "table", "li", "ul", "ol"]);

function close(reading: Reading, name: string): void {
  if ((reading.names.get(name) ?? 0) === 0) return LINES.has(name) ? reading.builder.endLine() : undefined;
  const at = reading.open.findLastIndex((one) => one.name === name);
  const wall = reading.open.findLastIndex((one) => WALLS.has(one.name));
  if (at >= 0 && (at >= wall || WALLS.has(name) || name === "tr")) popTo(reading, at);
  else if (LINES.has(name)) reading.builder.endLine();
}

function popTo(reading: Reading, at: number): void {
  while (reading.open.length > at) {
    const element = reading.open.pop();
    if (element === undefined) return;
    reading.names.set(element.name, (reading.names.get(element.name) ?? 1) - 1);
    endElement(reading, element);
  }
}

function endElement(reading: Reading, { name, opened }: Element): void {
  const { builder } = reading;
  if (name === "a") endLink(reading);
  if (name === "pre") reading.pre -= 1;
  if (opened) builder.close();
  else if (LINES.has(name)) builder.endLine();
}

/** The address of a link stands after its words, when they say something else. */
function endLink(reading: Reading): void {
  const { link } = reading;
  reading.link = null;
  if (link === null || link.target === "" || saysTarget(link.words.trim(), link.target)) return;
  reading.builder.words(`${link.words === "" ? "" : " "}<${link.target}>`, look(reading));
}
