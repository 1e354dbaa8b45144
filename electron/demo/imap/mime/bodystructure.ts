import { imapString, nstring } from "../wire/encode";
import { formatEnvelope } from "./envelope";
import { headerValue } from "./headers";
import type { Part } from "./part-tree";
import type { StructuredField } from "./structured-field";
import { parseStructuredField } from "./structured-field";

/** BODYSTRUCTURE, or BODY when `extended` is false (RFC 3501 §7.4.2), as a binary string. */
export function formatBodyStructure(raw: Buffer, part: Part, extended: boolean): string {
  if (part.type === "multipart") return formatMultipart(raw, part, extended);
  const description = headerValue(part.header, "content-description");
  const encoding = headerValue(part.header, "content-transfer-encoding");
  const fields = [
    imapString(part.type),
    imapString(part.subtype),
    formatParameters(part.contentType),
    nstring(headerValue(part.header, "content-id")),
    nstring(description),
    imapString(encoding ? parseStructuredField(encoding).value.toLowerCase() : "7bit"),
    `${part.end - part.bodyStart}`,
  ];
  if (part.message) {
    fields.push(formatEnvelope(part.message.header), formatBodyStructure(raw, part.message, extended));
    fields.push(`${countLines(raw, part)}`);
  } else if (part.type === "text") fields.push(`${countLines(raw, part)}`);
  if (extended) fields.push(nstring(headerValue(part.header, "content-md5")), ...extensions(part));
  return `(${fields.join(" ")})`;
}

function formatMultipart(raw: Buffer, part: Part, extended: boolean): string {
  const children = part.children.map((child) => formatBodyStructure(raw, child, extended)).join("");
  // The grammar wants one part at least, even where no boundary was found.
  const some = children === "" ? '("text" "plain" NIL NIL NIL "7bit" 0 0)' : children;
  const tail = extended ? ` ${[formatParameters(part.contentType), ...extensions(part)].join(" ")}` : "";
  return `(${some} ${imapString(part.subtype)}${tail})`;
}

function extensions(part: Part): readonly string[] {
  return [
    formatDisposition(part),
    nstring(headerValue(part.header, "content-language")),
    nstring(headerValue(part.header, "content-location")),
  ];
}

function formatDisposition(part: Part): string {
  const value = headerValue(part.header, "content-disposition");
  if (!value) return "NIL";
  const field = parseStructuredField(value);
  return `(${imapString(field.value.toLowerCase())} ${formatParameters(field)})`;
}

function formatParameters(field: StructuredField): string {
  if (field.parameters.length === 0) return "NIL";
  return `(${field.parameters.map(({ name, value }) => `${imapString(name)} ${imapString(value)}`).join(" ")})`;
}

function countLines(raw: Buffer, part: Part): number {
  let lines = 0;
  for (let at = raw.indexOf(0x0a, part.bodyStart); at >= 0 && at < part.end; at = raw.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}
