import { base64Lines, encodeHeaderText, encodeParameter, encodePhrase, quotedPrintable } from "./encode-words";

/** Somebody in a header; without a name the address stands alone. */
export type MailParty = { readonly name?: string; readonly address: string };

/** A file that goes with a message. */
export type MailFile = { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array };

/** A message to write. Message-IDs are without their angle brackets; `headers` go as they are, before the MIME ones. */
export type MailToWrite = {
  readonly from: MailParty;
  readonly to: readonly MailParty[];
  readonly cc?: readonly MailParty[];
  readonly subject: string;
  readonly date: Date;
  readonly messageId: string;
  /** Message-IDs of the conversation, oldest first; the last one is answered. */
  readonly references?: readonly string[];
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html?: string;
  readonly files?: readonly MailFile[];
};

/** Bytes of a message (RFC 5322, CRLF, US-ASCII only): text in UTF-8, in `multipart/alternative` with its HTML, in `multipart/mixed` with its files. */
export function writeMail(mail: MailToWrite): Buffer {
  const text = textPart("plain", mail.text);
  const body =
    mail.html === undefined
      ? text
      : multipart("alternative", `alt-${mail.messageId}`, [text, textPart("html", mail.html)]);
  const files = mail.files ?? [];
  const whole = files.length === 0 ? body : multipart("mixed", `mix-${mail.messageId}`, [body, ...files.map(filePart)]);
  return Buffer.from(`${mailHeader(mail)}\r\nMIME-Version: 1.0\r\n${whole}\r\n`, "latin1");
}

/** The lines of the header of a message, without the MIME ones and without a final line end. */
export function mailHeader(mail: Omit<MailToWrite, "text" | "html" | "files">): string {
  const references = mail.references ?? [];
  const answered = references.at(-1);
  const fields: readonly (readonly [string, string | undefined])[] = [
    ...(mail.headers ?? []),
    ["From", party(mail.from)],
    ["To", mail.to.map(party).join(",\r\n ")],
    ["Cc", mail.cc === undefined || mail.cc.length === 0 ? undefined : mail.cc.map(party).join(",\r\n ")],
    ["Subject", encodeHeaderText(mail.subject)],
    ["Date", rfcDate(mail.date)],
    ["Message-ID", `<${mail.messageId}>`],
    ["In-Reply-To", answered === undefined ? undefined : `<${answered}>`],
    ["References", answered === undefined ? undefined : references.map((each) => `<${each}>`).join("\r\n ")],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])).join("\r\n");
}

/** Joins parts, each with its own header, into a multipart one; `parameters` follow the boundary. */
export function multipart(subtype: string, seed: string, parts: readonly string[], parameters = ""): string {
  const boundary = `=_${Buffer.from(seed, "latin1").toString("hex").slice(0, 56)}`;
  const inner = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  return `Content-Type: multipart/${subtype};${parameters}\r\n boundary="${boundary}"\r\n\r\n${inner}--${boundary}--`;
}

/** A part of text in UTF-8, in quoted-printable. */
export function textPart(subtype: "plain" | "html", text: string): string {
  return `Content-Type: text/${subtype}; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}`;
}

function filePart({ name, mimeType, bytes }: MailFile): string {
  return [
    `Content-Type: ${mimeType};\r\n ${encodeParameter("name", name)}`,
    "Content-Transfer-Encoding: base64",
    `Content-Disposition: attachment;\r\n ${encodeParameter("filename", name)}`,
    "",
    base64Lines(bytes),
  ].join("\r\n");
}

function party({ name, address }: MailParty): string {
  return name === undefined || name === "" ? address : `${encodePhrase(name)} <${address}>`;
}

// RFC 5322 §3.3; the offset is Paris's in effect for the reader's eye, the instant is what counts.
function rfcDate(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}
