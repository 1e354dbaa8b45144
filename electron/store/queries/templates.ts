import type { MailboxId, TemplateId } from "#shared/domain/ids";
import type { Signature, Template } from "#shared/domain/template";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { mailboxKey } from "./lookup";

/** A template as it is given: without an identifier, it is a new one. */
export type GivenTemplate = Omit<Template, "id"> & { readonly id: TemplateId | null };

const SELECT = `SELECT t.id, b.id AS mailboxId, t.name, t.subject, t.text FROM templates t LEFT JOIN mailboxes b ON b.seq = t.mailbox`;

/** The templates by name: those a mailbox may use (its own and the common ones), or all. */
export function listTemplates(store: Store, mailboxId: MailboxId | null): readonly Template[] {
  const mailbox = mailboxId === null ? 0 : mailboxKey(store, mailboxId).seq;
  return store.all<Template>(
    `${SELECT} WHERE ? = 0 OR t.mailbox IS NULL OR t.mailbox = ? ORDER BY t.name COLLATE NOCASE, t.seq LIMIT 2000`,
    [mailbox, mailbox],
  );
}

/** One template, or `no-such`. */
export function template(store: Store, id: TemplateId): Template {
  const row = store.get<Template>(`${SELECT} WHERE t.id = ?`, [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "templates" });
  return row;
}

/** Adds a template or changes it. */
export function saveTemplate(store: Store, given: GivenTemplate): Template {
  const mailbox = given.mailboxId === null ? null : mailboxKey(store, given.mailboxId).seq;
  const content = [mailbox, given.name, given.subject, given.text] as const;
  if (given.id === null) {
    const id = store.newId() as TemplateId;
    store.run("INSERT INTO templates (mailbox, name, subject, text, id) VALUES (?, ?, ?, ?, ?)", [...content, id]);
    return template(store, id);
  }
  store.run("UPDATE templates SET mailbox = ?, name = ?, subject = ?, text = ? WHERE id = ?", [...content, given.id]);
  return template(store, given.id);
}

/** Forgets a template; one already forgotten is no fault. */
export function deleteTemplate(store: Store, id: TemplateId): void {
  store.run("DELETE FROM templates WHERE id = ?", [id]);
}

/** Adds templates that came from a file to a mailbox (null: to all); one that is already there word for word is not added again. */
export function addTemplates(
  store: Store,
  mailboxId: MailboxId | null,
  given: readonly Pick<Template, "name" | "subject" | "text">[],
): { readonly added: number; readonly known: number } {
  return store.transaction(() => {
    const mailbox = mailboxId === null ? null : mailboxKey(store, mailboxId).seq;
    const fresh = given.filter(
      ({ name, subject, text }) =>
        store.get("SELECT 1 FROM templates WHERE mailbox IS ? AND name = ? AND subject = ? AND text = ?", [
          mailbox,
          name,
          subject,
          text,
        ]) === undefined,
    );
    for (const one of fresh) saveTemplate(store, { id: null, mailboxId, ...one });
    return { added: fresh.length, known: given.length - fresh.length };
  });
}

/** The signature of each mailbox, in their order; empty where there is none. */
export function listSignatures(store: Store): readonly Signature[] {
  return store.all<Signature>(
    "SELECT b.id AS mailboxId, coalesce(s.text, '') AS text FROM mailboxes b LEFT JOIN signatures s ON s.mailbox = b.seq ORDER BY b.seq",
  );
}

/** The signature of a mailbox; empty for none. */
export function signature(store: Store, mailboxId: MailboxId): string {
  const { seq } = mailboxKey(store, mailboxId);
  return store.get<{ text: string }>("SELECT text FROM signatures WHERE mailbox = ?", [seq])?.text ?? "";
}

/** Changes the signature of a mailbox. */
export function saveSignature(store: Store, { mailboxId, text }: Signature): void {
  store.run("INSERT INTO signatures (mailbox, text) VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text", [
    mailboxKey(store, mailboxId).seq,
    text,
  ]);
}
