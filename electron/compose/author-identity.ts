import { z } from "zod";
import { PliError } from "#shared/domain/failure";
import type { Services } from "./services";
import { keptSetting } from "./kept-setting";

const identity = z.object({ idNat: z.string().min(12), givenName: z.string(), familyName: z.string() });

/** Who signs documents, as Pro Santé Connect told. */
export type AuthorIdentity = z.infer<typeof identity>;

/** Who signed in last in this profile: a message may be written before the day's sign-in. */
export async function lastIdentity(services: Services): Promise<AuthorIdentity> {
  const known = await keptSetting(services.store.get(), "identity", identity);
  if (known === null) throw new PliError("signed-out");
  return known;
}

/** OID that names this installation as a source (`2.25.` and a number of its own, X.667), made once. */
export async function sourceId(services: Services): Promise<string> {
  const store = services.store.get();
  const known = await store.getSetting("source-id");
  if (typeof known === "string") return known;
  const made = freshOid(services);
  await store.setSetting("source-id", made);
  return made;
}

/** An OID that nobody else has (X.667). */
export function freshOid(services: Services): string {
  return `2.25.${BigInt(`0x${Buffer.from(services.platform.random(16)).toString("hex")}`)}`;
}
