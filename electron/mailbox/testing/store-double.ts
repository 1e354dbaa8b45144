import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { ConnectionState } from "#shared/domain/mailbox";
import type { EnvelopeRecord, FolderCursor, RemoteFolder, SyncBatch } from "#shared/domain/sync";
import type { TraceEvent } from "#shared/domain/trace-event";
import { openBatch } from "#shared/rules/packed-batch";
import type { MailboxHost, ProbeStep, TlsIdentity } from "../ports";
import { rangesOf, writtenRanges } from "../uid-set";

export type KeptFolder = { cursor: FolderCursor; readonly messages: Map<number, EnvelopeRecord> };

/** The main process and its store as the mailboxes see them, in memory: applies batches as the store does and remembers all that was told. */
export function storeDouble() {
  const kept = new Map<string, KeptFolder>();
  const told = {
    batches: [] as SyncBatch[],
    states: [] as ConnectionState[],
    traces: [] as TraceEvent[],
    steps: [] as ProbeStep[],
    tokens: [] as boolean[],
    folders: [] as readonly RemoteFolder[],
  };
  const behaviour = {
    token: "good" as string | null,
    /** Given when a fresh one is asked. */
    freshToken: "good",
    identity: null as TlsIdentity | null,
    /** Password and code as one; null until the person gives a code. */
    secret: null as string | null,
    beforeBatch: async (_batch: SyncBatch): Promise<void> => undefined,
  };
  const folder = (mailboxId: string, path: string): KeptFolder | undefined => kept.get(`${mailboxId}/${path}`);
  const apply = (mailboxId: string, batch: SyncBatch): void => {
    const before = batch.reset ? undefined : folder(mailboxId, batch.path);
    const messages = before?.messages ?? new Map<number, EnvelopeRecord>();
    for (const record of batch.added) messages.set(record.uid, record);
    for (const { uid, flags } of batch.flags) {
      const record = messages.get(uid);
      if (record !== undefined) messages.set(uid, { ...record, flags });
    }
    for (const uid of batch.removed) messages.delete(uid);
    kept.set(`${mailboxId}/${batch.path}`, { cursor: batch.cursor, messages });
    told.batches.push(batch);
  };
  const host: MailboxHost = {
    token: async ({ fresh }) => {
      told.tokens.push(fresh);
      if (behaviour.token === null) throw new PliError("signed-out");
      return fresh ? behaviour.freshToken : behaviour.token;
    },
    identity: async () => behaviour.identity,
    secret: async () => {
      if (behaviour.secret === null) throw new PliError("code-needed");
      return behaviour.secret;
    },
    secretRefused: async () => void (behaviour.secret = null),
    cursor: async (mailboxId, path) => folder(mailboxId, path)?.cursor ?? null,
    held: async (mailboxId, path) => folder(mailboxId, path)?.messages.size ?? 0,
    holds: async (mailboxId, path, ranges) => {
      const known = rangesOf([...(folder(mailboxId, path)?.messages.keys() ?? [])]);
      return writtenRanges(known) === writtenRanges(ranges);
    },
    knownUids: async (mailboxId, path) => [...(folder(mailboxId, path)?.messages.keys() ?? [])],
    folders: async (_mailboxId, folders) => void (told.folders = folders),
    batch: async (mailboxId, packed) => {
      const batch = openBatch(packed);
      await behaviour.beforeBatch(batch);
      apply(mailboxId, batch);
    },
    state: async (_mailboxId, state) => void told.states.push(state),
    trace: async (event) => void told.traces.push(event),
    revocation: () => Promise.resolve("unknown" as const),
    probeStep: async (_mailboxId, step) => void told.steps.push(step),
  };
  return {
    host,
    told,
    behaviour,
    folder: (path: string, mailboxId: string = MAILBOX) => folder(mailboxId, path),
    subjects: (path: string, mailboxId: string = MAILBOX): readonly string[] =>
      [...(folder(mailboxId, path)?.messages.values() ?? [])]
        .sort((a, b) => a.uid - b.uid)
        .map(({ subject }) => subject),
    flags: (path: string, uid: number): readonly string[] => folder(MAILBOX, path)?.messages.get(uid)?.flags ?? [],
    lastState: (): ConnectionState | undefined => told.states.at(-1),
  };
}

export const MAILBOX = "mailbox-1" as MailboxId;
