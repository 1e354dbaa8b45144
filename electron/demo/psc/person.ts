/** A fictitious professional who owns an e-CPS; `idNat` is 12 digits (8 + RPPS), `email` the address of the personal mailbox. */
export type DemoPerson = {
  readonly idNat: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  /** Other mailboxes this person may open (ORG, CAB); `email` is always one of them. */
  readonly mailboxes?: readonly string[];
  readonly professionCode?: string;
};

/** The technical identifier the provider gives a person: never the RPPS, as on the real one. */
export const subjectOf = (idNat: string): string => `f:demo-psc:${idNat}`;

/** The person behind a technical identifier or a login hint; undefined when nobody. */
export function findPerson(people: readonly DemoPerson[], reference: string): DemoPerson | undefined {
  return people.find((person) => person.idNat === reference || subjectOf(person.idNat) === reference);
}

/** The claims of scope `scope_all`, shaped like the published samples; `bareRpps` drops the leading 8 as the bac à sable was seen to do. */
export function claimsOf(person: DemoPerson, bareRpps: boolean) {
  const rpps = person.idNat.slice(1);
  const identifier = bareRpps ? rpps : person.idNat;
  return {
    sub: subjectOf(person.idNat),
    preferred_username: identifier,
    SubjectNameID: identifier,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    email_verified: true,
    SubjectRole: [`${person.professionCode ?? "10"}^1.2.250.1.213.1.1.5.5`],
    otherIds: [{ identifiant: identifier, origine: "RPPS", qualite: 1 }],
    Secteur_Activite: "SA07^1.2.250.1.71.4.2.4",
    PSI_Locale: "1.2.250.1.213.1.3.1.1",
  };
}

/** Names of every claim `claimsOf` may give. */
export const PSC_CLAIMS = [
  "preferred_username",
  "SubjectNameID",
  "given_name",
  "family_name",
  "email",
  "email_verified",
  "SubjectRole",
  "otherIds",
  "Secteur_Activite",
  "PSI_Locale",
] as const;
