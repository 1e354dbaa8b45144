import type { DemoPerson } from "../../electron/demo/psc/person";

/** Where the real servers of the tests pretend to be. */
export const TRUST_DOMAIN = "essai.mssante.fr";
/** The practice's own mail domain, served by Dovecot and Postfix. */
export const PRACTICE_DOMAIN = `cabinet.${TRUST_DOMAIN}`;

/** Fictitious professionals with an e-CPS and a mailbox: two of one practice, one elsewhere. */
export const PEOPLE: readonly DemoPerson[] = [
  {
    idNat: "899700000011",
    givenName: "Claire",
    familyName: "DEMO-GENERALISTE",
    email: `claire.demo@${PRACTICE_DOMAIN}`,
    mailboxes: [`secretariat.demo@${PRACTICE_DOMAIN}`],
    professionCode: "10",
  },
  {
    idNat: "899700000029",
    givenName: "Denis",
    familyName: "DEMO-ASSOCIE",
    email: `denis.demo@${PRACTICE_DOMAIN}`,
    mailboxes: [`secretariat.demo@${PRACTICE_DOMAIN}`],
    professionCode: "10",
  },
  {
    idNat: "899700000037",
    givenName: "Nadia",
    familyName: "DEMO-CARDIOLOGUE",
    email: `nadia.demo@confrere.${TRUST_DOMAIN}`,
    professionCode: "10",
  },
];

const escaped = (domain: string): string => domain.replaceAll(".", "\\.");

/** Addresses that exist: anybody of the two practices named `…demo…`, and patients by their matricule. */
export const RECIPIENTS: readonly string[] = [
  `[^@]*demo[^@]*@${escaped(PRACTICE_DOMAIN)}`,
  `[^@]*demo[^@]*@confrere\\.${escaped(TRUST_DOMAIN)}`,
  "[0-9][0-9A-B]{14}@patient\\.mssante\\.fr",
];
