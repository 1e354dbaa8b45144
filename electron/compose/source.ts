import type { MessageId } from "#shared/domain/ids";
import type { Services } from "./services";

/** The bytes of a message: those kept here, else fetched again from its server; null where neither has them. */
export async function sourceOf(
  { store, bodies }: Pick<Services, "store" | "bodies">,
  id: MessageId,
): Promise<Uint8Array | null> {
  const kept = await store.get().messageSource(id);
  if (kept !== null) return kept;
  await bodies.bring(id);
  return store.get().messageSource(id);
}
