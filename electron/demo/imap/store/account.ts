import type { Mailbox, MailboxChange, MailboxSnapshot } from "./mailbox";
import { createMailbox } from "./mailbox";

/** The special uses every account has a mailbox for (RFC 6154). */
export type SpecialUse = "\\Sent" | "\\Drafts" | "\\Trash" | "\\Junk" | "\\Archive";

/** A mailbox under its name; INBOX and special ones can be neither renamed nor deleted. */
export type NamedMailbox = {
  readonly name: string;
  readonly specialUse: SpecialUse | undefined;
  readonly subscribed: boolean;
  readonly mailbox: Mailbox;
};

/** What became of a change to the list of mailboxes. */
export type NamingOutcome = "done" | "exists" | "missing" | "forbidden" | "has-children" | "invalid-name" | "too-many";

/** What happened in an account. */
export type AccountChange =
  | (MailboxChange & { readonly mailbox: string })
  | { readonly kind: "created" | "deleted" | "renamed" | "subscribed"; readonly mailbox: string };

/** An account as plain data. */
export type AccountSnapshot = {
  readonly user: string;
  readonly mailboxes: readonly (Omit<NamedMailbox, "mailbox"> & MailboxSnapshot)[];
};

/** The mailboxes of one user. */
export type Account = {
  readonly user: string;
  list(): readonly NamedMailbox[];
  find(name: string): NamedMailbox | undefined;
  create(name: string): NamingOutcome;
  remove(name: string): NamingOutcome;
  rename(from: string, to: string): NamingOutcome;
  subscribe(name: string, subscribed: boolean): NamingOutcome;
  bytes(): number;
  close(): void;
  snapshot(): AccountSnapshot;
};

type Ports = { readonly tell: (change: AccountChange) => void; readonly nextUidValidity: () => number };

const SPECIAL: readonly (readonly [string, SpecialUse | undefined])[] = [
  ["INBOX", undefined],
  ["Sent", "\\Sent"],
  ["Drafts", "\\Drafts"],
  ["Trash", "\\Trash"],
  ["Junk", "\\Junk"],
  ["Archive", "\\Archive"],
];
const MAX_MAILBOXES = 1000;
const MAX_NAME = 200;

/** Builds an account, from a snapshot or with INBOX and the special mailboxes. */
export function createAccount(user: string, ports: Ports, from?: AccountSnapshot): Account {
  const registry: Registry = { entries: new Map(), ports };
  const { entries } = registry;
  if (!from) for (const [name, use] of SPECIAL) openEmpty(registry, name, use);
  for (const { name, specialUse, subscribed, ...box } of from?.mailboxes ?? []) {
    open(registry, { name, specialUse, subscribed }, box);
  }
  return {
    user,
    list: () => [...entries.values()],
    find: (name) => entries.get(name),
    create: (name) => create(registry, name),
    remove: (name) => remove(registry, name),
    rename: (name, to) => rename(registry, name, to),
    subscribe(name, subscribed) {
      const entry = entries.get(name);
      if (!entry) return "missing";
      entries.set(name, { ...entry, subscribed });
      ports.tell({ kind: "subscribed", mailbox: name });
      return "done";
    },
    bytes: () => [...entries.values()].reduce((sum, { mailbox }) => sum + mailbox.bytes(), 0),
    close: () => entries.forEach(({ mailbox }) => mailbox.close()),
    snapshot: () => ({
      user,
      mailboxes: [...entries.values()].map(({ mailbox, ...entry }) => ({ ...entry, ...mailbox.snapshot() })),
    }),
  };
}

type Registry = { readonly entries: Map<string, NamedMailbox>; readonly ports: Ports };

function open({ entries, ports }: Registry, entry: Omit<NamedMailbox, "mailbox">, box: MailboxSnapshot): void {
  const mailbox = createMailbox(box);
  entries.set(entry.name, { ...entry, mailbox });
  // The name is looked up at each change: a mailbox keeps its watchers when it is renamed.
  mailbox.watch((change) => ports.tell({ ...change, mailbox: nameOf(entries, mailbox) ?? entry.name }));
}

function openEmpty(registry: Registry, name: string, specialUse?: SpecialUse): void {
  const empty = { uidValidity: registry.ports.nextUidValidity(), uidNext: 1, highestModseq: 1, messages: [] };
  open(registry, { name, specialUse, subscribed: true }, empty);
}

function create(registry: Registry, name: string): NamingOutcome {
  const { entries, ports } = registry;
  // A trailing delimiter only says that children will follow (RFC 3501 §6.3.3).
  const wanted = name.endsWith("/") ? name.slice(0, -1) : name;
  if (!isValidName(wanted)) return "invalid-name";
  if (entries.has(wanted)) return "exists";
  if (entries.size >= MAX_MAILBOXES) return "too-many";
  for (const each of [...parentsOf(wanted), wanted]) {
    if (entries.has(each)) continue;
    openEmpty(registry, each);
    ports.tell({ kind: "created", mailbox: each });
  }
  return "done";
}

function remove({ entries, ports }: Registry, name: string): NamingOutcome {
  const entry = entries.get(name);
  const refusal = refusalToMove(entry);
  if (refusal || !entry) return refusal ?? "missing";
  if (childrenOf(entries, name).length > 0) return "has-children";
  entries.delete(name);
  entry.mailbox.close();
  ports.tell({ kind: "deleted", mailbox: name });
  return "done";
}

function rename({ entries, ports }: Registry, from: string, to: string): NamingOutcome {
  const renamed = entries.get(from);
  const refusal = refusalToMove(renamed);
  if (refusal || !renamed) return refusal ?? "missing";
  if (!isValidName(to) || to.startsWith(`${from}/`)) return "invalid-name";
  if (entries.has(to)) return "exists";
  if (parentsOf(to).some((parent) => !entries.has(parent))) return "missing";
  for (const entry of [renamed, ...childrenOf(entries, from)]) {
    const name = to + entry.name.slice(from.length);
    entries.delete(entry.name);
    entries.set(name, { ...entry, name });
    ports.tell({ kind: "renamed", mailbox: name });
  }
  return "done";
}

function refusalToMove(entry: NamedMailbox | undefined): NamingOutcome | undefined {
  if (!entry) return "missing";
  return entry.name === "INBOX" || entry.specialUse ? "forbidden" : undefined;
}

function nameOf(entries: ReadonlyMap<string, NamedMailbox>, mailbox: Mailbox): string | undefined {
  for (const entry of entries.values()) if (entry.mailbox === mailbox) return entry.name;
  return undefined;
}

function childrenOf(entries: ReadonlyMap<string, NamedMailbox>, name: string): readonly NamedMailbox[] {
  return [...entries.values()].filter((entry) => entry.name.startsWith(`${name}/`));
}

function parentsOf(name: string): readonly string[] {
  const pieces = name.split("/").slice(0, -1);
  return pieces.map((_, depth) => pieces.slice(0, depth + 1).join("/"));
}

function isValidName(name: string): boolean {
  const pieces = name.split("/");
  if (name.length > MAX_NAME || pieces.length > 10 || /[\x00-\x1f\x7f%*]/.test(name)) return false;
  // `inbox` in other letters is INBOX itself, so it may not start a hierarchy of its own either.
  return (
    pieces.every((piece) => piece.trim() !== "") && (pieces[0]?.toUpperCase() !== "INBOX" || pieces[0] === "INBOX")
  );
}
