import type { Environment } from "#shared/domain/environment";
import type { StoreClient } from "../store/serve";
import { isSamePerson, parseIdNat } from "../psc/id-nat";
import type { Gate } from "./gate";

const KEY = "owner";

/**
 * Whether a person may sign in to the open profile: the one who signed in first, by her national identifier, and nobody else, so that the mail
 * of two persons is never in one store. A demonstration has several doctors, all make-believe; a profile that nobody signed in to is anyone's, a closed one nobody's.
 */
export async function isOwner(store: Gate<StoreClient>, { id }: Environment, idNat: string): Promise<boolean> {
  const person = parseIdNat(idNat);
  if (id === "demo") return true;
  if (store.peek() === null) return false;
  const owner = await ownerOf(store);
  return owner === null || (person !== undefined && isSamePerson(owner, person));
}

/** Who signed in first owns what is kept from then on. */
export async function takeOwnership(store: Gate<StoreClient>, idNat: string): Promise<void> {
  const person = parseIdNat(idNat);
  if (person === undefined || (await store.peek()?.getSetting(KEY)) !== null) return;
  await store.peek()?.setSetting(KEY, (await ownerOf(store)) ?? person);
}

/** A profile of before this rule belongs to who signed in last. */
async function ownerOf(store: Gate<StoreClient>): Promise<string | null> {
  const open = store.peek();
  const owner = await open?.getSetting(KEY);
  if (typeof owner === "string") return owner;
  const last = (await open?.getSetting("identity")) as { readonly idNat?: unknown } | null | undefined;
  return typeof last?.idNat === "string" ? last.idNat : null;
}
