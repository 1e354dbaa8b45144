import { encodeMailboxName } from "./modified-utf7";

/** A piece of an answer: a binary string or bytes sent as they are. */
export type Chunk = string | Uint8Array;

const LONGEST_QUOTED = 1000;

/** A string or NIL: quoted where its bytes allow, else a literal (RFC 3501 §4.3). */
export function nstring(value: string | undefined): string {
  return value === undefined ? "NIL" : imapString(value);
}

/** A binary string as a quoted string or a literal. */
export function imapString(value: string): string {
  if (value.length > LONGEST_QUOTED || /[^\x20-\x7e]/.test(value)) return `{${value.length}}\r\n${value}`;
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** A Unicode mailbox name as the quoted modified UTF-7 of the wire. */
export function mailboxString(name: string): string {
  return imapString(encodeMailboxName(name));
}

/** Flags or other atoms as a parenthesised list. */
export function atomList(atoms: Iterable<string>): string {
  return `(${[...atoms].join(" ")})`;
}
