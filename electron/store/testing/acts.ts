import type { Draft } from "#shared/domain/draft";
import type { ConversationId, DraftId } from "#shared/domain/ids";
import { BOX, COLLEAGUE, deliver, draftTo, envelope, ME, type Profile } from "./profile";

/** What a person and a server do; each is done whole or not at all. */
export const ACTS = ["receive", "write", "save", "hand", "mark", "discard"] as const;
export type Act = (typeof ACTS)[number];

/** Everything that an act may change, as a person or a server sees it. */
export function seen({ service, store }: Profile): unknown {
  const list = { view: "all" as const, mailboxId: null, folderId: null, search: "", offset: 0, limit: 200 };
  return [
    service.knownUids(BOX, "INBOX"),
    service.folderCursor(BOX, "INBOX"),
    service.listConversations(list),
    service.counts(null),
    service.listOutbox(),
    service.pendingOperations(BOX),
    store.all("SELECT * FROM drafts ORDER BY id"),
  ];
}

/** Makes acts over what is there when they are made; one made twice does the same. */
export function officeIn(profile: Profile): (act: Act, size: number) => () => void {
  const { service } = profile;
  let made = 0;
  const drafts: Draft[] = [];
  const text = (size: number): string => "mot ".repeat(size / 4);
  const latest = (): Draft | undefined => drafts.at(-1);
  const handOver = (id: DraftId, number: number, size: number): void => {
    service.enqueue({
      draftId: id,
      mailboxId: BOX,
      outgoing: {
        messageId: `<full${number}@demo>`,
        envelope: { from: ME, to: [COLLEAGUE] },
        raw: new Uint8Array(size).fill(7),
      },
      sendAt: "2026-03-01T09:00:10.000Z",
      fin: false,
      subject: "Question",
      to: [{ name: "Paul DEMO", address: COLLEAGUE }],
    });
  };
  return (act, size) => {
    made += 1;
    const number = made;
    switch (act) {
      case "receive":
        // What could not be kept comes again: a synchronisation goes on from the cursor.
        return () => {
          const highest = service.folderCursor(BOX, "INBOX")?.highestUid ?? 0;
          deliver(service, "INBOX", ...[1, 2, 3].map((more) => envelope({ uid: highest + more })));
        };
      case "write":
        return () => void drafts.push(draftTo(service, COLLEAGUE, { text: text(size) }));
      case "save": {
        const draft = latest();
        return () => {
          if (draft !== undefined && drafts.includes(draft))
            service.saveDraft(draft.id, { ...draft, text: text(size) });
        };
      }
      case "hand": {
        const draft = latest();
        return () => {
          if (draft === undefined || !drafts.includes(draft)) return;
          handOver(draft.id, number, size);
          drafts.splice(drafts.indexOf(draft), 1);
        };
      }
      case "mark": {
        const list = { view: "to-do" as const, mailboxId: null, folderId: null, search: "", offset: 0, limit: 200 };
        const ids: readonly ConversationId[] = service.listConversations(list).rows.map(({ id }) => id);
        return () => void service.mark(ids.slice(0, 2), "done");
      }
      case "discard": {
        const draft = latest();
        return () => {
          if (draft === undefined || !drafts.includes(draft)) return;
          service.discardDraft(draft.id);
          drafts.splice(drafts.indexOf(draft), 1);
        };
      }
    }
  };
}
