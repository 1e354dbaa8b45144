import type { CommandGroup, Completion, Session } from "../session/session";
import { Refused, accountOf, done, viewOf, writableViewOf } from "../session/session";
import type { Numbered } from "../session/numbering";
import { hasFlag } from "../store/flags";
import { atMost, mailboxNameOf } from "../wire/arguments";
import type { Command } from "../wire/parse-command";
import { formatSequenceSet } from "../wire/sequence-set";
import { countsInUids, messagesIn } from "./message-set";

/** COPY, MOVE (RFC 6851) and EXPUNGE with their UID forms (RFC 4315). */
export const copyMoveCommands: CommandGroup = {
  COPY: { needs: "view", handle: copy },
  "UID COPY": { needs: "view", handle: copy },
  MOVE: { needs: "view", handle: move },
  "UID MOVE": { needs: "view", handle: move },
  EXPUNGE: { needs: "view", handle: expunge },
  "UID EXPUNGE": { needs: "view", handle: expunge },
};

function copy(session: Session, command: Command): Completion {
  const found = named(session, command);
  return done("Copy completed", duplicate(session, command, found));
}

async function move(session: Session, command: Command): Promise<Completion> {
  const view = writableViewOf(session);
  const found = named(session, command);
  const copied = duplicate(session, command, found);
  // The map of UIDs comes before the messages go (RFC 6851 §4.3).
  if (copied) await session.out.send(`* OK [${copied}] Moved\r\n`);
  view.mailbox.remove(found.map(({ message }) => message.uid));
  return done("Move completed");
}

function expunge(session: Session, command: Command): Completion {
  const view = writableViewOf(session);
  const byUid = command.name === "UID EXPUNGE";
  atMost(command.args, byUid ? 1 : 0);
  const candidates = byUid
    ? messagesIn(view, command.args[0], "uid")
    : view.resolve([{ from: 1, to: view.count() }], "seq");
  view.mailbox.remove(
    candidates.filter(({ message }) => hasFlag(message.flags, "\\Deleted")).map(({ message }) => message.uid),
  );
  return done("Expunge completed");
}

function named(session: Session, command: Command): readonly Numbered[] {
  atMost(command.args, 2);
  return messagesIn(viewOf(session), command.args[0], countsInUids(command) ? "uid" : "seq");
}

function duplicate(session: Session, command: Command, found: readonly Numbered[]): string | undefined {
  const account = accountOf(session);
  const target = account.find(mailboxNameOf(command.args[1]))?.mailbox;
  if (!target) throw new Refused("No such mailbox", "TRYCREATE");
  if (found.length === 0) return undefined;
  const bytes = found.reduce((sum, { message }) => sum + message.raw.length, 0);
  if (account.bytes() + bytes > session.scope.limits.accountBytes) throw new Refused("Mailbox is full", "OVERQUOTA");
  const made = found.map(({ message }) => target.add(message.raw, message).uid);
  return `COPYUID ${target.uidValidity} ${formatSequenceSet(found.map(({ message }) => message.uid))} ${formatSequenceSet(made)}`;
}
