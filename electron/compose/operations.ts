import type { ConversationId, LabelId, MailboxId, MessageId } from "#shared/domain/ids";
import { PliError } from "#shared/domain/failure";
import type { RemoteOperation } from "#shared/domain/sync";
import type { MailboxService } from "../mailbox/ports";
import type { StoreClient } from "../store/serve";
import { createSingleFlight, type Gate } from "./gate";
import type { Traced } from "./services";

/** What a person did to conversations: applied at once here, replayed in order on the server, offline or not. */
export type Operations = {
  readonly mark: (ids: readonly ConversationId[], change: Mark) => Promise<void>;
  /** Marks read the messages of a conversation that were shown. */
  readonly markShown: (id: ConversationId, shown: readonly MessageId[]) => Promise<void>;
  readonly label: (ids: readonly ConversationId[], label: LabelId, on: boolean) => Promise<void>;
  /** Tells who shares the mailbox whether a document of this message is filed (`$PliFiled`). */
  readonly noteFiled: (id: MessageId) => Promise<void>;
  /** Takes conversations in charge in the name of who signed in, or lets them go. */
  readonly take: (ids: readonly ConversationId[], taken: boolean) => Promise<void>;
  /** Replays what waits for this mailbox; called when its connection is ready. */
  readonly replay: (mailboxId: MailboxId) => void;
};

type Mark = Parameters<StoreClient["mark"]>[1];

/** What operations need. */
export type OperationPorts = {
  readonly store: Gate<StoreClient>;
  readonly operate: (mailboxId: MailboxId, operation: RemoteOperation) => ReturnType<MailboxService["operate"]>;
  readonly changed: () => void;
  readonly trace: (event: Traced) => Promise<void>;
  readonly report: (error: unknown, about: string) => void;
};

/** A server that refuses so often will not change its mind. */
const MOST_ATTEMPTS = 5;
/** Not the operation's fault: it keeps its place in the queue. */
const UNREACHABLE = new Set(["offline", "signed-out", "mailbox-gone", "psc-unavailable"]);
const ACTIONS: Readonly<Partial<Record<Mark, Traced["action"]>>> = {
  delete: "delete",
  archive: "move",
  restore: "move",
  done: "flag",
  "to-do": "flag",
};

/** Builds the replayer over its ports. */
export function createOperations(ports: OperationPorts): Operations {
  const once = createSingleFlight<MailboxId, void>();
  const replay = (mailboxId: MailboxId): void => {
    once(mailboxId, () => replayAll(ports, mailboxId)).catch((error: unknown) =>
      ports.report(error, "replay operations"),
    );
  };
  /** What was queued is noted in the journal, where it has a line there, and replayed on each mailbox that it is about. */
  const queuedFor = async (
    queued: readonly { readonly mailboxId: MailboxId }[],
    line: Pick<Traced, "action" | "request"> | null,
  ): Promise<void> => {
    for (const mailboxId of new Set(queued.map((one) => one.mailboxId))) {
      if (line !== null) await ports.trace({ ...line, mailboxId, answer: "queued", success: true });
      replay(mailboxId);
    }
    ports.changed();
  };
  return {
    mark: async (ids, change) => {
      const queued = await ports.store.get().mark(ids, change);
      const action = ACTIONS[change];
      if (queued.length > 0) await queuedFor(queued, action === undefined ? null : { action, request: change });
    },
    markShown: async (id, shown) => {
      const queued = await ports.store.get().markShown(id, shown);
      if (queued.length > 0) await queuedFor(queued, null);
    },
    label: async (ids, label, on) =>
      queuedFor(await ports.store.get().labelConversations(ids, label, on), {
        action: "flag",
        request: on ? "label" : "unlabel",
      }),
    take: async (ids, taken) =>
      queuedFor(await ports.store.get().takeConversations(ids, taken), {
        action: "flag",
        request: taken ? "take in charge" : "let go",
      }),
    noteFiled: async (id) => {
      const queued = await ports.store.get().noteFiled(id);
      for (const mailboxId of new Set(queued.map((one) => one.mailboxId))) replay(mailboxId);
    },
    replay,
  };
}

async function replayAll(ports: OperationPorts, mailboxId: MailboxId): Promise<void> {
  const store = ports.store.get();
  for (;;) {
    const [next] = await store.pendingOperations(mailboxId);
    if (next === undefined) return;
    try {
      await store.operationDone(next.id, await ports.operate(mailboxId, next.operation));
    } catch (error) {
      const code = error instanceof PliError ? error.code : "unexpected";
      if (UNREACHABLE.has(code)) return;
      await store.operationFailed(next.id, code, next.attempts + 1 >= MOST_ATTEMPTS);
      await ports.trace({ action: "error", mailboxId, request: next.operation.kind, answer: code, success: false });
      if (next.attempts + 1 < MOST_ATTEMPTS) return;
    }
  }
}
