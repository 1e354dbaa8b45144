import { nstring } from "../wire/encode";
import { parseAddresses } from "./addresses";
import type { Header } from "./headers";
import { headerValue } from "./headers";

/** The ENVELOPE of a header (RFC 3501 §7.4.2) as a binary string. */
export function formatEnvelope(header: Header): string {
  const value = (name: string): string => nstring(headerValue(header, name));
  const from = addressList(header, "from");
  // Sender and Reply-To fall back on From: the RFC forbids clients to do it themselves.
  const orFrom = (name: string): string => (headerValue(header, name) ? addressList(header, name) : from);
  return `(${[
    value("date"),
    value("subject"),
    from,
    orFrom("sender"),
    orFrom("reply-to"),
    addressList(header, "to"),
    addressList(header, "cc"),
    addressList(header, "bcc"),
    value("in-reply-to"),
    value("message-id"),
  ].join(" ")})`;
}

function addressList(header: Header, name: string): string {
  const joined = header.fields
    .filter((field) => field.name === name && field.value !== "")
    .map((field) => field.value)
    .join(", ");
  const addresses = parseAddresses(joined);
  if (addresses.length === 0) return "NIL";
  return `(${addresses.map((a) => `(${nstring(a.name)} NIL ${nstring(a.mailbox)} ${nstring(a.host)})`).join("")})`;
}
