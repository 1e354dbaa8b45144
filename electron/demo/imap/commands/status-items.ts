import { hasFlag } from "../store/flags";
import type { Mailbox } from "../store/mailbox";
import { BadSyntax } from "../wire/parse-command";

const VALUES: Readonly<Record<string, (mailbox: Mailbox) => number>> = {
  MESSAGES: (mailbox) => mailbox.count(),
  RECENT: () => 0,
  UIDNEXT: (mailbox) => mailbox.uidNext(),
  UIDVALIDITY: (mailbox) => mailbox.uidValidity,
  UNSEEN: (mailbox) => countWhere(mailbox, (flags) => !hasFlag(flags, "\\Seen")),
  DELETED: (mailbox) => countWhere(mailbox, (flags) => hasFlag(flags, "\\Deleted")),
  HIGHESTMODSEQ: (mailbox) => mailbox.highestModseq(),
  SIZE: (mailbox) => mailbox.bytes(),
};

/** The parenthesised answer to a list of STATUS items (RFC 3501 §6.3.10, RFC 7162, RFC 8438); throws BadSyntax. */
export function formatStatusItems(mailbox: Mailbox, items: readonly string[]): string {
  const pieces = items.map((item) => {
    const value = Object.hasOwn(VALUES, item) ? VALUES[item] : undefined;
    if (!value) throw new BadSyntax("Unknown status item");
    return `${item} ${value(mailbox)}`;
  });
  return `(${pieces.join(" ")})`;
}

function countWhere(mailbox: Mailbox, test: (flags: readonly string[]) => boolean): number {
  let count = 0;
  for (const message of mailbox.messages()) if (test(message.flags)) count += 1;
  return count;
}
