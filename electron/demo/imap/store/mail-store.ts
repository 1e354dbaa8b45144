import type { Account, AccountChange, AccountSnapshot, NamedMailbox } from "./account";
import { createAccount } from "./account";

/** Flags and date (default: now) of a delivered message. */
export type DeliveryOptions = { readonly flags?: readonly string[]; readonly date?: Date };

/** A change somewhere in the store; `restored` means that everything did. */
export type MailChange = (AccountChange & { readonly user: string }) | { readonly kind: "restored" };

/** The whole store as plain data for `v8.serialize`; bytes of messages are shared with the store, not copied. */
export type MailSnapshot = {
  readonly version: 1;
  readonly lastUidValidity: number;
  readonly accounts: readonly AccountSnapshot[];
};

/** All users of the make-believe operator with their mail. User names are addresses, case apart. */
export type MailStore = {
  /** The account of a user, opened with its standard mailboxes at first use. */
  account(user: string): Account;
  hasUser(user: string): boolean;
  users(): readonly string[];
  /** Files a message, creating the mailbox where it is missing; returns its UID; throws RangeError for a bad name or flag. */
  deliver(user: string, mailbox: string, raw: Uint8Array, options?: DeliveryOptions): number;
  listMailboxes(user: string): readonly NamedMailbox[];
  snapshot(): MailSnapshot;
  /** Replaces everything; open sessions on the mailboxes are sent away. Throws RangeError for another version. */
  restore(snapshot: MailSnapshot): void;
  /** Hears every change until the returned function is called. */
  onChange(listener: (change: MailChange) => void): () => void;
};

/** Builds an empty store; `now` in ms since 1970. */
export function createMailStore(now: () => number = Date.now): MailStore {
  const accounts = new Map<string, Account>();
  const listeners = new Set<(change: MailChange) => void>();
  let lastUidValidity = 0;
  const tell = (change: MailChange): void => {
    for (const listener of listeners) listener(change);
  };
  // Ever growing, also through a restore: a client must never take new messages for those it knows.
  const nextUidValidity = (): number => (lastUidValidity = Math.max(lastUidValidity + 1, Math.floor(now() / 1000)));
  const open = (user: string, state?: AccountSnapshot): Account => {
    const account = createAccount(user, { nextUidValidity, tell: (change) => tell({ ...change, user }) }, state);
    accounts.set(user, account);
    return account;
  };
  const account = (user: string): Account => accounts.get(user.toLowerCase()) ?? open(user.toLowerCase());

  return {
    account,
    hasUser: (user) => accounts.has(user.toLowerCase()),
    users: () => [...accounts.keys()],
    deliver(user, name, raw, options = {}) {
      const owner = account(user);
      if (!owner.find(name)) owner.create(name);
      const found = owner.find(name);
      if (!found) throw new RangeError("Not a mailbox name");
      return found.mailbox.add(raw, { flags: options.flags ?? [], internalDate: options.date?.getTime() ?? now() }).uid;
    },
    listMailboxes: (user) => account(user).list(),
    snapshot: () => ({ version: 1, lastUidValidity, accounts: [...accounts.values()].map((each) => each.snapshot()) }),
    restore(snapshot) {
      if (snapshot.version !== 1) throw new RangeError("Not a snapshot of this version");
      const before = [...accounts.values()];
      accounts.clear();
      lastUidValidity = Math.max(lastUidValidity, snapshot.lastUidValidity);
      for (const state of snapshot.accounts) {
        const replaced = before.find((each) => each.user === state.user);
        open(state.user, replaced ? withFreshUids(state, replaced, nextUidValidity) : state);
      }
      for (const each of before) each.close();
      tell({ kind: "restored" });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

// A mailbox taken back in time would give UIDs out a second time: it gets a new UIDVALIDITY.
function withFreshUids(state: AccountSnapshot, replaced: Account, nextUidValidity: () => number): AccountSnapshot {
  const mailboxes = state.mailboxes.map((box) => {
    const current = replaced.find(box.name)?.mailbox;
    const goesBack = current?.uidValidity === box.uidValidity && current.highestModseq() > box.highestModseq;
    return goesBack ? { ...box, uidValidity: nextUidValidity() } : box;
  });
  return { ...state, mailboxes };
}
