import type { DemoMailbox, DocumentSigner } from "../ports";

/** The product reference that the demonstration puts on its messages (ECO.2.4.3). */
export const DEMO_NIL = "PLI-DEMO";

/** The make-believe practice. */
export const PRACTICE = { id: "1690000017", name: "Cabinet DEMO des Tilleuls" } as const;

/** A doctor of the practice; every name and number is invented. */
export type PracticeDoctor = {
  readonly idNat: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly address: string;
  readonly signature: string;
};

/** Dr MARTIN, whose mail is the richest, then Dr LEROY. */
export const DOCTORS = {
  martin: {
    idNat: "899700000017",
    givenName: "Demo",
    familyName: "MARTIN",
    displayName: "Dr Demo MARTIN",
    address: "demo.martin@medecin.demo.mssante.fr",
    signature: "Dr Demo MARTIN\nMédecin généraliste\nCabinet DEMO des Tilleuls",
  },
  leroy: {
    idNat: "899700000025",
    givenName: "Demo",
    familyName: "LEROY",
    displayName: "Dr Demo LEROY",
    address: "demo.leroy@medecin.demo.mssante.fr",
    signature: "Dr Demo LEROY\nMédecin généraliste\nCabinet DEMO des Tilleuls",
  },
} as const satisfies Readonly<Record<string, PracticeDoctor>>;

/** Address of the practice's own mailbox. */
export const SECRETARIAT = "secretariat.tilleuls@cabinet.demo.mssante.fr";

/** The three mailboxes of the practice: two personal ones and the organisation's. */
export const MAILBOXES: readonly DemoMailbox[] = [
  {
    address: DOCTORS.martin.address,
    kind: "PER",
    name: "Dr Demo MARTIN",
    fromLabel: "Dr_Demo_MARTIN_Cabinet DEMO des Tilleuls",
    owners: [DOCTORS.martin.idNat],
  },
  {
    address: SECRETARIAT,
    kind: "ORG",
    name: "Secrétariat des Tilleuls",
    fromLabel: "Cabinet DEMO des Tilleuls – Secrétariat",
    owners: [DOCTORS.martin.idNat, DOCTORS.leroy.idNat],
  },
  {
    address: DOCTORS.leroy.address,
    kind: "PER",
    name: "Dr Demo LEROY",
    fromLabel: "Dr_Demo_LEROY_Cabinet DEMO des Tilleuls",
    // Dr MARTIN covers her absences.
    owners: [DOCTORS.leroy.idNat, DOCTORS.martin.idNat],
  },
];

/** Mail domains of the practice. */
export const DOMAINS = [
  { domain: "medecin.demo.mssante.fr", name: "Opérateur DEMO, médecins" },
  { domain: "cabinet.demo.mssante.fr", name: "Opérateur DEMO, cabinets" },
] as const;

/** A doctor of the practice as the signer of a document. */
export function signerOf(doctor: PracticeDoctor): DocumentSigner {
  return {
    idNat: doctor.idNat,
    family: doctor.familyName,
    given: doctor.givenName,
    specialty: "G15_10/SM54",
    organization: PRACTICE,
  };
}
