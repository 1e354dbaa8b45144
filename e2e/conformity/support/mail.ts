import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { draftFields } from "#shared/contract/writing";
import type { z } from "zod";
import type { Draft, OutboxItem } from "#shared/domain/draft";
import type { ConversationId, DocumentId, MessageId } from "#shared/domain/ids";
import type { MessageView } from "#shared/domain/message";
import { insKey } from "#shared/rules/ins";
import { headersOf, outsideClient, type SeenMessage } from "../../journeys/support/look-outside";
import type { RemoteSpace } from "../../servers/remote-space";
import type { Practice } from "./practice";

/** A sign that nobody else writes: it finds one message among all. */
export const newMark = (): string => `marque${randomBytes(6).toString("hex")}`;

/** A colleague's address that nobody else uses; it exists on the servers. */
export const newColleague = (): string => `${newMark()}.demo@confrere.essai.mssante.fr`;

/** A matricule of the test range with a good key, and its address. */
export function newPatient(): { readonly matricule: string; readonly address: string } {
  const order = String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, "0");
  const body = `2790399${order}`;
  const matricule = `${body}${insKey(body) ?? ""}`;
  return { matricule, address: `${matricule}@patient.mssante.fr` };
}

/** What is written; whatever is left out is as the composer opens it. */
export type Written = Partial<Omit<z.infer<typeof draftFields>, "mailboxId" | "to">> & {
  readonly to: readonly string[];
  readonly answers?: MessageId;
  readonly documentId?: DocumentId;
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
};

/** Writes a message by the contract, ready to be sent. */
export async function write({ call, mailboxId }: Practice, written: Written): Promise<Draft> {
  const { to, answers = null, documentId = null, files = [], ...fields } = written;
  const mode = answers === null ? "new" : "reply";
  const draft = await call("drafts.create", { mailboxId, answers, mode, to: [], documentId });
  const kept = draftFields.parse(
    Object.fromEntries(Object.keys(draftFields.shape).map((name) => [name, Reflect.get(draft, name)])),
  );
  const recipients = to.map((address) => ({ name: "", address }));
  await call("drafts.save", { id: draft.id, fields: { ...kept, to: recipients, ...fields } });
  for (const { name, bytes } of files) await call("drafts.attachBytes", { id: draft.id, name, bytes });
  return call("drafts.open", { id: draft.id });
}

/** Sends a draft, confirming all that is asked, as somebody who read it. */
export async function send({ call }: Practice, draft: Pick<Draft, "id">): Promise<OutboxItem> {
  const { blocks, confirms } = await call("drafts.check", { id: draft.id });
  expect(blocks).toEqual([]);
  return call("drafts.send", { id: draft.id, confirmed: confirms.map(({ key }) => key), sendAt: null });
}

/** Writes, sends, and reads on Dovecot what the first recipient received. */
export async function sent(practice: Practice, written: Written): Promise<SeenMessage> {
  const mark = newMark();
  await send(practice, await write(practice, { ...written, text: `${written.text ?? "Bonjour."} ${mark}` }));
  return arrivedAt(practice.space, written.to[0] ?? "", mark);
}

/** Waits for the message that holds `mark` in a mailbox on Dovecot, read by another client than ours. */
export async function arrivedAt(
  space: RemoteSpace,
  address: string,
  mark: string,
  folder = "INBOX",
): Promise<SeenMessage> {
  const end = Date.now() + 40_000;
  while (Date.now() < end) {
    // A command may be refused while the delivery makes the mailbox: another connection asks again.
    const seen = await lookFor(space, address, mark, folder, end).catch(() => null);
    if (seen !== null) return seen;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`nothing came to ${folder}`);
}

async function lookFor(
  space: RemoteSpace,
  address: string,
  mark: string,
  folder: string,
  end: number,
): Promise<SeenMessage | null> {
  const client = await outsideClient(space, address);
  try {
    await client.mailboxOpen(folder);
    while (Date.now() < end) {
      for await (const { source } of client.fetch("1:*", { source: true })) {
        const text = source?.toString("latin1") ?? "";
        if (text.replaceAll(/=\r\n/gu, "").includes(mark)) return { headers: headersOf(text), source: text };
      }
      await new Promise((resolve) => setTimeout(resolve, 150));
      await client.noop();
    }
    return null;
  } finally {
    await client.logout();
  }
}

/** Delivers a message to the practice's mailbox and opens it in the application, by its subject's mark. */
export async function received(practice: Practice, raw: Uint8Array | string, mark: string): Promise<MessageView> {
  await practice.space.deliver(practice.address, raw);
  return messageWith(practice, mark);
}

/** The message whose subject or text holds `mark`, once the application has its body. */
export async function messageWith({ call, mailboxId }: Practice, mark: string): Promise<MessageView> {
  let found: MessageView | undefined;
  let opened: ConversationId | null = null;
  await expect
    .poll(
      async () => {
        const list = { view: "all" as const, mailboxId, folderId: null, search: mark, offset: 0, limit: 5 };
        const { rows } = await call("conversations.list", list);
        for (const { id } of rows) {
          const read = async () => (await call("conversations.read", { id })).messages;
          await call("conversations.open", { id, again: id === opened, shown: (await read()).map((one) => one.id) });
          opened = id;
          const messages = await read();
          found = messages.find((one) => one.rawSubject.includes(mark) || one.text.includes(mark));
          if (found?.bodyState === "stored") return true;
        }
        return false;
      },
      { intervals: [100, 200], timeout: 40_000 },
    )
    .toBe(true);
  if (found === undefined) throw new Error("no message");
  return found;
}
