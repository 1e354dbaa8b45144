/** What Pli knows of a mailbox, whatever an LDAP directory calls it. */
export const LDAP_FIELDS = [
  "address",
  "display",
  "family",
  "given",
  "kind",
  "idNat",
  "professionCode",
  "profession",
  "specialty",
  "structure",
  "service",
  "street",
  "postalCode",
  "city",
] as const;
export type LdapField = (typeof LDAP_FIELDS)[number];

/** One step of « Tester l’annuaire »: names and codes only, never an entry. `code` is worded by the catalogue; `count` is what was found. */
export type DirectoryTestStep = {
  readonly source: "ldap" | "fhir";
  readonly step: "connection" | "protection" | "schema" | "base" | "entries" | "attributes" | "key" | "answer";
  readonly outcome: "good" | "warning" | "failed";
  readonly code: string;
  readonly count: number;
};

/** The live directories of the environment as the settings show them; null where the environment names none. The key itself is never shown again. */
export type LiveDirectoryState = {
  readonly ldap: {
    readonly url: string;
    /** The attribute asked for each field; empty where none is known: such a criterion is not sent. */
    readonly attributes: Readonly<Record<LdapField, string>>;
    /** Attribute names that the last test saw on entries. */
    readonly seen: readonly string[];
    /** ISO moment of the last test or correction that is kept; null while the usual names serve. */
    readonly learnedAt: string | null;
  } | null;
  readonly fhir: { readonly url: string; readonly key: "kept" | "public" | "none" } | null;
};

/** What a test found, step by step, and what is known after it. */
export type DirectoryTest = { readonly steps: readonly DirectoryTestStep[]; readonly state: LiveDirectoryState };
