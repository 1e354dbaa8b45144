import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import yazl from "yazl";
import type { Exported } from "#shared/contract/leaving";
import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import { writeCsv } from "#shared/rules/csv-table";
import { safeFileName } from "#shared/rules/safe-filename";
import type { ExportedMessage, ExportScope } from "../store/queries/exporting";
import { localTime } from "../trace/local-time";
import type { Services } from "./services";
import { sourceOf } from "./source";

const NONE: Exported = { saved: false, messages: 0, missing: 0 };

/** Mail that leaves as a ZIP: each message as it came, the journal's lines about them, and what could not be had. */
export function exportHandlers(services: Services): Pick<Handlers, "mail.exportConversation" | "mail.exportFolder"> {
  return {
    "mail.exportConversation": ({ id }) => exportMail(services, { kind: "conversation", id }),
    "mail.exportFolder": ({ id }) => exportMail(services, { kind: "folder", id }),
  };
}

async function exportMail(services: Services, scope: ExportScope): Promise<Exported> {
  const { platform, store } = services;
  const messages = await store.get().messagesToExport(scope);
  if (messages.length === 0) throw new PliError("nothing-to-export");
  const now = platform.clock();
  // No subject in the proposed name: it may hold a patient's.
  const target = await platform.dialogs.chooseTarget(`pli-export-${now.toISOString().slice(0, 10)}.zip`);
  if (target === null) return NONE;
  const missing = await writeZip(services, messages, target, now);
  await services.trace({
    action: "export",
    ...(messages[0] === undefined ? {} : { mailboxId: messages[0].mailboxId }),
    request: scope.kind,
    answer: `${messages.length - missing} messages`,
    success: missing === 0,
  });
  return { saved: true, messages: messages.length - missing, missing };
}

/** Written beside, one message at a time, then put in place; gives how many messages could not be had. */
async function writeZip(
  services: Services,
  messages: readonly ExportedMessage[],
  target: string,
  now: Date,
): Promise<number> {
  const beside = `${target}.part`;
  const zip = new yazl.ZipFile();
  // In a folder that others write to, a link left under that name would lead elsewhere: it is taken away, and a new one refused.
  await rm(beside, { force: true });
  const file = createWriteStream(beside, { flags: "wx", mode: 0o600, flush: true });
  const sheaf: Sheaf = { zip, written: pipeline(zip.outputStream, file) };
  // Its failure is told by whoever waits.
  sheaf.written.catch(() => undefined);
  const missing: ExportedMessage[] = [];
  const names = new Map<ExportedMessage, string>();
  try {
    for (const [index, message] of messages.entries()) {
      const raw = await sourceOf(services, message.id);
      if (raw === null) {
        missing.push(message);
        continue;
      }
      const name = entryName(index, message);
      names.set(message, name);
      await add(sheaf, name, raw, new Date(message.date));
    }
    await add(sheaf, CONTENTS, contentsCsv(messages, names), now);
    const ids = messages.flatMap(({ messageId }) => [messageId, `<${messageId}>`]);
    const journal = await services.store
      .get()
      .traceCsv({ search: "", from: null, to: null, kind: null, messageIds: ids });
    await add(sheaf, "journal.csv", new TextEncoder().encode(journal), now);
    if (missing.length > 0) await add(sheaf, "manquants.csv", missingCsv(missing), now);
    zip.end();
    await sheaf.written;
    await rename(beside, target);
    return missing.length;
  } finally {
    file.destroy();
    await rm(beside, { force: true });
  }
}

type Sheaf = { readonly zip: yazl.ZipFile; readonly written: Promise<void> };

/** Adds one entry and waits until it has left: never more than one message is held. Rejects when the disk does. */
async function add({ zip, written }: Sheaf, name: string, bytes: Uint8Array, mtime: Date): Promise<void> {
  const stream = Readable.from([bytes], { objectMode: false });
  zip.addReadStream(stream, name, { mtime, mode: 0o100600, size: bytes.byteLength });
  await Promise.race([finished(stream), written]);
}

function entryName(index: number, { date, subject }: ExportedMessage): string {
  // A slash in a subject is not a folder.
  const named = safeFileName(`${subject.slice(0, 80).replace(/[\\/]/gu, "-")}.eml`);
  return `${String(index + 1).padStart(5, "0")} ${date.slice(0, 10)} ${named}`;
}

/** Sorts before the messages where a folder is listed by name. */
const CONTENTS = "00000 sommaire.csv";

/** What a person reads first: each message with the file it is in (none where it could not be had), in the time of this computer. */
function contentsCsv(messages: readonly ExportedMessage[], names: ReadonlyMap<ExportedMessage, string>): Uint8Array {
  const rows = messages.map((message) => [
    localTime(new Date(message.date)).slice(0, 16).replace("T", " "),
    message.from,
    message.to,
    message.subject,
    names.get(message) ?? "",
  ]);
  return new TextEncoder().encode(writeCsv([["date", "de", "à", "objet", "fichier"], ...rows]));
}

/** What is neither here nor on the server: its date and Message-ID, inert for a spreadsheet. */
function missingCsv(missing: readonly ExportedMessage[]): Uint8Array {
  const rows = missing.map(({ date, messageId }) => [date, messageId]);
  return new TextEncoder().encode(writeCsv([["date", "message-id"], ...rows]));
}
