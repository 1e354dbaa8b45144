import type { ImapFaults } from "../faults";
import type { ImapLimits } from "../limits";
import type { Authenticate } from "../ports";
import type { Account } from "../store/account";
import type { MailStore } from "../store/mail-store";
import type { ByteReader } from "../wire/byte-reader";
import type { Command } from "../wire/parse-command";
import type { Outlet } from "./outlet";
import type { View } from "./view";

/** What all connections of one server share. */
export type ServerScope = {
  readonly store: MailStore;
  readonly authenticate: Authenticate;
  readonly faults: ImapFaults;
  readonly limits: ImapLimits;
  /** Open sessions by user, for the limit per user. */
  readonly sessionsOf: Map<string, number>;
};

/** One client's state; what a command changes is changed here. */
export type Session = {
  readonly scope: ServerScope;
  readonly reader: ByteReader;
  readonly out: Outlet;
  readonly log: (line: string) => void;
  /** Turns the connection into TLS after the answer to STARTTLS; rejects where bytes came before it. */
  readonly startTls: (answer: string) => Promise<void>;
  /** Runs a wait for the client's next bytes under the time limit of its state. */
  readonly awaitClient: <T>(wait: () => Promise<T>) => Promise<T>;
  /** Set while IDLE waits: called as soon as the view has something to tell. */
  wake: (() => void) | undefined;
  secure: boolean;
  account: Account | undefined;
  view: View | undefined;
  condstore: boolean;
  failedLogins: number;
  closing: boolean;
};

/** The tagged end of a command: `code` is a response code without brackets. */
export type Completion = {
  readonly status: "OK" | "NO" | "BAD";
  readonly code?: string;
  readonly text: string;
  /** Already answered, as by STARTTLS. */
  readonly sent?: boolean;
};

/** Carries out one command and says how it ended. */
export type Handler = (session: Session, command: Command) => Promise<Completion> | Completion;

/** A command's handler and the least state it needs; `holdsExpunges` where sequence numbers must stay. */
export type CommandEntry = {
  readonly needs: "nothing" | "account" | "view";
  readonly handle: Handler;
  readonly holdsExpunges?: boolean;
};

/** A command group: handlers by upper-case name. */
export type CommandGroup = Readonly<Record<string, CommandEntry>>;

/** A command that cannot be done, answered `NO [code]`; the text may be shown to the client. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: string | undefined;
  constructor(text: string, code?: string) {
    super(text);
    this.code = code;
  }
}

/** The completion of a command that went well. */
export function done(text: string, code?: string): Completion {
  return { status: "OK", text, ...(code ? { code } : {}) };
}

/** The account of an authenticated session. */
export function accountOf(session: Session): Account {
  if (!session.account) throw new Refused("Please authenticate first");
  return session.account;
}

/** The view of a session with a selected mailbox. */
export function viewOf(session: Session): View {
  if (!session.view) throw new Refused("No mailbox selected");
  return session.view;
}

/** The view of a session that may change its mailbox. */
export function writableViewOf(session: Session): View {
  const view = viewOf(session);
  if (view.readOnly) throw new Refused("Mailbox is read-only", "READ-ONLY");
  return view;
}
