import { setImmediate as nextTurn } from "node:timers/promises";
import type { MailStore } from "../imap/store/mail-store";
import { writeMail } from "../mail/write-mail";
import type { DocumentWriters } from "../ports";
import { COLLEAGUES } from "./colleagues";
import { planArchives } from "./plan-archives";
import { planThreads } from "./plan-threads";
import type { PlannedMessage } from "./planned-message";
import { MAILBOXES } from "./practice";
import { seededRandom } from "./seeded-random";

/** How much there is: messages in all, of which so many with an archive. */
export type WorldSize = { readonly messages: number; readonly archives: number };

/** The world as the demonstration shows it. */
export const FULL_WORLD: WorldSize = { messages: 400, archives: 60 };

/** Makes two years of mail in an empty store, oldest first; the same seed and day give the same mail. */
export async function buildWorld(options: {
  readonly store: MailStore;
  readonly now: Date;
  readonly seed: number;
  readonly documents: DocumentWriters;
  readonly size: WorldSize;
  readonly progress: (done: number, total: number) => void;
}): Promise<void> {
  const { store, now, size } = options;
  for (const { address } of MAILBOXES) store.account(address);
  for (const { address } of COLLEAGUES) store.account(address);
  const random = seededRandom(options.seed);
  const archives = planArchives({ count: size.archives, now, random, documents: options.documents });
  const texts: readonly PlannedMessage[] = planThreads(size.messages - archives.length, now, random).map(
    ({ mail, ...planned }) => ({ ...planned, write: () => writeMail(mail) }),
  );
  const messages = [...archives, ...texts].toSorted((one, other) => one.date.getTime() - other.date.getTime());
  for (const [index, { mailbox, folder, date, flags, write }] of messages.entries()) {
    store.deliver(mailbox, folder, await write(), { date, flags });
    if (index % 10 === 9) {
      options.progress(index + 1, messages.length);
      await nextTurn();
    }
  }
  options.progress(messages.length, messages.length);
}
