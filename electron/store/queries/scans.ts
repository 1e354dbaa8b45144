import type { DraftId, OutboxId } from "#shared/domain/ids";
import type { Store } from "../open";

/** Of these files of the scanner folder, those that a draft holds or that left with a message. */
export function scansUsed(store: Store, files: readonly string[]): readonly string[] {
  return store
    .all<{ file: string }>(
      `SELECT j.value AS file FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM draft_attachments a WHERE a.scan = j.value)
         OR EXISTS (SELECT 1 FROM scans_sent s WHERE s.file = j.value)`,
      [JSON.stringify(files)],
    )
    .map(({ file }) => file);
}

/** Keeps with a message in the queue which files of the scanner folder its draft holds; forgotten with it when it is taken back. */
export function keepScans(store: Store, draftId: DraftId, outbox: number): void {
  store.run(
    `INSERT OR IGNORE INTO scans_sent (file, outbox)
     SELECT a.scan, ? FROM draft_attachments a JOIN drafts d ON d.seq = a.draft WHERE d.id = ? AND a.scan IS NOT NULL`,
    [outbox, draftId],
  );
}

/** The files of the scanner folder that a message holds. */
export function scansOf(store: Store, id: OutboxId): readonly string[] {
  return store
    .all<{ file: string }>("SELECT s.file FROM scans_sent s JOIN outbox o ON o.seq = s.outbox WHERE o.id = ?", [id])
    .map(({ file }) => file);
}
