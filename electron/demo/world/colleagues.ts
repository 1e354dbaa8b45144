import type { DocumentSigner } from "../ports";

/** What a colleague does, which decides what they write about. */
export type Trade =
  | "laboratory"
  | "imaging"
  | "hospital"
  | "emergency"
  | "cardiology"
  | "dermatology"
  | "diabetology"
  | "surgery"
  | "pathology"
  | "ophthalmology"
  | "pharmacy"
  | "nurse"
  | "physiotherapist"
  | "nursing-home"
  | "paediatrics"
  | "gynaecology";

/** A make-believe correspondent of the practice. */
export type Colleague = {
  readonly trade: Trade;
  readonly kind: "PER" | "ORG";
  readonly address: string;
  /** Display name of their From field. */
  readonly label: string;
  readonly signature: string;
  readonly signer: DocumentSigner;
  /** Activity sector of their structure (JDV_J02). */
  readonly facility: string;
  readonly profession: { readonly code: string; readonly label: string };
  readonly specialtyLabel: string;
  readonly city: string;
  readonly postalCode: string;
};

type Row = readonly [
  Trade,
  "PER" | "ORG",
  address: string,
  given: string,
  family: string,
  specialty: string,
  structure: string,
  facility: string,
  profession: string,
  specialtyLabel: string,
];

const ROWS: readonly Row[] = [
  [
    "laboratory",
    "ORG",
    "resultats@labo-demo.demo.mssante.fr",
    "Biologie",
    "DEMO-LABO",
    "G15_10/SM03",
    "Laboratoire DEMO Biotilleul",
    "SA25",
    "10",
    "Biologie médicale",
  ],
  [
    "imaging",
    "ORG",
    "comptes-rendus@imagerie-demo.demo.mssante.fr",
    "Hélène",
    "DEMO-RADIO",
    "G15_10/SM44",
    "Centre d’imagerie DEMO des Quais",
    "SA08",
    "10",
    "Radio-diagnostic",
  ],
  [
    "hospital",
    "ORG",
    "medecine.interne@ch-demo.demo.mssante.fr",
    "Antoine",
    "DEMO-INTERNE",
    "G15_10/SM27",
    "Centre hospitalier DEMO – Médecine interne",
    "SA01",
    "10",
    "Médecine interne",
  ],
  [
    "emergency",
    "ORG",
    "urgences@ch-demo.demo.mssante.fr",
    "Inès",
    "DEMO-URGENCES",
    "G15_10/SM59",
    "Centre hospitalier DEMO – Urgences",
    "SA01",
    "10",
    "Médecine d’urgence",
  ],
  [
    "cardiology",
    "PER",
    "paul.demo-cardio@medecin.demo.mssante.fr",
    "Paul",
    "DEMO-CARDIO",
    "G15_10/SM04",
    "Cabinet DEMO de cardiologie",
    "SA07",
    "10",
    "Cardiologie et maladies vasculaires",
  ],
  [
    "dermatology",
    "PER",
    "claire.demo-derma@medecin.demo.mssante.fr",
    "Claire",
    "DEMO-DERMA",
    "G15_10/SM15",
    "Cabinet DEMO de dermatologie",
    "SA07",
    "10",
    "Dermatologie et vénéréologie",
  ],
  [
    "diabetology",
    "PER",
    "youssef.demo-diabeto@medecin.demo.mssante.fr",
    "Youssef",
    "DEMO-DIABETO",
    "G15_10/SM62",
    "Centre hospitalier DEMO – Diabétologie",
    "SA01",
    "10",
    "Endocrinologie, diabétologie, nutrition",
  ],
  [
    "surgery",
    "PER",
    "marc.demo-ortho@clinique-demo.demo.mssante.fr",
    "Marc",
    "DEMO-ORTHO",
    "G15_10/SM08",
    "Clinique DEMO du Parc",
    "SA04",
    "10",
    "Chirurgie orthopédique et traumatologie",
  ],
  [
    "pathology",
    "ORG",
    "anapath@ch-demo.demo.mssante.fr",
    "Noémie",
    "DEMO-ANAPATH",
    "G15_10/SM01",
    "Centre hospitalier DEMO – Anatomie pathologique",
    "SA01",
    "10",
    "Anatomie et cytologie pathologiques",
  ],
  [
    "ophthalmology",
    "PER",
    "lucie.demo-ophtalmo@medecin.demo.mssante.fr",
    "Lucie",
    "DEMO-OPHTALMO",
    "G15_10/SM38",
    "Cabinet DEMO d’ophtalmologie",
    "SA07",
    "10",
    "Ophtalmologie",
  ],
  [
    "pharmacy",
    "ORG",
    "pharmacie.tilleuls@pharmacie-demo.demo.mssante.fr",
    "Sophie",
    "DEMO-PHARMA",
    "G15_21",
    "Pharmacie DEMO des Tilleuls",
    "SA33",
    "21",
    "Pharmacien titulaire d’officine",
  ],
  [
    "nurse",
    "PER",
    "samia.demo-infirmier@infirmier.demo.mssante.fr",
    "Samia",
    "DEMO-INFIRMIER",
    "G15_60",
    "Cabinet infirmier DEMO",
    "SA08",
    "60",
    "",
  ],
  [
    "physiotherapist",
    "PER",
    "thomas.demo-kine@kine.demo.mssante.fr",
    "Thomas",
    "DEMO-KINE",
    "G15_70",
    "Cabinet DEMO de kinésithérapie",
    "SA07",
    "70",
    "",
  ],
  [
    "nursing-home",
    "ORG",
    "soins@ehpad-demo.demo.mssante.fr",
    "Brigitte",
    "DEMO-EHPAD",
    "G15_10/SM18",
    "EHPAD DEMO Les Glycines",
    "SA17",
    "10",
    "Gériatrie",
  ],
  [
    "paediatrics",
    "PER",
    "agathe.demo-pediatre@medecin.demo.mssante.fr",
    "Agathe",
    "DEMO-PEDIATRE",
    "G15_10/SM40",
    "Cabinet DEMO de pédiatrie",
    "SA07",
    "10",
    "Pédiatrie",
  ],
  [
    "gynaecology",
    "PER",
    "elodie.demo-gyneco@medecin.demo.mssante.fr",
    "Élodie",
    "DEMO-GYNECO",
    "G15_10/SM20",
    "Cabinet DEMO de gynécologie",
    "SA07",
    "10",
    "Gynécologie-obstétrique",
  ],
];

const PROFESSIONS: Readonly<Record<string, string>> = {
  "10": "Médecin",
  "21": "Pharmacien",
  "60": "Infirmier",
  "70": "Masseur-Kinésithérapeute",
};

/** Every correspondent of the practice. */
export const COLLEAGUES: readonly Colleague[] = ROWS.map(colleague);

/** The correspondent of a trade. */
export function colleagueOf(trade: Trade): Colleague {
  const found = COLLEAGUES.find((each) => each.trade === trade);
  if (found === undefined) throw new RangeError(`nobody is a ${trade}`);
  return found;
}

function colleague(row: Row, index: number): Colleague {
  const [trade, kind, address, given, family, specialty, structure, facility, profession, specialtyLabel] = row;
  const isDoctor = profession === "10";
  const name = `${isDoctor ? "Dr " : ""}${given} ${family}`;
  return {
    trade,
    kind,
    address,
    label: kind === "PER" ? `${isDoctor ? "Dr_" : ""}${given}_${family}` : structure,
    signature: kind === "PER" ? `${name}\n${structure}` : `${structure}\n${name}`,
    signer: {
      idNat: `8997000001${String(index + 10)}`,
      family,
      given,
      specialty,
      organization: { id: `169000${String(1000 + index)}`, name: structure },
    },
    facility,
    profession: { code: profession, label: PROFESSIONS[profession] ?? "" },
    specialtyLabel,
    city: "DEMOVILLE",
    postalCode: "69001",
  };
}
