import type { CommandGroup, Completion, Session } from "../session/session";
import { accountOf, done } from "../session/session";
import { normalizeFlags } from "../store/flags";
import { itemsOf, mailboxNameOf, textOf } from "../wire/arguments";
import { parseDateTime } from "../wire/dates";
import type { Command } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";

/** APPEND of one message (RFC 3501 §6.3.11) with APPENDUID (RFC 4315). */
export const appendCommands: CommandGroup = { APPEND: { needs: "account", handle: append } };

function append(session: Session, { args }: Command): Completion {
  const [mailboxName, ...rest] = args;
  const flagsArg = rest[0]?.kind === "list" ? rest.shift() : undefined;
  const dateArg = rest[0]?.kind === "quoted" ? rest.shift() : undefined;
  const [message, ...excess] = rest;
  if (message?.kind !== "literal" || excess.length > 0) throw new BadSyntax("Expected one message literal");
  const flags = normalizeFlags(
    (flagsArg ? itemsOf(flagsArg) : []).map((flag) => textOf(flag, "flag")).filter((flag) => !/^\\Recent$/i.test(flag)),
  );
  const internalDate = dateArg ? parseDateTime(textOf(dateArg)) : Date.now();
  if (internalDate === undefined) throw new BadSyntax("Invalid date-time");
  if (!flags) throw new BadSyntax("Invalid flags");
  const account = accountOf(session);
  const entry = account.find(mailboxNameOf(mailboxName));
  if (!entry) return { status: "NO", code: "TRYCREATE", text: "No such mailbox" };
  if (message.bytes.length === 0) return { status: "NO", code: "CANNOT", text: "Message is empty" };
  if (account.bytes() + message.bytes.length > session.scope.limits.accountBytes)
    return { status: "NO", code: "OVERQUOTA", text: "Mailbox is full" };
  // Copied: the literal may be a slice of a larger network buffer that must not be kept.
  const stored = entry.mailbox.add(Buffer.from(message.bytes), { flags, internalDate });
  return done("Append completed", `APPENDUID ${entry.mailbox.uidValidity} ${stored.uid}`);
}
