/** Bytes of a message from its lines, ended by CRLF; characters of the lines are bytes (Latin-1). */
export function lines(...all: readonly string[]): Uint8Array {
  return Uint8Array.from(Buffer.from(all.join("\r\n"), "latin1"));
}

/** The bytes of a text in UTF-8 as the characters of a Latin-1 string, for `lines`. */
export function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** Base64 of bytes or of a UTF-8 text, in lines of 76 characters. */
export function base64(content: Uint8Array | string): string {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);
  return bytes.toString("base64").replace(/.{76}(?=.)/g, "$&\r\n");
}

/** A part: its header lines, an empty line, its body. */
export function part(headers: readonly string[], body: string): string {
  return [...headers, "", body].join("\r\n");
}

/** A multipart body with its content type, as a part. */
export function multipart(kind: string, parts: readonly string[], boundary = "pli-demo"): string {
  const separated = parts.map((each) => `--${boundary}\r\n${each}\r\n`).join("");
  return part([`Content-Type: multipart/${kind}; boundary="${boundary}"`], `${separated}--${boundary}--\r\n`);
}

/** The header of a fictitious message, before the lines of its content. */
export const DEMO_HEADER: readonly string[] = [
  "From: Dr_Jeanne_DEMO <jeanne.demo@medecin.mssante.fr>",
  "To: Paul DEMO-MARTIN <paul.demo@medecin.mssante.fr>",
  "Subject: Essai",
  "Date: Fri, 20 Nov 2026 10:00:00 +0100",
  "Message-ID: <essai-1@medecin.mssante.fr>",
  "MIME-Version: 1.0",
];

/** A whole message: the fictitious header and a content. */
export function message(content: string, ...headers: readonly string[]): Uint8Array {
  return lines(...headers, ...DEMO_HEADER, content);
}
