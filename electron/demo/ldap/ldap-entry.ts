import type { DirectoryEntry } from "../world/directory-population";

/** An entry as the server holds it: attribute names in their usual spelling, values that are not empty. */
export type LdapEntry = { readonly dn: string; readonly attributes: Readonly<Record<string, readonly string[]>> };

/** The base that the national directory publishes. */
export const LDAP_BASE = "ou=bal,o=mssante,c=fr";

/**
 * A mailbox as an entry. Only `mail`, `cn`, `sn` and `givenName` are sure on the real directory; the `demo…` names are
 * ours, the same as those of the tests' OpenLDAP.
 */
export function ldapEntry(entry: DirectoryEntry): LdapEntry {
  const values: Readonly<Record<string, string>> = {
    mail: entry.mail,
    cn: [entry.given, entry.family].filter((part) => part !== "").join(" "),
    sn: entry.family,
    givenName: entry.given,
    o: entry.structure,
    street: entry.street,
    postalCode: entry.postalCode,
    l: entry.city,
    demoTypeBal: entry.kind,
    demoIdNat: entry.idNat,
    demoIdStruct: entry.structureId,
    demoCodeProfession: entry.profession.code,
    demoProfession: entry.profession.label,
    demoSpecialite: entry.specialty.label,
    demoDepartement: entry.postalCode.slice(0, 2),
    demoDematerialisation: "O",
  };
  const present = Object.entries(values).filter(([, value]) => value !== "");
  return {
    dn: `mail=${entry.mail},${LDAP_BASE}`,
    attributes: {
      objectClass: ["inetOrgPerson", "demoMailbox"],
      ...Object.fromEntries(present.map(([name, value]) => [name, [value]])),
    },
  };
}
