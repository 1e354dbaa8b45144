import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { simpleParser } from "mailparser";
import type { RichText } from "#shared/domain/rich-text";
import { arrivedAt, newColleague, newMark, send, sent, write, type Written } from "./support/mail";
import type { Practice } from "./support/practice";
import { requirement } from "./support/requirement";

requirement(["ECO.2.2.3", "ECO.2.2.4", "MSS/va1.11"], async (practice, evidence) => {
  const words = "Œdème, 37 °C, « à revoir » : 12 €.";
  const alone = await sent(practice, { to: [newColleague()], subject: "Déjà vu à Noël", text: words });
  const { card } = await documentFrom(practice);
  const joined = await sent(practice, { to: [newColleague()], documentId: card.id, text: words });
  expect(alone.headers.get("content-type")).toMatch(/^(?:text\/plain; ?charset=utf-8|multipart\/alternative)/iu);
  expect(joined.headers.get("content-type")).toMatch(/^multipart\/mixed/iu);
  const rich = [
    { kind: "paragraph" as const, runs: [{ text: words, bold: true as const }] },
    { kind: "table" as const, rows: [[{ runs: [{ text: "Kaliémie" }] }, { runs: [{ text: "4,1 <mmol/L>" }] }]] },
  ];
  const formatted = await sentFormatted(practice, { to: [newColleague()], rich });
  const both = await sentFormatted(practice, { to: [newColleague()], documentId: card.id, rich });
  expect(typesOf(alone.source)).toEqual(["text/plain"]);
  expect(typesOf(formatted.source)).toEqual(["multipart/alternative", "text/plain", "text/html"]);
  expect(typesOf(both.source).slice(0, 4)).toEqual([
    "multipart/mixed",
    "multipart/alternative",
    "text/plain",
    "text/html",
  ]);
  for (const { source } of [formatted, both]) {
    const { text, html } = await simpleParser(source);
    expect(text).toContain(`${words}\nKaliémie | 4,1 <mmol/L>`);
    expect(html).toContain(`<b>${words}</b>`);
    expect(html).toContain("<td>4,1 &lt;mmol/L&gt;</td>");
    expect(source).toMatch(/^Content-Type: text\/html; charset=utf-8/imu);
  }
  for (const { source } of [alone, joined, formatted, both]) {
    const [text = ""] = /^Content-Type: text\/plain[^\r]*(?:\r\n[ \t][^\r]*)*/imu.exec(source) ?? [];
    expect(text).toMatch(/charset="?utf-8"?/iu);
    const flat = Buffer.from(
      source
        .replaceAll("=\r\n", "")
        .replaceAll(/=([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ).toString("utf8");
    expect(flat).toContain(words);
    // Header lines are plain ASCII: an accent is an encoded word (RFC 2047).
    expect(source.slice(0, source.indexOf("\r\n\r\n"))).toMatch(/^[\u0000-\u007f]*$/u);
  }
  expect(alone.headers.get("subject")).toMatch(/^=\?utf-8\?/iu);
  evidence(
    "corps en text/plain UTF-8, en multipart/alternative (texte puis HTML, mêmes mots) quand il est mis en forme, dans multipart/mixed avec des pièces ; accents intacts ; en-têtes en ASCII (RFC 2047)",
  );
});

/** The types of a message and of its parts, in order; those of what is joined after them. */
const typesOf = (source: string): readonly string[] =>
  [...source.matchAll(/^Content-Type: ([a-z]+\/[a-z-]+)/gimu)].map(([, type = ""]) => type.toLowerCase());

/** Writes with formatting, sends, and reads what arrived: the mark is a paragraph of its own. */
async function sentFormatted(practice: Practice, written: Written & { readonly rich: RichText }) {
  const mark = newMark();
  const rich = [...written.rich, { kind: "paragraph" as const, runs: [{ text: mark }] }];
  await send(practice, await write(practice, { ...written, rich }));
  return arrivedAt(practice.space, written.to[0] ?? "", mark);
}
