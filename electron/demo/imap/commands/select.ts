import type { CommandGroup, Completion, Session } from "../session/session";
import { accountOf, done, viewOf } from "../session/session";
import { createView } from "../session/view";
import { SYSTEM_FLAGS, hasFlag } from "../store/flags";
import type { Mailbox } from "../store/mailbox";
import { atMost, itemsOf, keywordOf, mailboxNameOf } from "../wire/arguments";
import { atomList } from "../wire/encode";
import type { Command } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";

/** SELECT, EXAMINE, CLOSE and UNSELECT (RFC 3501 §6.3-6.4, RFC 3691, RFC 7162 §3.1.8). */
export const selectCommands: CommandGroup = {
  SELECT: { needs: "account", handle: (session, command) => select(session, command, false) },
  EXAMINE: { needs: "account", handle: (session, command) => select(session, command, true) },
  CLOSE: {
    needs: "view",
    handle(session) {
      const { mailbox, readOnly } = viewOf(session);
      leave(session);
      if (!readOnly)
        mailbox.remove(
          [...mailbox.messages()].filter(({ flags }) => hasFlag(flags, "\\Deleted")).map(({ uid }) => uid),
        );
      return done("Close completed");
    },
  },
  UNSELECT: {
    needs: "view",
    handle(session) {
      leave(session);
      return done("Unselect completed");
    },
  },
};

async function select(session: Session, { args }: Command, readOnly: boolean): Promise<Completion> {
  atMost(args, 2);
  const name = mailboxNameOf(args[0]);
  const options = args[1] ? itemsOf(args[1], "select parameters").map((item) => keywordOf(item)) : [];
  if (options.some((option) => option !== "CONDSTORE")) throw new BadSyntax("Unknown select parameter");
  if (session.view) {
    leave(session);
    await session.out.send("* OK [CLOSED] Previous mailbox is now closed\r\n");
  }
  const entry = accountOf(session).find(name);
  if (!entry) return { status: "NO", code: "NONEXISTENT", text: "No such mailbox" };
  session.condstore ||= options.includes("CONDSTORE");
  session.view = createView(entry.mailbox, readOnly, () => session.wake?.());
  await session.out.send(...describe(entry.mailbox, readOnly).map((line) => `* ${line}\r\n`));
  return done(readOnly ? "Examine completed" : "Select completed", readOnly ? "READ-ONLY" : "READ-WRITE");
}

function leave(session: Session): void {
  session.view?.leave();
  session.view = undefined;
}

function describe(mailbox: Mailbox, readOnly: boolean): readonly string[] {
  const flags = new Map<string, string>(SYSTEM_FLAGS.map((flag) => [flag.toLowerCase(), flag]));
  let seq = 0;
  let firstUnseen: number | undefined;
  for (const message of mailbox.messages()) {
    seq += 1;
    if (firstUnseen === undefined && !hasFlag(message.flags, "\\Seen")) firstUnseen = seq;
    for (const flag of message.flags) if (!flags.has(flag.toLowerCase())) flags.set(flag.toLowerCase(), flag);
  }
  return [
    `FLAGS ${atomList(flags.values())}`,
    `OK [PERMANENTFLAGS ${readOnly ? "()" : atomList([...flags.values(), "\\*"])}] Flags permitted`,
    `${mailbox.count()} EXISTS`,
    "0 RECENT",
    ...(firstUnseen === undefined ? [] : [`OK [UNSEEN ${firstUnseen}] First unseen`]),
    `OK [UIDVALIDITY ${mailbox.uidValidity}] UIDs valid`,
    `OK [UIDNEXT ${mailbox.uidNext()}] Predicted next UID`,
    `OK [HIGHESTMODSEQ ${mailbox.highestModseq()}] Highest`,
  ];
}
