import { PliError } from "#shared/domain/failure";
import type { MailboxId, MessageId } from "#shared/domain/ids";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { turnsOf } from "#shared/rules/turns";
import { createSingleFlight } from "./gate";

/** What bringing bodies home needs. */
export type BodyPorts = {
  readonly locate: (
    id: MessageId,
  ) => Promise<{ readonly mailboxId: MailboxId; readonly path: string; readonly uid: number } | null>;
  readonly fetch: (place: {
    readonly mailboxId: MailboxId;
    readonly path: string;
    readonly uid: number;
  }) => Promise<Uint8Array>;
  readonly parse: (raw: Uint8Array) => Promise<ParsedMessage>;
  readonly save: (id: MessageId, raw: Uint8Array, parsed: ParsedMessage) => Promise<{ readonly again: boolean }>;
  /** A body that cannot be read, ever: it is not tried again. */
  readonly unreadable: (id: MessageId, state: "too-big" | "unreadable") => Promise<void>;
  /** What follows a body that arrived for the first time: automatic filing, notices. */
  readonly arrived: (id: MessageId, parsed: ParsedMessage) => Promise<void>;
  readonly changed: () => void;
  readonly after: (ms: number, act: () => void) => void;
  /** Over once no message is on its way out: the machine is its own. */
  readonly calm: () => Promise<void>;
  readonly pending: (mailboxId: MailboxId, limit: number) => Promise<readonly MessageId[]>;
  readonly report: (error: unknown, about: string) => void;
};

/** Brings message bodies home: on demand when a conversation opens, and ahead of need, newest first, one at a time. */
export type Bodies = {
  readonly bring: (id: MessageId) => Promise<boolean>;
  readonly ahead: (mailboxId: MailboxId) => void;
};

const AHEAD_BATCH = 25;
/** The rows of what arrived are read and drawn before a second connection and the parser are started for what nobody opened yet. */
const AHEAD_AFTER_MS = 300;
/** What is brought ahead shows a preview, a card: told of each, the page would read its list again without end while a row that came waits its turn. */
const AHEAD_TOLD_MS = 1000;

/** Builds the fetcher; a body that cannot be read now is left for later and never blocks another. */
export function createBodies(ports: BodyPorts): Bodies {
  const once = createSingleFlight<MessageId, boolean>();
  const runs = new Map<MailboxId, Promise<void>>();
  const toldSeldom = atMostEvery(AHEAD_TOLD_MS, ports);
  const bringAs = (told: () => void) => (id: MessageId) => once(id, () => bringOne(ports, id, told));
  return {
    bring: async (id) => {
      let isTold = false;
      const brought = await bringAs(() => {
        isTold = true;
        ports.changed();
      })(id);
      // It was on its way already, ahead of need.
      if (brought && !isTold) ports.changed();
      return brought;
    },
    ahead: (mailboxId) => {
      if (runs.has(mailboxId)) return;
      const rows = new Promise<void>((resolve) => ports.after(AHEAD_AFTER_MS, resolve));
      const run = rows
        .then(() => bringAhead(ports, mailboxId, bringAs(toldSeldom)))
        .catch((error: unknown) => ports.report(error, "bodies ahead"))
        .finally(() => runs.delete(mailboxId));
      runs.set(mailboxId, run);
    },
  };
}

/** Tells the first change at once, and those that follow it together. */
function atMostEvery(ms: number, { after, changed }: Pick<BodyPorts, "after" | "changed">): () => void {
  const tell = (): void => {
    if (turns.next().length > 0) changed();
  };
  const turns = turnsOf<"bodies">({ most: 1, ms }, after, tell);
  return () => {
    turns.wait(["bodies"]);
    tell();
  };
}

async function bringOne(ports: BodyPorts, id: MessageId, told: () => void): Promise<boolean> {
  try {
    const place = await ports.locate(id);
    if (place === null) return false;
    const raw = await ports.fetch(place);
    const parsed = await parsedOrNot(ports, id, raw);
    if (parsed === null) return true;
    const { again } = await ports.save(id, raw, parsed);
    told();
    if (!again) await ports.arrived(id, parsed);
    return true;
  } catch (error) {
    ports.report(error, "bring body");
    return false;
  }
}

/** Null once a message that takes the parser down, or that it refuses, has been marked as such. */
async function parsedOrNot(ports: BodyPorts, id: MessageId, raw: Uint8Array): Promise<ParsedMessage | null> {
  try {
    return await ports.parse(raw);
  } catch (error) {
    const code = error instanceof PliError ? error.code : "";
    if (["parser-closed", "parser-busy"].includes(code)) throw error;
    await ports.unreadable(id, code === "message-too-big" ? "too-big" : "unreadable");
    return null;
  }
}

/** Stops after three failures in a row: offline or refused, the next synchronisation starts again. */
async function bringAhead(ports: BodyPorts, mailboxId: MailboxId, bring: Bodies["bring"]): Promise<void> {
  const tried = new Set<MessageId>();
  let failures = 0;
  while (failures < 3) {
    const waiting = (await ports.pending(mailboxId, AHEAD_BATCH + tried.size)).filter((id) => !tried.has(id));
    if (waiting.length === 0) return;
    for (const id of waiting) {
      tried.add(id);
      await ports.calm();
      failures = (await bring(id)) ? 0 : failures + 1;
      if (failures >= 3) return;
    }
  }
}
