import type { CodeAsked } from "#shared/contract/accounts";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { CodePlace, MailboxAuth } from "#shared/domain/sync";
import { oneSecret } from "#shared/rules/one-time-code";

/** What the person typed; `password` null: the one she typed before. */
export type GivenCode = { readonly password: string | null; readonly code: string };

/** The passwords and one-time codes of the mailboxes that want them, in memory for the session and nowhere else. */
export type MailboxCodes = {
  /** Takes what the person typed. Rejects with `password-missing` where none is known. */
  readonly give: (mailboxId: MailboxId, place: CodePlace, given: GivenCode) => void;
  /** The one password of an authentication now. Rejects with `code-needed`, and the mailbox asks from then on. */
  readonly secret: (mailboxId: MailboxId) => string;
  /** A server refused it: a code that had opened the mailbox is merely spent, else the password is doubted too. */
  readonly refused: (mailboxId: MailboxId) => void;
  readonly accepted: (mailboxId: MailboxId) => void;
  /** What a mailbox asks the person for; null when nothing waits for her. */
  readonly asks: (mailboxId: MailboxId, auth: MailboxAuth | undefined, isTried: boolean) => CodeAsked | null;
  /** Drops what is known of one mailbox, or of all. */
  readonly forget: (mailboxId?: MailboxId) => void;
};

type Known = { password: string; code: string; givenAt: number; place: CodePlace; hasOpened: boolean };

/** A code lives 30 s and may be taken one step late (RFC 6238 §5.2): beyond, it would only be refused. */
const LIVES_MS = 60_000;

/** Holds none at first; `changed` is told when a mailbox begins or ceases to ask. */
export function createMailboxCodes(now: () => number, changed: () => void): MailboxCodes {
  const known = new Map<MailboxId, Known>();
  const wanted = new Map<MailboxId, CodeAsked["why"]>();
  const want = (mailboxId: MailboxId, why: CodeAsked["why"]): void => {
    if (wanted.has(mailboxId)) return;
    wanted.set(mailboxId, why);
    changed();
  };
  return {
    give: (mailboxId, place, { password, code }) => {
      const kept = password ?? known.get(mailboxId)?.password ?? "";
      if (kept === "" && place !== "alone") throw new PliError("password-missing");
      known.set(mailboxId, { password: kept, code, givenAt: now(), place, hasOpened: false });
      wanted.delete(mailboxId);
      changed();
    },
    secret: (mailboxId) => {
      const one = known.get(mailboxId);
      if (one !== undefined && one.code !== "" && Math.abs(now() - one.givenAt) < LIVES_MS)
        return oneSecret(one.place, one.password, one.code);
      if (one !== undefined) one.code = "";
      want(mailboxId, one === undefined ? "first" : "again");
      throw new PliError("code-needed", { retry: true });
    },
    refused: (mailboxId) => {
      const one = known.get(mailboxId);
      if (one?.hasOpened !== true) known.delete(mailboxId);
      else one.code = "";
      want(mailboxId, one?.hasOpened === true ? "again" : "refused");
    },
    accepted: (mailboxId) => {
      const one = known.get(mailboxId);
      if (one !== undefined) one.hasOpened = true;
    },
    asks: (mailboxId, auth, isTried) => {
      const hasCode = (known.get(mailboxId)?.code ?? "") !== "";
      const why = wanted.get(mailboxId) ?? (isTried || hasCode ? null : "first");
      if (auth?.kind !== "code" || why === null) return null;
      const withPassword = auth.place !== "alone" && (known.get(mailboxId)?.password ?? "") === "";
      return { kind: "code", login: auth.login, place: auth.place, withPassword, why };
    },
    forget: (mailboxId) => {
      for (const map of [known, wanted]) {
        if (mailboxId === undefined) map.clear();
        else map.delete(mailboxId);
      }
    },
  };
}
