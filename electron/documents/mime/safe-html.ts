import { decodeEntities, escapeHtml } from "#shared/rules/html-entities";
import { type HtmlAttribute, readHtml } from "#shared/rules/html-tokens";
import { LIMITS } from "./mime-limits";
import { plainBody } from "#shared/rules/plain-line";
import { rasterType } from "./raster";

const TAGS = new Set(
  "p div span br hr b strong i em u s sub sup small big center h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code table caption thead tbody tfoot tr td th img".split(
    " ",
  ),
);
const VOID = new Set(["br", "hr", "img"]);
const SPANS: Readonly<Record<string, readonly string[]>> = {
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan"],
  img: ["width", "height"],
};
const MAX_DEPTH = 100;
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/]{16}[A-Za-z0-9+/]*={0,2})$/;

/**
 * HTML reduced to the tags of text and tables, without style, class, id, handler or address of any kind; pictures only when they are
 * raster data URLs. Rebuilt from tokens, well formed, linear in time. For tools and quoting: the message frame sanitises by itself.
 */
export function safeHtml(html: string): string {
  const out: string[] = [];
  const open: string[] = [];
  for (const token of readHtml(plainBody(html.slice(0, LIMITS.htmlChars * 4)))) {
    if (token.kind === "text") out.push(escapeHtml(decodeEntities(token.text)));
    else if (!TAGS.has(token.name)) continue;
    else if (token.kind === "close") closeTo(token.name, open, out);
    else if (VOID.has(token.name)) out.push(voidTag(token.name, token.attributes));
    else if (open.length < MAX_DEPTH) {
      out.push(`<${token.name}${numbers(token.name, token.attributes)}>`);
      open.push(token.name);
    }
  }
  while (open.length > 0) out.push(`</${open.pop() ?? ""}>`);
  return out.join("");
}

/** Closes what stands open down to the nearest `name`; an end tag without its start is dropped. */
function closeTo(name: string, open: string[], out: string[]): void {
  const depth = open.lastIndexOf(name);
  while (depth >= 0 && open.length > depth) out.push(`</${open.pop() ?? ""}>`);
}

function voidTag(name: string, attributes: readonly HtmlAttribute[]): string {
  if (name !== "img") return `<${name}>`;
  const find = (wanted: string): string => attributes.find((one) => one.name === wanted)?.value ?? "";
  const alt = escapeHtml(decodeEntities(find("alt")).slice(0, 500));
  const source = decodeEntities(find("src")).trim();
  const data = PICTURE.exec(source)?.[1];
  if (!data || !rasterType(Buffer.from(data.slice(0, 16), "base64"))) return alt;
  return `<img src="${source}" alt="${alt}"${numbers("img", attributes)}>`;
}

function numbers(tag: string, attributes: readonly HtmlAttribute[]): string {
  const kept = attributes.filter(({ name, value }) => SPANS[tag]?.includes(name) && /^[1-9]\d{0,3}$/.test(value));
  return kept.map(({ name, value }) => ` ${name}="${value}"`).join("");
}
