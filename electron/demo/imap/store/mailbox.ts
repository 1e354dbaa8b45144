import { normalizeFlags, sameFlags } from "./flags";

/** A message as kept; `internalDate` in ms since 1970, flags in their usual spelling. */
export type StoredMessage = {
  readonly uid: number;
  readonly modseq: number;
  readonly flags: readonly string[];
  readonly internalDate: number;
  readonly raw: Buffer;
};

/** What happened in one mailbox. */
export type MailboxChange =
  | { readonly kind: "added"; readonly uid: number }
  | { readonly kind: "flags"; readonly uid: number }
  | { readonly kind: "expunged"; readonly uids: readonly number[] }
  | { readonly kind: "closed" };

/** A mailbox as data that survives `v8.serialize` or a structured clone. */
export type MailboxSnapshot = {
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly highestModseq: number;
  readonly messages: readonly {
    readonly uid: number;
    readonly modseq: number;
    readonly flags: readonly string[];
    readonly internalDate: number;
    readonly raw: Uint8Array;
  }[];
};

/** The messages of one mailbox, in UID order, with their mod-sequences (RFC 7162). */
export type Mailbox = {
  readonly uidValidity: number;
  uidNext(): number;
  highestModseq(): number;
  /** Bytes of all messages together. */
  bytes(): number;
  count(): number;
  uids(): number[];
  messages(): Iterable<StoredMessage>;
  message(uid: number): StoredMessage | undefined;
  /** Adds a message; throws RangeError for flags that are none. */
  add(raw: Uint8Array, options: { readonly flags: readonly string[]; readonly internalDate: number }): StoredMessage;
  /** Replaces the flags; the mod-sequence moves only when they differ. */
  setFlags(uid: number, flags: readonly string[]): StoredMessage | undefined;
  remove(uids: Iterable<number>): readonly number[];
  watch(listener: (change: MailboxChange) => void): () => void;
  /** Tells the watchers that the mailbox is gone. */
  close(): void;
  snapshot(): MailboxSnapshot;
};

/** Builds a mailbox, empty or from a snapshot. */
export function createMailbox(from: MailboxSnapshot): Mailbox {
  const messages = from.messages.map((message) => ({
    ...message,
    flags: [...message.flags],
    raw: asBuffer(message.raw),
  }));
  const state: State = {
    messages: new Map(messages.map((message) => [message.uid, message])),
    listeners: new Set(),
    uidNext: from.uidNext,
    modseq: from.highestModseq,
    bytes: messages.reduce((sum, message) => sum + message.raw.length, 0),
  };
  return {
    uidValidity: from.uidValidity,
    uidNext: () => state.uidNext,
    highestModseq: () => state.modseq,
    bytes: () => state.bytes,
    count: () => state.messages.size,
    uids: () => [...state.messages.keys()],
    messages: () => state.messages.values(),
    message: (uid) => state.messages.get(uid),
    add: (raw, options) => add(state, asBuffer(raw), options),
    setFlags: (uid, flags) => setFlags(state, uid, flags),
    remove: (uids) => remove(state, uids),
    watch(listener) {
      state.listeners.add(listener);
      return () => void state.listeners.delete(listener);
    },
    close: () => tell(state, { kind: "closed" }),
    snapshot: () => ({
      uidValidity: from.uidValidity,
      uidNext: state.uidNext,
      highestModseq: state.modseq,
      messages: [...state.messages.values()],
    }),
  };
}

type State = {
  readonly messages: Map<number, StoredMessage>;
  readonly listeners: Set<(change: MailboxChange) => void>;
  uidNext: number;
  modseq: number;
  bytes: number;
};

type Arrival = { readonly flags: readonly string[]; readonly internalDate: number };

function tell(state: State, change: MailboxChange): void {
  for (const listener of state.listeners) listener(change);
}

function add(state: State, raw: Buffer, { flags, internalDate }: Arrival): StoredMessage {
  const message = { uid: state.uidNext, modseq: state.modseq + 1, flags: checked(flags), internalDate, raw };
  state.uidNext += 1;
  state.modseq += 1;
  state.bytes += raw.length;
  state.messages.set(message.uid, message);
  tell(state, { kind: "added", uid: message.uid });
  return message;
}

function setFlags(state: State, uid: number, flags: readonly string[]): StoredMessage | undefined {
  const before = state.messages.get(uid);
  if (!before || sameFlags(before.flags, flags)) return before;
  const after = { ...before, flags: checked(flags), modseq: state.modseq + 1 };
  state.modseq += 1;
  state.messages.set(uid, after);
  tell(state, { kind: "flags", uid });
  return after;
}

function remove(state: State, uids: Iterable<number>): readonly number[] {
  const gone: number[] = [];
  for (const uid of uids) {
    state.bytes -= state.messages.get(uid)?.raw.length ?? 0;
    if (state.messages.delete(uid)) gone.push(uid);
  }
  if (gone.length === 0) return gone;
  state.modseq += 1;
  tell(state, { kind: "expunged", uids: gone });
  return gone;
}

function checked(flags: readonly string[]): readonly string[] {
  const normal = normalizeFlags(flags);
  if (!normal) throw new RangeError("Not a list of flags");
  return normal;
}

// A view, not a copy: messages are never written to, and copies of one share their bytes.
function asBuffer(raw: Uint8Array): Buffer {
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
}
