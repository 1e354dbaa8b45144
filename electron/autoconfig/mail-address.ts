import { normalHost } from "#shared/domain/environment";

/** An address in its parts; `full` and `domain` in lower case, since MSSanté operators compare them so. */
export type MailAddress = { readonly full: string; readonly local: string; readonly domain: string };

/** Reads one plain address (dot-atom local part of RFC 5321 §4.1.2, at most 254 characters); undefined otherwise. */
export function readMailAddress(text: string): MailAddress | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 254) return undefined;
  const match = /^([\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)@([^@]+)$/u.exec(trimmed);
  const local = match?.[1]?.toLowerCase();
  const domain = normalHost(match?.[2] ?? "");
  return local === undefined || local.length > 64 || domain === undefined
    ? undefined
    : { full: `${local}@${domain}`, local, domain };
}
