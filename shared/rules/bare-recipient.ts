import type { Recipient } from "#shared/domain/draft";

/** A correspondent of whom nothing is known but what is told: an empty text says nothing. */
export function bareRecipient(told: Pick<Recipient, "address" | "name"> & Partial<Recipient>): Recipient {
  return {
    kind: "unknown",
    profession: "",
    specialty: "",
    structure: "",
    city: "",
    postalCode: "",
    idNat: "",
    source: "recent",
    preferred: false,
    lastUsed: null,
    bounced: false,
    ...told,
  };
}
