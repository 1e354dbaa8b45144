import { LIMITS } from "./mime-limits";

const ID = /<[^<>\s\u0000-\u001f\u007f]{1,990}>/g;

/** The message identifiers `<…@…>` of a header (RFC 5322 §3.6.4), in order, at most 100: the first, then the latest. */
export function readMessageIds(header: string): readonly string[] {
  const ids = header.match(ID) ?? [];
  return ids.length <= LIMITS.references ? ids : [...ids.slice(0, 1), ...ids.slice(1 - LIMITS.references)];
}

/** The first identifier of a header; one written without its angle brackets gets them; else an empty string. */
export function readMessageId(header: string): string {
  const found = readMessageIds(header)[0];
  if (found) return found;
  const bare = header.trim();
  return /^[^<>\s\u0000-\u001f]{1,990}$/.test(bare) && bare.includes("@") ? `<${bare}>` : "";
}
