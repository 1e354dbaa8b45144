import { join } from "node:path";
import type { MailboxId, MessageId } from "#shared/domain/ids";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import type { EnvelopeRecord, SyncBatch } from "#shared/domain/sync";
import { openStore, type Store } from "../../electron/store/open";
import { createStoreService, type StoreService } from "../../electron/store/service";
import { parsed } from "../../electron/store/testing/profile";
import { reportOf } from "./big-document";
import { correspondent, seedOf } from "./seed";

const MAILBOX = "bench" as MailboxId;
const ADDRESS = "claire.demo@cabinet.essai.mssante.fr";
const PER_BATCH = 500;
/** One message in so many has its body, searchable too: enough for a long index, quick enough to build. */
const WITH_BODY = 4;

/** The newest messages have a body of 100 KB that begins with these words, and their number. */
const LONG_BODIES = 60;
const PARAGRAPHS = 250;
/** One message, further back than the first screen, carries a report. */
const REPORT = 25;
export const longBodyOf = (uid: number): string => `Repère ${uid}.`;

/** An encrypted store in a file, filled with the same messages each time, opened in this process. */
export type BigStore = {
  readonly file: string;
  readonly store: Store;
  readonly service: StoreService;
  /** Adds `count` messages, each as a batch of its own (a third answer an earlier one); gives the milliseconds of each. */
  readonly insert: (count: number) => readonly number[];
};

/** Builds it by the store's own batches. */
export function buildStore(folder: string, messages: number): BigStore {
  let id = 0;
  const file = join(folder, `store-${messages}.db`);
  const store = openStore({
    file,
    key: new Uint8Array(32).fill(7),
    now: () => new Date(),
    newId: () => `bench-${id++}`,
  });
  const service = createStoreService(store);
  service.saveMailbox({
    id: MAILBOX,
    address: ADDRESS,
    kind: "PER",
    fromLabel: "Dr_Claire_DEMO",
    name: "Cabinet",
    colour: 0,
    environmentId: "custom",
    servers: null,
  });
  service.syncFolders(MAILBOX, [{ path: "INBOX", name: "INBOX", role: "inbox", total: messages }]);
  let uid = 1;
  const add = (count: number) => {
    const added = Array.from({ length: count }, (_, index) => envelope(uid + index));
    uid += count;
    return service.applyBatch(MAILBOX, batch(added)).added;
  };
  while (uid <= messages) {
    for (const added of add(Math.min(PER_BATCH, messages - uid + 1)))
      if (added.uid === messages - REPORT)
        keepBody(service, added.messageId, added.uid, shortBody(added.uid), reportOf);
      else if (added.uid > messages - LONG_BODIES) keepBody(service, added.messageId, added.uid, longBody(added.uid));
      else if (added.uid % WITH_BODY === 0) keepBody(service, added.messageId, added.uid, shortBody(added.uid));
  }
  store.run("ANALYZE");
  return {
    file,
    store,
    service,
    insert: (count) =>
      Array.from({ length: count }, () => {
        const since = performance.now();
        add(1);
        return performance.now() - since;
      }),
  };
}

function batch(added: readonly EnvelopeRecord[]): SyncBatch {
  const highestUid = added.at(-1)?.uid ?? 0;
  return {
    path: "INBOX",
    cursor: { uidValidity: "1", highestUid, lowestUid: 1, modSeq: null },
    added,
    flags: [],
    removed: [],
    reset: false,
  };
}

function envelope(uid: number): EnvelopeRecord {
  const seed = seedOf(uid);
  const answered = uid > 1 && uid % 3 === 0 ? `<${uid - 1 - seed.whole(Math.min(uid - 1, 50))}@essai>` : "";
  const date = new Date(Date.UTC(2015, 0, 1) + uid * 3_000_000).toISOString();
  return {
    uid,
    modSeq: null,
    flags: uid % 5 === 0 ? [] : ["\\Seen"],
    size: 1_000 + seed.whole(400_000),
    receivedAt: date,
    date,
    messageId: `<${uid}@essai>`,
    inReplyTo: answered,
    references: answered === "" ? [] : [answered],
    subject: `${seed.words(4)} ${uid}`,
    from: correspondent(seed.whole(400)),
    to: [{ name: "", address: ADDRESS }],
    cc: [],
    replyTo: [],
    mes: null,
    looksXdm: uid % 4 === 0,
    attachments: uid % 4 === 0 ? 1 : 0,
  };
}

const shortBody = (uid: number): string => seedOf(uid + 1_000_000).words(60);
const longBody = (uid: number): string => {
  const seed = seedOf(uid + 1_000_000);
  return [longBodyOf(uid), ...Array.from({ length: PARAGRAPHS }, () => seed.words(45))].join("\n\n");
};

function keepBody(
  service: StoreService,
  messageId: MessageId,
  uid: number,
  text: string,
  carrying = (message: ParsedMessage): ParsedMessage => message,
): void {
  const { date, subject, from, to, cc, replyTo, references, inReplyTo, messageId: header } = envelope(uid);
  const read = parsed({
    date,
    subject,
    from,
    to,
    cc,
    replyTo,
    references,
    inReplyTo,
    messageId: header,
    text,
  });
  service.saveBody(messageId, Buffer.from(read.text), carrying(read));
}
