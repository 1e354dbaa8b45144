import { randomUUID } from "node:crypto";
import { VICTIM } from "../support/mailbox";
import type { HostileCase } from "./hostile-case";

/** A statement that is seen wherever it runs: in the frame, in the page, or in a child of either. No quote, so that it fits in any attribute. */
export const pwnOf = (id: string): string => `top.pwn=window.pwn=/${id}/.source`;

/** The bytes of one hostile message: a text that says its id, the hostile body, and its parts. */
export function hostileMail(hostile: HostileCase, origin: string): string {
  const { id } = hostile;
  const at = (name: string): string => `${origin}/${id}/${name}`;
  const pwn = pwnOf(id);
  const [outer, inner] = [`o-${randomUUID()}`, `i-${randomUUID()}`];
  const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
  const name = hostile.subject === undefined ? `DEMO ${id}` : `DEMO ${id} <img src=x onerror=${pwn}>`;
  const body = `<html><body><p>Repère ${id}.</p>${hostile.html(at, pwn)}</body></html>`;
  return [
    `From: ${word(name)} <${id.toLowerCase()}.demo@confrere.essai.mssante.fr>`,
    `To: <${VICTIM.address}>`,
    `Subject: ${word(hostile.subject?.(at, pwn) ?? `Attaque ${id}`)}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${randomUUID()}@confrere.essai.mssante.fr>`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/related; boundary="${outer}"`,
    "",
    `--${outer}`,
    `Content-Type: multipart/alternative; boundary="${inner}"`,
    "",
    ...alternative(inner, "text/plain", `Texte du message ${id}.`),
    ...alternative(inner, "text/html", body),
    `--${inner}--`,
    "",
    ...(hostile.parts?.(at, pwn) ?? []).flatMap((part) => [`--${outer}`, part, ""]),
    `--${outer}--`,
    "",
  ].join("\r\n");
}

const alternative = (boundary: string, type: string, text: string): readonly string[] => [
  `--${boundary}`,
  `Content-Type: ${type}; charset=utf-8`,
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from(text).toString("base64").replace(/.{76}/gu, "$&\r\n"),
  "",
];
