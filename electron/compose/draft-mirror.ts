import { PliError } from "#shared/domain/failure";
import type { DraftId, MailboxId } from "#shared/domain/ids";
import type { DraftCopyTask } from "../store/queries/draft-copies";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";

/** Keeps in the operator's folder of drafts one copy of each draft: for another computer, or for another client. */
export type DraftMirror = {
  /** Something was written: its copy is renewed after a while without a change. */
  readonly soon: () => void;
  /** A mailbox can be reached: what waits is done. */
  readonly now: () => void;
  readonly close: () => void;
};

/** What it needs. */
export type DraftMirrorPorts = {
  readonly store: Gate<StoreClient>;
  readonly connected: () => readonly MailboxId[];
  /** The bytes of the copy of a draft as it is now. */
  readonly build: (draftId: DraftId) => Promise<Uint8Array>;
  /** Makes the folder hold these bytes for the draft, and nothing older; null: nothing. Rejects when it cannot. */
  readonly put: (mailboxId: MailboxId, draftId: DraftId, raw: Uint8Array | null) => Promise<void>;
  /** Tells the server what was queued for it. */
  readonly replay: (mailboxId: MailboxId) => void;
  readonly changed: () => void;
  /** Calls back once after `ms`; returns how to cancel. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly report: (error: unknown, about: string) => void;
};

/** So long without a change: a copy is a whole message, not a key. */
const QUIET_MS = 8000;
/** Who writes without a pause has a copy this often. */
const LONGEST_MS = 40_000;
/** Nobody's fault: done when the mailbox is back, or no more to be done. */
const EXPECTED = new Set(["offline", "signed-out", "mailbox-gone", "store-closed", "no-such"]);

/** Builds it; what is left undone is found again from the store, after a kill too. */
export function createDraftMirror(ports: DraftMirrorPorts): DraftMirror {
  let cancel: (() => void) | null = null;
  let pauses = 0;
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await mirrorAll(ports);
      } while (again);
    } finally {
      running = false;
    }
  };
  const now = (): void => {
    cancel?.();
    cancel = null;
    pauses = 0;
    run().catch((error: unknown) => unlessExpected(ports, error));
  };
  return {
    soon: () => {
      // A change puts the copy off, but not for ever.
      if (cancel !== null && (pauses + 1) * QUIET_MS > LONGEST_MS) return;
      cancel?.();
      pauses += 1;
      cancel = ports.after(QUIET_MS, now);
    },
    now,
    close: () => {
      cancel?.();
      cancel = null;
    },
  };
}

async function mirrorAll(ports: DraftMirrorPorts): Promise<void> {
  const store = ports.store.peek();
  if (store === null) return;
  const away = new Set<MailboxId>();
  for (const task of await store.draftCopyTasks()) {
    if (away.has(task.mailboxId) || !ports.connected().includes(task.mailboxId)) continue;
    try {
      await perform(ports, store, task);
      ports.replay(task.mailboxId);
      ports.changed();
    } catch (error) {
      if (error instanceof PliError && error.code !== "no-such") away.add(task.mailboxId);
      unlessExpected(ports, error);
    }
  }
}

async function perform(ports: DraftMirrorPorts, store: StoreClient, task: DraftCopyTask): Promise<void> {
  if (task.kind === "remove") {
    await ports.put(task.mailboxId, task.draftId, null);
    return store.draftCopyRemoved(task);
  }
  await ports.put(task.mailboxId, task.draftId, await ports.build(task.draftId));
  return store.draftCopied(task);
}

function unlessExpected({ report }: DraftMirrorPorts, error: unknown): void {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  if (typeof code !== "string" || !EXPECTED.has(code)) report(error, "draft copy");
}
