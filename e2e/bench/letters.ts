import { base64, multipart, part } from "../../electron/documents/mime/testing/build-message";
import { correspondent, type Seed, seedOf } from "./seed";

/** A small message of a busy practice: a third answer another, a quarter carry an archive. About 1 KB. */
export function shortLetter(number: number, to: string): Buffer {
  const seed = seedOf(number + 1);
  const answered = number > 0 && number % 3 === 0 ? number - 1 - seed.whole(Math.min(number, 50)) : null;
  const content =
    number % 4 === 0
      ? multipart("mixed", [
          part(["Content-Type: text/plain; charset=utf-8"], seed.words(20)),
          part(
            [
              "Content-Type: application/zip",
              'Content-Disposition: attachment; filename="IHE_XDM.ZIP"',
              "Content-Transfer-Encoding: base64",
            ],
            base64(seed.words(10)),
          ),
        ])
      : part(["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"], seed.words(30));
  const threading = answered === null ? [] : [`In-Reply-To: <${answered}@essai>`, `References: <${answered}@essai>`];
  return Buffer.from([...header(number, to, seed), ...threading, content, ""].join("\r\n"));
}

/** A message of 2 to 400 KB (small ones are the commonest): text, HTML and, beyond 20 KB, attachments of noise. */
export function longLetter(number: number): Buffer {
  const seed = seedOf(number + 100_000);
  const size = Math.round(2_000 * 200 ** seed.next());
  const prose = paragraphs(seed, Math.min(size / 3, 20_000));
  const html = `<html><body>${prose.map((text) => `<p style="margin:0"><b>${text.slice(0, 12)}</b>${text}</p>`).join("\n")}</body></html>`;
  const bodies = multipart(
    "alternative",
    [
      part(["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"], base64(prose.join("\n"))),
      part(["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64"], base64(html)),
    ],
    "pli-bodies",
  );
  const rest = size - bodies.length;
  const content = rest < 5_000 ? bodies : multipart("mixed", [bodies, attachment(seed, rest)]);
  return Buffer.from([...header(number, "claire.demo@cabinet.essai.mssante.fr", seed), content, ""].join("\r\n"));
}

/** Bytes that do not compress, always the same. */
export function noise(seed: Seed, size: number): Buffer {
  const bytes = Buffer.alloc(size - (size % 4) + 4);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(Math.floor(seed.next() * 2 ** 32), at);
  return bytes.subarray(0, size);
}

function attachment(seed: Seed, encoded: number): string {
  const headers = [
    "Content-Type: application/octet-stream",
    'Content-Disposition: attachment; filename="piece.bin"',
    "Content-Transfer-Encoding: base64",
  ];
  return part(headers, base64(noise(seed, Math.round((encoded * 3) / 4))));
}

function paragraphs(seed: Seed, size: number): readonly string[] {
  const all: string[] = [];
  for (let length = 0; length < size;) {
    const text = seed.words(40);
    all.push(text);
    length += text.length;
  }
  return all;
}

function header(number: number, to: string, seed: Seed): readonly string[] {
  const from = correspondent(seed.whole(400));
  const date = new Date(Date.UTC(2024, 0, 1, 8, number)).toUTCString().replace("GMT", "+0000");
  return [
    `From: "${from.name}" <${from.address}>`,
    `To: ${to}`,
    `Subject: =?utf-8?B?${Buffer.from(`${seed.words(4)} ${number}`).toString("base64")}?=`,
    `Date: ${date}`,
    `Message-ID: <${number}@essai>`,
    "MIME-Version: 1.0",
  ];
}
