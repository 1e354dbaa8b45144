import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["ECO.2.2.3", "ECO.2.2.4", "MSS/va1.11"], async (practice, evidence) => {
  const words = "Œdème, 37 °C, « à revoir » : 12 €.";
  const alone = await sent(practice, { to: [newColleague()], subject: "Déjà vu à Noël", text: words });
  const { card } = await documentFrom(practice);
  const joined = await sent(practice, { to: [newColleague()], documentId: card.id, text: words });
  expect(alone.headers.get("content-type")).toMatch(/^(?:text\/plain; ?charset=utf-8|multipart\/alternative)/iu);
  expect(joined.headers.get("content-type")).toMatch(/^multipart\/mixed/iu);
  for (const { source } of [alone, joined]) {
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
    "corps en text/plain UTF-8, dans multipart/mixed avec des pièces ; accents intacts ; en-têtes en ASCII (RFC 2047)",
  );
});
