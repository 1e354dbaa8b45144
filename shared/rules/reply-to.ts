import { MES_DOMAIN } from "./ins";
import { parseAddress } from "./address";

/** An address that answers may be asked to go to, or why not. Empty: answers come to the mailbox itself. */
export type ReplyTo =
  | { readonly ok: true; readonly address: string | null }
  | { readonly ok: false; readonly code: "reply-to-invalid" | "reply-to-outside" };

/**
 * Reads the address for answers of a mailbox (ECO.2.2.5): an MSSanté address, of a professional or a structure, never a patient's.
 * `trusted` tells whether a domain is in the espace de confiance.
 */
export function readReplyTo(typed: string, own: string, trusted: (domain: string) => boolean): ReplyTo {
  const text = typed.trim();
  if (text === "" || text.toLowerCase() === own.toLowerCase()) return { ok: true, address: null };
  const parsed = parseAddress(text);
  if (!parsed.ok) return { ok: false, code: "reply-to-invalid" };
  const domain = text.slice(text.lastIndexOf("@") + 1).toLowerCase();
  if (domain === MES_DOMAIN || !trusted(domain)) return { ok: false, code: "reply-to-outside" };
  return { ok: true, address: text };
}
