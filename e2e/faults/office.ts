import type { DraftId, MailboxId, OutboxId } from "#shared/domain/ids";
import type { SpaceOfTrust } from "../servers/space-of-trust";
import type { Engine } from "./engine";

/** Who works here: the first person of the space. */
export const DOCTOR = { idNat: "899700000011", address: "claire.demo@cabinet.essai.mssante.fr", kind: "PER" } as const;

/** A person and the mailbox she opens. */
export type Worker = { readonly idNat: string; readonly address: string; readonly kind: "PER" | "ORG" };

/** Signs in, accepting the request on the telephone. */
export async function signIn({ call }: Engine, space: SpaceOfTrust, { idNat }: Worker = DOCTOR): Promise<void> {
  await call("session.signIn", { idNat, channel: "mobile" });
  await until("signed in", 20_000, async () => {
    for (const { id } of space.psc.pending()) await space.psc.approve(id);
    return (await call("session.state", undefined)).state === "signed-in";
  });
}

/** A new profile, signed in, with its mailbox. */
export async function openOffice(engine: Engine, space: SpaceOfTrust, who: Worker = DOCTOR): Promise<MailboxId> {
  await engine.call("app.createProfile", { passphrase: null });
  await engine.call("settings.set", { undoSeconds: 0 });
  await signIn(engine, space, who);
  const { mailbox, steps } = await engine.call("mailboxes.add", {
    address: who.address,
    name: "",
    kind: who.kind,
    fromLabel: who.kind === "PER" ? "Dr_Claire_DEMO-GENERALISTE" : "Cabinet_DEMO_Secretariat",
    environmentId: "custom",
  });
  if (mailbox === null) throw new Error(JSON.stringify(steps));
  await ready(engine, mailbox.id);
  return mailbox.id;
}

/** Waits until the mailbox is connected and looked at. */
export async function ready({ call }: Engine, mailboxId: MailboxId, timeout = 20_000): Promise<void> {
  await until("mailbox ready", timeout, async () => {
    const { connection } = (await call("mailboxes.list", undefined)).find(({ id }) => id === mailboxId) ?? {};
    return connection?.state === "ready";
  });
}

/** Waits for something that the servers bring; rejects with what it was. */
export async function until(what: string, timeout: number, isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Writes a short message; its draft is kept before it is handed over. */
export async function write(engine: Engine, mailboxId: MailboxId, to: string, mark: string): Promise<DraftId> {
  const asked = { mailboxId, answers: null, mode: "new", to: [{ name: "", address: to }], documentId: null } as const;
  const { id } = await engine.call("drafts.create", { ...asked, to: [...asked.to] });
  await rewrite(engine, id, mark);
  return id;
}

/** Gives a draft that subject and that text; the rest of it stays. */
export async function rewrite({ call }: Engine, id: DraftId, mark: string): Promise<void> {
  const { mailboxId, to, cc, bcc, fin, readReceipt } = await call("drafts.open", { id });
  const fields = { mailboxId, to: [...to], cc: [...cc], bcc: [...bcc], subject: mark, text: mark, fin, readReceipt };
  await call("drafts.save", { id, fields });
}

/** Hands a draft over, confirming what is asked. */
export async function send({ call }: Engine, id: DraftId): Promise<OutboxId> {
  const { confirms } = await call("drafts.check", { id });
  return (await call("drafts.send", { id, confirmed: confirms.map(({ key }) => key), sendAt: null })).id;
}

/** A plain letter from a colleague, byte for byte the same for the same mark. */
export const letter = (mark: string): string =>
  [
    "From: Nadia DEMO-CARDIOLOGUE <nadia.demo@confrere.essai.mssante.fr>",
    `Subject: ${mark}`,
    `Message-ID: <${mark}@confrere.essai.mssante.fr>`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Lettre ${mark}.`,
    "",
  ].join("\r\n");

/** How many messages the application shows under that mark, or for that search. */
export async function shown(
  { call }: Engine,
  mailboxId: MailboxId,
  mark: string,
  search = `objet:${mark}`,
): Promise<number> {
  const asked = { view: "all" as const, mailboxId, folderId: null, search, offset: 0, limit: 20 };
  const { rows } = await call("conversations.list", asked);
  return rows.reduce((sum, { messages }) => sum + messages, 0);
}
