import type { DirectoryEntry } from "../world/directory-population";

/** A resource of the directory as JSON. */
export type FhirResource = {
  readonly resourceType: "Practitioner" | "PractitionerRole" | "Organization";
  readonly id: string;
} & Readonly<Record<string, unknown>>;

/** The whole population by type of resource, in internal id order, as pages come. */
export type FhirPopulation = Readonly<Record<FhirResource["resourceType"], readonly FhirResource[]>>;

const EMAIL_TYPE = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type";
const MAILBOX = "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata";
const NOS = "https://mos.esante.gouv.fr/NOS";
const ID_TYPE = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203";

/** Resources of the API v2: a personal mailbox sits on its Practitioner, or on the role for one in five; ORG and APP on their Organization. */
export function fhirPopulation(entries: readonly DirectoryEntry[]): FhirPopulation {
  const people = entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.kind === "PER");
  const structures = new Map<string, DirectoryEntry>();
  for (const entry of entries) {
    const known = structures.get(entry.structureId);
    if (known === undefined || known.kind === "PER") structures.set(entry.structureId, entry);
  }
  return {
    Practitioner: people.map(({ entry, index }) => practitioner(entry, index, !onRole(index))),
    PractitionerRole: people.map(({ entry, index }) => role(entry, index, onRole(index))),
    Organization: [...structures.values()].map(organization),
  };
}

// The practice and its colleagues come first and keep their mailbox on the person.
const onRole = (index: number): boolean => index > 40 && index % 5 === 0;
const personId = (index: number): string => `003-0000000-${String(index).padStart(7, "0")}`;
const roleId = (index: number): string => `005-0000000-${String(index).padStart(7, "0")}`;
const organizationId = (structureId: string): string => `001-${structureId}`;

function practitioner(entry: DirectoryEntry, index: number, withMailbox: boolean): FhirResource {
  return {
    resourceType: "Practitioner",
    id: personId(index),
    active: true,
    identifier: [
      identifier("urn:oid:1.2.250.1.71.4.2.1", entry.idNat, "IDNPS"),
      identifier("https://rpps.esante.gouv.fr", entry.idNat.slice(1), "RPPS"),
    ],
    name: [{ use: "usual", family: entry.family, given: [entry.given] }],
    ...(withMailbox ? { telecom: [mailbox(entry)] } : {}),
    qualification: [
      qualification("TRE_G15-ProfessionSante", entry.profession),
      ...(entry.specialty.code === "" ? [] : [qualification("TRE_R38-SpecialiteOrdinale", entry.specialty)]),
    ],
  };
}

function role(entry: DirectoryEntry, index: number, withMailbox: boolean): FhirResource {
  return {
    resourceType: "PractitionerRole",
    id: roleId(index),
    active: true,
    practitioner: { reference: `Practitioner/${personId(index)}` },
    organization: { reference: `Organization/${organizationId(entry.structureId)}` },
    ...(withMailbox ? { telecom: [mailbox(entry)] } : {}),
  };
}

function organization(entry: DirectoryEntry): FhirResource {
  return {
    resourceType: "Organization",
    id: organizationId(entry.structureId),
    active: true,
    identifier: [
      identifier("urn:oid:1.2.250.1.71.4.2.2", entry.structureId, "IDNST"),
      identifier("https://finess.esante.gouv.fr", entry.structureId.slice(1), "FINEG"),
    ],
    name: entry.structure,
    ...(entry.kind === "PER" ? {} : { telecom: [mailbox(entry)] }),
    address: [{ line: [entry.street], city: entry.city, postalCode: entry.postalCode, country: "FR" }],
  };
}

function mailbox({ mail, kind }: DirectoryEntry): unknown {
  return {
    system: "email",
    value: mail,
    rank: 1,
    extension: [
      {
        url: EMAIL_TYPE,
        valueCoding: { system: `${NOS}/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie`, code: "MSSANTE" },
      },
      {
        url: MAILBOX,
        extension: [
          {
            url: "type",
            valueCodeableConcept: { coding: [{ system: `${NOS}/TRE_R257-TypeBAL/FHIR/TRE-R257-TypeBAL`, code: kind }] },
          },
          ...(kind === "PER" ? [] : [{ url: "description", valueString: "Boîte de démonstration" }]),
        ],
      },
    ],
  };
}

const identifier = (system: string, value: string, code: string): unknown => ({
  use: "official",
  system,
  value,
  type: { coding: [{ system: ID_TYPE, code }] },
});

function qualification(set: string, coded: { readonly code: string; readonly label: string }): unknown {
  const table = set.replace("_", "-");
  return { code: { coding: [{ system: `${NOS}/${set}/FHIR/${table}`, code: coded.code, display: coded.label }] } };
}
