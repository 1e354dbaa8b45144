import type { Handlers } from "#shared/contract/index";
import { mailLinkAmong } from "#shared/rules/mail-link";
import type { Services } from "./services";

/** Opens a draft for the `mailto:` among the arguments of a start, if there is one and the person asked for it; the guards of writing judge its addresses as any other. */
export async function writeFromLink(
  { bootstrap, store, platform }: Pick<Services, "bootstrap" | "store" | "platform">,
  handlers: Pick<Handlers, "drafts.create" | "drafts.save">,
  args: readonly string[],
): Promise<void> {
  const link = mailLinkAmong(args);
  if (link === null || !bootstrap.get().settings.mailto) return;
  if (store.peek() === null) return platform.emit({ kind: "notice", code: "mail-link-closed" });
  const draft = await handlers["drafts.create"]({
    mailboxId: null,
    answers: null,
    mode: "new",
    to: [...link.to],
    documentId: null,
  });
  const { to, bcc, fin, readReceipt, deliveryReceipt = false, mailboxId } = draft;
  await handlers["drafts.save"]({
    id: draft.id,
    fields: {
      mailboxId,
      to: [...to],
      cc: [...link.cc],
      bcc: [...bcc],
      subject: link.subject,
      text: link.text === "" ? draft.text : `${link.text}\n${draft.text}`,
      fin,
      readReceipt,
      deliveryReceipt,
    },
  });
  platform.emit({ kind: "open-draft", id: draft.id });
}
