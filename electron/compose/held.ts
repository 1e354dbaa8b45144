import type { OutboxId } from "#shared/domain/ids";
import { heldFailure, heldPoint } from "#shared/rules/held-message";
import { checkOf, nilOf } from "./sending";
import type { Services } from "./services";
import { mayReceive } from "./white-list";

/**
 * Why a message handed over some time ago may no longer leave as it is, null when it may (O07): the rules of sending are asked again of its
 * draft, with what the person confirmed then. What leaves without a draft (a receipt, a report) is held to the white list and the reference.
 */
export async function heldNow(services: Services, id: OutboxId): Promise<string | null> {
  const store = services.store.get();
  const item = await store.outboxItem(id);
  if (item.draftId === null) return heldAnswer(services, item.to);
  const check = await checkOf(services, await store.draft(item.draftId));
  const held = heldPoint(check, await store.confirmedPoints(id));
  return held === null ? null : heldFailure(held);
}

async function heldAnswer(services: Services, to: readonly { readonly address: string }[]): Promise<string | null> {
  if (services.environment().id === "production" && nilOf(services) === "")
    return heldFailure({ severity: "block", code: "no-nil-in-production", about: "" });
  for (const { address } of to)
    if (!(await mayReceive(services, address)))
      return heldFailure({ severity: "block", code: "outside-trust-space", about: address });
  return null;
}
