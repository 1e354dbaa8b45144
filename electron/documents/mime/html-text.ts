import { decodeEntities } from "#shared/rules/html-entities";
import { attributeOf, linkTarget, saysTarget } from "#shared/rules/html-links";
import { readHtml } from "#shared/rules/html-tokens";
import { LIMITS } from "./mime-limits";
import { plainBody } from "#shared/rules/plain-line";

const LINES: Readonly<Record<string, string>> = {
  p: "\n\n",
  h1: "\n\n",
  h2: "\n\n",
  h3: "\n\n",
  h4: "\n\n",
  h5: "\n\n",
  h6: "\n\n",
  blockquote: "\n\n",
  ul: "\n",
  ol: "\n",
  table: "\n",
  pre: "\n",
  div: "\n",
  li: "\n",
  tr: "\n",
  dt: "\n",
  dd: "\n",
  section: "\n",
  article: "\n",
  header: "\n",
  footer: "\n",
  address: "\n",
  center: "\n",
  hr: "\n",
};

/**
 * Plain text of an HTML body: lines where blocks are, `- ` before items, a tab between cells, the target of a link after its text when
 * it says something else. Linear time, no DOM; the answer is bounded by `LIMITS.textChars`.
 */
export function htmlToText(html: string): string {
  const out = new Lines();
  let target = "";
  let linkFrom = 0;
  for (const token of readHtml(html)) {
    if (out.size > LIMITS.textChars) break;
    if (token.kind === "text") {
      out.words(decodeEntities(token.text));
      continue;
    }
    const { name } = token;
    if (token.kind === "open") {
      if (name === "br") out.lineEnd();
      if (name === "img") out.words(decodeEntities(attributeOf(token.attributes, "alt")));
      if (name === "a") [target, linkFrom] = [linkTarget(token.attributes), out.mark()];
    } else if (name === "a" && target) {
      if (!saysTarget(out.since(linkFrom), target)) out.words(` <${target}>`);
      target = "";
    }
    out.block(LINES[name]?.length ?? 0);
    if (token.kind === "open" && name === "li") out.words("- ");
    if (token.kind === "close" && (name === "td" || name === "th")) out.cell();
  }
  return plainBody(out.text()).slice(0, LIMITS.textChars);
}

/** Text being laid out: blanks collapse, at most one empty line stands between two blocks. */
class Lines {
  readonly #pieces: string[] = [];
  #wanted = 0;
  #space: "" | " " | "\t" = "";
  size = 0;

  words(text: string): void {
    const squeezed = text.replace(/[ \t\r\n\f]+/g, " ");
    if (squeezed.trim() === "") {
      if (squeezed && this.size > 0 && this.#space === "") this.#space = " ";
      return;
    }
    const lead = squeezed.startsWith(" ") && this.#space === "" ? " " : this.#space;
    const break_ = this.size === 0 ? "" : "\n".repeat(this.#wanted);
    this.#push((break_ || (this.size === 0 ? "" : lead)) + squeezed.trim());
    this.#wanted = 0;
    this.#space = squeezed.endsWith(" ") ? " " : "";
  }
  lineEnd(): void {
    this.#wanted = Math.min(this.#wanted + 1, 2);
  }
  block(lines: number): void {
    this.#wanted = Math.max(this.#wanted, lines);
  }
  cell(): void {
    this.#space = "\t";
  }
  mark(): number {
    return this.#pieces.length;
  }
  since(mark: number): string {
    return this.#pieces
      .slice(mark, mark + 50)
      .join("")
      .trim();
  }
  text(): string {
    return this.#pieces.join("");
  }
  #push(text: string): void {
    this.#pieces.push(text);
    this.size += text.length;
  }
}
