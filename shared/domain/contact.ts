import type { Address } from "./message";
import type { ContactId, TeamId } from "./ids";

/** What is kept of a correspondent. The first address is the one proposed first. */
export type ContactFields = {
  readonly name: string;
  readonly kind: "PER" | "ORG" | "APP" | "CAB" | "unknown";
  readonly profession: string;
  readonly specialty: string;
  readonly structure: string;
  readonly postalCode: string;
  readonly city: string;
  /** National identifier, or empty. */
  readonly idNat: string;
  readonly note: string;
  readonly addresses: readonly string[];
};

/** A correspondent of the contacts; `gone`: addresses that the directory no longer publishes (adresse disparue). */
export type Contact = ContactFields & {
  readonly id: ContactId;
  readonly gone: readonly string[];
  /** Addresses whose last message came back. */
  readonly bounced: readonly string[];
  /** ISO date when the directory was last looked at for it; null when it never was. */
  readonly checkedAt: string | null;
};

/** A care team (équipe de soins): one name for the people around somebody. */
export type Team = {
  readonly id: TeamId;
  readonly name: string;
  readonly note: string;
  readonly members: readonly Address[];
};

/** Nothing is known yet. */
export const NO_CONTACT: ContactFields = {
  name: "",
  kind: "unknown",
  profession: "",
  specialty: "",
  structure: "",
  postalCode: "",
  city: "",
  idNat: "",
  note: "",
  addresses: [],
};
