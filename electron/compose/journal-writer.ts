import { PliError } from "#shared/domain/failure";
import type { StoreState } from "#shared/domain/session";
import type { TraceEvent } from "#shared/domain/trace-event";
import type { MailboxId } from "#shared/domain/ids";
import { localTime } from "../trace/local-time";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { Services } from "./services";

/** Writes in the journal, also what happens while the store's process starts again. */
export type JournalWriter = {
  readonly trace: Services["trace"];
  /** Writes what was held; called when the store is there again. */
  readonly catchUp: () => Promise<void>;
};

/** What it needs; `actor`: who is signed in, by national identifier. */
export type JournalWriterPorts = {
  readonly store: Gate<StoreClient>;
  readonly storeState: () => StoreState;
  readonly clock: () => Date;
  readonly actor: () => string;
};

type Held = { readonly event: TraceEvent; readonly mailboxId: MailboxId | undefined; readonly at: string };

const MOST_HELD = 1000;
const NO_FILTER = { search: "", from: null, to: null, kind: null } as const;

/** The store's process ended by itself: it is being started again, or the person is asked to. */
export const isAway = (state: StoreState): boolean => state.state === "blocked" && state.reason === "stopped";

/** Builds it over the store's gate: a line is written at once, or held where the store is away, with the time at which it happened. Where the store is closed there is no journal. */
export function createJournalWriter(ports: JournalWriterPorts): JournalWriter {
  let held: readonly Held[] = [];
  const hold = (line: Held): void => {
    held = [...held, line].slice(-MOST_HELD);
  };
  const write = async (line: Held): Promise<void> => {
    const open = ports.store.peek();
    if (open === null) return isAway(ports.storeState()) ? hold(line) : undefined;
    try {
      await open.appendTrace(await withAddress(open, line), line.at);
    } catch (error) {
      if (!(error instanceof PliError && error.code === "store-gone")) throw error;
      hold(line);
    }
  };
  return {
    trace: ({ mailboxId, ...event }) => {
      const line = { ...event, mailbox: event.mailbox ?? "", actor: ports.actor() };
      return write({ event: line, mailboxId, at: localTime(ports.clock()) });
    },
    catchUp: async () => {
      const waiting = held;
      held = [];
      if (waiting.length === 0) return;
      // What was being written when the store ended may be written.
      const { lines } = await ports.store.get().listTrace({ ...NO_FILTER, offset: 0, limit: MOST_HELD });
      for (const line of waiting) {
        const { action, request, answer } = line.event;
        const isThere = lines.some(
          (one) => one.at === line.at && one.action === action && one.request === request && one.answer === answer,
        );
        if (!isThere) await write(line);
      }
    },
  };
}

async function withAddress(open: StoreClient, { event, mailboxId }: Held): Promise<TraceEvent> {
  if (mailboxId === undefined) return event;
  const mailbox = (await open.listMailboxes()).find(({ id }) => id === mailboxId);
  return { ...event, mailbox: mailbox?.address ?? event.mailbox };
}
