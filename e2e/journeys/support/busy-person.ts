import { expect, type ElectronApplication } from "@playwright/test";
import type { ConversationId, DocumentId, DraftId, MailboxId, PatientId } from "#shared/domain/ids";
import type { Seed } from "../../bench/seed";
import { askInPage, inPage, valueInPage } from "./page-through-main";

/** The two mailboxes of the demonstration between which she writes. */
const FROM = "demo.martin@medecin.demo.mssante.fr";
const TO = "demo.leroy@medecin.demo.mssante.fr";

/** What a person did so far, and what she was answered. */
export type Work = {
  readonly from: MailboxId;
  readonly to: MailboxId;
  readonly draft: DraftId;
  readonly conversations: readonly ConversationId[];
  /** Documents by where she filed them; `unknown` where she was not answered. */
  readonly filed: Map<DocumentId, PatientId | null | "unknown">;
  readonly patient: PatientId;
  /** What was typed in the draft that stays open, act by act. */
  readonly typed: string[];
  /** Messages whose sending was answered, and the others, by their subjects. */
  readonly handedOver: string[];
  readonly unsure: string[];
};

/** How an act ended: its code where it failed, null where it was done, `lost` where the page ended or nothing was answered. */
export type Outcome = { readonly act: string; readonly code: string | null };

/** Finds her mailboxes, her mail, two documents to file, and the draft that she began. */
export async function beginWork(app: ElectronApplication): Promise<Work> {
  const mailboxes = await valueInPage(app, "mailboxes.list", undefined);
  const idOf = (address: string): MailboxId => {
    const found = mailboxes.find((one) => one.address === address);
    if (found === undefined) throw new Error(`no mailbox ${address}`);
    return found.id;
  };
  const asked = { mailboxId: null, folderId: null, search: "", offset: 0 } as const;
  const { rows } = await valueInPage(app, "conversations.list", { ...asked, view: "all", limit: 40 });
  const withDocuments = await valueInPage(app, "conversations.list", { ...asked, view: "documents", limit: 12 });
  const filed = new Map<DocumentId, PatientId>();
  for (const { id } of withDocuments.rows) {
    const { messages } = await valueInPage(app, "conversations.read", { id });
    for (const card of messages.flatMap(({ documents }) => documents))
      if (filed.size < 2 && card.filed !== null && card.state === "current") filed.set(card.id, card.filed.patientId);
  }
  const [patient] = filed.values();
  if (patient === undefined) throw new Error("no document is filed");
  const [id] = (await valueInPage(app, "composers.state", undefined)).docked;
  if (id === undefined) throw new Error("no draft is begun");
  const draft = await valueInPage(app, "drafts.open", { id });
  return {
    from: idOf(FROM),
    to: idOf(TO),
    draft: id,
    conversations: rows.map((row) => row.id),
    filed: new Map(filed),
    patient,
    typed: [draft.text],
    handedOver: [],
    unsure: [],
  };
}

/** Everything that she does at once: types, opens a conversation and a document, files one, looks for somebody, sends. Never rejects. */
export function workAtOnce(
  app: ElectronApplication,
  work: Work,
  seed: Seed,
  turn: number,
): Promise<readonly Outcome[]> {
  const document = seed.pick([...work.filed.keys()] as [DocumentId]);
  const conversation = seed.pick([...work.conversations] as [ConversationId]);
  return Promise.all([
    outcome("type", type(app, work, turn)),
    outcome("open", code(askInPage(app, "conversations.open", { id: conversation, again: false, shown: [] }))),
    outcome("read", code(askInPage(app, "documents.open", { id: document }))),
    outcome("look up", code(askInPage(app, "recipients.local", { text: "demo" }))),
    outcome("file", file(app, work, document)),
    outcome("send", send(app, work, `envoi${turn}`)),
  ]);
}

/** What she was answered stands: her filings are there. She looks where she was not. */
export async function expectFilings(app: ElectronApplication, work: Work): Promise<void> {
  for (const [id, patientId] of work.filed) {
    const { card } = await valueInPage(app, "documents.open", { id });
    const now = card.filed?.patientId ?? null;
    if (patientId === "unknown") work.filed.set(id, now);
    else expect(now, `filing of ${id}`).toBe(patientId);
  }
}

/** How many messages of that subject one of her mailboxes holds. */
export async function held(app: ElectronApplication, mailboxId: MailboxId, subject: string): Promise<number> {
  const asked = { view: "all", mailboxId, folderId: null, search: `objet:${subject}`, offset: 0, limit: 20 } as const;
  const { rows } = await valueInPage(app, "conversations.list", asked);
  return rows.filter((row) => row.subject === subject).reduce((sum, { messages }) => sum + messages, 0);
}

async function type(app: ElectronApplication, work: Work, turn: number): Promise<string | null> {
  const word = ` mot${turn}`;
  const done = await inPage(
    app,
    `(() => {
      const area = document.querySelector('textarea[aria-label="Texte du message"]');
      if (area === null) return "no composer";
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
      return document.execCommand("insertText", false, ${JSON.stringify(word)}) ? "typed" : "refused";
    })()`,
  );
  if (done === "typed") work.typed.push(word);
  return done === "typed" ? null : done === null ? "lost" : String(done);
}

/** Files it with the patient where it is not, and takes it out where it is; an answer that never came leaves either. */
async function file(app: ElectronApplication, work: Work, id: DocumentId): Promise<string | null> {
  const before = work.filed.get(id) ?? null;
  const after = before === null ? work.patient : null;
  const asked = { id, patientId: work.patient, create: false, status: "PROV" } as const;
  const answer = await (after === null
    ? askInPage(app, "documents.unfile", { id })
    : askInPage(app, "documents.file", asked));
  work.filed.set(id, answer?.ok === true ? after : "unknown");
  return answer === null ? "lost" : answer.ok ? null : answer.failure.code;
}

/** Writes a message and hands it over, confirming what is asked. */
async function send(app: ElectronApplication, work: Work, subject: string): Promise<string | null> {
  work.unsure.push(subject);
  const to = [{ name: "", address: TO }];
  const created = { mailboxId: work.from, answers: null, mode: "new", to, documentId: null } as const;
  const draft = await askInPage(app, "drafts.create", { ...created, to });
  if (draft?.ok !== true) return draft === null ? "lost" : draft.failure.code;
  const { id, cc, bcc, fin, readReceipt } = draft.value;
  const fields = { mailboxId: work.from, to, cc: [...cc], bcc: [...bcc], subject, text: subject, fin, readReceipt };
  const saved = await askInPage(app, "drafts.save", { id, fields });
  if (saved?.ok !== true) return saved === null ? "lost" : saved.failure.code;
  const check = await askInPage(app, "drafts.check", { id });
  if (check?.ok !== true) return check === null ? "lost" : check.failure.code;
  const confirmed = check.value.confirms.map(({ key }) => key);
  const sent = await askInPage(app, "drafts.send", { id, confirmed, sendAt: null });
  if (sent?.ok !== true) return sent === null ? "lost" : sent.failure.code;
  work.unsure.splice(work.unsure.indexOf(subject), 1);
  work.handedOver.push(subject);
  return null;
}

const outcome = async (act: string, ended: Promise<string | null>): Promise<Outcome> => ({ act, code: await ended });

const code = async (
  answer: Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: { readonly code: string } } | null>,
): Promise<string | null> => {
  const given = await answer;
  return given === null ? "lost" : given.ok ? null : given.failure.code;
};
