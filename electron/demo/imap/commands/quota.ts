import type { CommandGroup, Session } from "../session/session";
import { accountOf, done } from "../session/session";
import { atMost, mailboxNameOf } from "../wire/arguments";
import { mailboxString } from "../wire/encode";

/** GETQUOTAROOT and GETQUOTA (RFC 9208 §4.2): one root for the whole account, its storage in units of 1,024 bytes. */
export const quotaCommands: CommandGroup = {
  GETQUOTAROOT: {
    needs: "account",
    async handle(session, { args }) {
      atMost(args, 1);
      const name = mailboxNameOf(args[0]);
      if (!accountOf(session).find(name)) return { status: "NO", code: "NONEXISTENT", text: "No such mailbox" };
      await session.out.send(`* QUOTAROOT ${mailboxString(name)} ""\r\n`, quota(session));
      return done("Getquotaroot completed");
    },
  },
  GETQUOTA: {
    needs: "account",
    async handle(session, { args }) {
      atMost(args, 1);
      await session.out.send(quota(session));
      return done("Getquota completed");
    },
  },
};

function quota(session: Session): string {
  const used = Math.ceil(accountOf(session).bytes() / 1024);
  return `* QUOTA "" (STORAGE ${used} ${Math.floor(session.scope.limits.accountBytes / 1024)})\r\n`;
}
