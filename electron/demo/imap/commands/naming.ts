import type { CommandGroup, Completion } from "../session/session";
import { accountOf } from "../session/session";
import type { NamingOutcome } from "../store/account";
import { atMost, mailboxNameOf } from "../wire/arguments";

const REFUSALS = {
  exists: { code: "ALREADYEXISTS", text: "Mailbox already exists" },
  missing: { code: "NONEXISTENT", text: "No such mailbox" },
  forbidden: { code: "CANNOT", text: "This mailbox must stay" },
  "has-children": { code: "HASCHILDREN", text: "Mailbox has others below it" },
  "invalid-name": { code: "CANNOT", text: "Invalid mailbox name" },
  "too-many": { code: "LIMIT", text: "Too many mailboxes" },
} satisfies Record<Exclude<NamingOutcome, "done">, { code: string; text: string }>;

/** CREATE, DELETE, RENAME, SUBSCRIBE and UNSUBSCRIBE (RFC 3501 §6.3). */
export const namingCommands: CommandGroup = {
  CREATE: {
    needs: "account",
    handle(session, { args }) {
      atMost(args, 1);
      return completion("Create", accountOf(session).create(mailboxNameOf(args[0])));
    },
  },
  DELETE: {
    needs: "account",
    handle(session, { args }) {
      atMost(args, 1);
      return completion("Delete", accountOf(session).remove(mailboxNameOf(args[0])));
    },
  },
  RENAME: {
    needs: "account",
    handle(session, { args }) {
      atMost(args, 2);
      return completion("Rename", accountOf(session).rename(mailboxNameOf(args[0]), mailboxNameOf(args[1])));
    },
  },
  SUBSCRIBE: {
    needs: "account",
    handle(session, { args }) {
      atMost(args, 1);
      return completion("Subscribe", accountOf(session).subscribe(mailboxNameOf(args[0]), true));
    },
  },
  UNSUBSCRIBE: {
    needs: "account",
    handle(session, { args }) {
      atMost(args, 1);
      return completion("Unsubscribe", accountOf(session).subscribe(mailboxNameOf(args[0]), false));
    },
  },
};

function completion(what: string, outcome: NamingOutcome): Completion {
  return outcome === "done" ? { status: "OK", text: `${what} completed` } : { status: "NO", ...REFUSALS[outcome] };
}
