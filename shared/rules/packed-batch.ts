import type { EnvelopeRecord, PackedBatch, PackedEnvelopes, SyncBatch } from "#shared/domain/sync";

/** A batch with its envelopes as one string: the process between the two that know them carries it without reading it. */
export function packBatch(batch: SyncBatch): PackedBatch {
  return { ...batch, added: packEnvelopes(batch.added) };
}

/** The envelopes of a batch alone, as `packBatch` writes them. */
export const packEnvelopes = (added: readonly EnvelopeRecord[]): PackedEnvelopes =>
  (added.length === 0 ? "" : JSON.stringify(added)) as PackedEnvelopes;

/** The batch again; only for what `packBatch` made. */
export function openBatch(batch: PackedBatch): SyncBatch {
  return { ...batch, added: batch.added === "" ? [] : (JSON.parse(batch.added) as readonly EnvelopeRecord[]) };
}
