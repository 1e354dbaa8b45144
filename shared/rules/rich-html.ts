import type { RichBlock, RichCell, RichItem, RichRun, RichText } from "#shared/domain/rich-text";
import { escapeHtml } from "./html-entities";
import { textOf } from "./rich-text";

/**
 * The text/html form of a message of ours (ECO.2.2.4): a whole document that says its charset, made of `div`, `ul`, `ol`, `li`, `table`, `tr`,
 * `td`, `th`, `b`, `i`, `br` alone. Every character of the text is escaped; no style, no address, no picture.
 */
export const richToHtml = (rich: RichText): string =>
  `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n${richToFragment(rich)}\n</body></html>\n`;

/** What stands in the body of `richToHtml`, a line a block. */
export const richToFragment = (rich: RichText): string => rich.map(block).join("\n");

function block(one: RichBlock): string {
  switch (one.kind) {
    case "paragraph":
      return `<div>${line(one.runs)}</div>`;
    case "list":
      return list(one);
    case "table":
      return `<table border="1" cellspacing="0" cellpadding="5"><tbody>\n${one.rows.map(row).join("\n")}\n</tbody></table>`;
  }
}

const list = ({ ordered, items }: { readonly ordered: boolean; readonly items: readonly RichItem[] }): string => {
  const name = ordered ? "ol" : "ul";
  return `<${name}>\n${items.map((item) => `<li>${line(item.runs)}${item.lists.map(list).join("")}</li>`).join("\n")}\n</${name}>`;
};

const row = (cells: readonly RichCell[]): string => `<tr>${cells.map(cell).join("\n")}</tr>`;

const cell = ({ runs, header }: RichCell): string =>
  header === true ? `<th align="left">${line(runs)}</th>` : `<td>${line(runs)}</td>`;

/** An empty line has its height by `<br>`; a line that ends by a break needs a second one for the last to be seen. */
function line(runs: readonly RichRun[]): string {
  const whole = textOf(runs);
  const html = spaced(runs).map(run).join("");
  return whole === "" || whole.endsWith("\n") ? `${html}<br>` : html;
}

function run({ text, bold, italic }: RichRun): string {
  const words = escapeHtml(text).replaceAll("\n", "<br>\n");
  const slanted = italic === true ? `<i>${words}</i>` : words;
  return bold === true ? `<b>${slanted}</b>` : slanted;
}

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;
const NO_BREAK_SPACE = "\u00a0";

/** Spaces that HTML would drop (at the ends of a line, after another one) as spaces that it keeps. */
function spaced(runs: readonly RichRun[]): readonly RichRun[] {
  const plain = runs.map((one) => ({ ...one, text: one.text.replaceAll(CONTROLS, "").replaceAll("\t", "    ") }));
  const whole = textOf(plain);
  let [kept, last] = ["", ""];
  for (let at = 0; at < whole.length; at += 1) {
    const isDropped = [undefined, "\n"].includes(whole[at - 1]) || [undefined, "\n"].includes(whole[at + 1]);
    last = whole[at] === " " && (isDropped || last === " ") ? NO_BREAK_SPACE : (whole[at] ?? "");
    kept += last;
  }
  let from = 0;
  return plain.map((one) => {
    from += one.text.length;
    return { ...one, text: kept.slice(from - one.text.length, from) };
  });
}
