import type { Call } from "#shared/contract/index";
import type { CheckPoint, DraftCheck } from "#shared/contract/writing";
import type { OutboxItem } from "#shared/domain/draft";
import type { Failure } from "#shared/domain/failure";
import type { DraftId } from "#shared/domain/ids";

/** What came of sending a draft: it is handed over, something must be read or confirmed first, or it failed. */
export type HandedOver =
  | { readonly kind: "handed"; readonly item: OutboxItem }
  | { readonly kind: "blocked"; readonly check: DraftCheck }
  | { readonly kind: "asks"; readonly points: readonly CheckPoint[] }
  | { readonly kind: "failed"; readonly failure: Failure };

/** Refusals of main, which checks once more: something appeared since the draft was last checked here. */
const APPEARED: ReadonlySet<string> = new Set(["send-blocked", "send-unconfirmed"]);

/**
 * Sends a draft that is saved. One whose last check (`known`) found nothing is handed over at once: main checks it in any case, and what it
 * refuses is checked here again, to be shown.
 */
export async function handOver(
  call: Call,
  {
    id,
    sendAt,
    known,
  }: { readonly id: DraftId; readonly sendAt: string | null; readonly known: DraftCheck | undefined },
): Promise<HandedOver> {
  const send = async (): Promise<HandedOver> => {
    const sent = await call("drafts.send", { id, confirmed: [], sendAt });
    return sent.ok ? { kind: "handed", item: sent.value } : { kind: "failed", failure: sent.failure };
  };
  if (known !== undefined && isClear(known)) {
    const tried = await send();
    if (tried.kind !== "failed" || !APPEARED.has(tried.failure.code)) return tried;
  }
  const check = await call("drafts.check", { id });
  if (!check.ok) return { kind: "failed", failure: check.failure };
  if (check.value.blocks.length > 0) return { kind: "blocked", check: check.value };
  if (check.value.confirms.length > 0) return { kind: "asks", points: check.value.confirms };
  return send();
}

const isClear = ({ blocks, confirms }: DraftCheck): boolean => blocks.length === 0 && confirms.length === 0;
