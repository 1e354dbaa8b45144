/** One published mailbox of the make-believe directory; `type` as the national one: PER, ORG or APP. */
export type DirectoryEntry = {
  readonly mail: string;
  readonly type: "PER" | "ORG" | "APP";
  readonly familyName: string;
  readonly givenName?: string;
  readonly idNat?: string;
  readonly profession?: { readonly code: string; readonly label: string };
  readonly specialty?: string;
  readonly structure: string;
  readonly structureId: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
};

const FAMILY = ["DEMOTIN", "DEMOREL", "DEMARTIN-DEMO", "DEMOULINS", "BÉDU-DEMO", "FICTIF", "EXEMPLE", "LESPECIMEN"];
const GIVEN = ["Alix", "Béatrice", "Camille", "Dominique", "Élie", "Florence", "Gwenaël", "Hélène"];
const PROFESSIONS = [
  { code: "10", label: "Médecin", specialty: "Médecine générale" },
  { code: "10", label: "Médecin", specialty: "Cardiologie" },
  { code: "21", label: "Pharmacien", specialty: "Pharmacien titulaire d'officine" },
  { code: "60", label: "Infirmier", specialty: "" },
  { code: "70", label: "Masseur-Kinésithérapeute", specialty: "" },
] as const;
const CITIES = [
  { city: "DEMOVILLE", postalCode: "69001" },
  { city: "SPECIMEN-SUR-MER", postalCode: "13002" },
  { city: "EXEMPLE-LES-BAINS", postalCode: "75003" },
] as const;

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[^A-Za-z-]/gu, "")
    .toLowerCase();
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** A few dozen plainly fictitious colleagues, plus 120 more under one name so that the 100-entry limit is met. */
export function directoryEntries(domain: string): readonly DirectoryEntry[] {
  const people = FAMILY.flatMap((family, row) =>
    GIVEN.map((given, column) => person(family, given, row * GIVEN.length + column, domain)),
  );
  const crowd = Array.from({ length: 120 }, (_, index) =>
    person(`NOMBREUX-DEMO`, `${pick(GIVEN, index)}-${index}`, 500 + index, domain),
  );
  const practices = CITIES.map((place, index): DirectoryEntry => ({
    mail: `cabinet.demo${index + 1}@${domain}`,
    type: "ORG",
    familyName: `Cabinet DEMO ${index + 1}`,
    structure: `Cabinet DEMO ${index + 1}`,
    structureId: `1690000${index}00`,
    street: `${index + 1} RUE FICTIVE`,
    ...place,
  }));
  return [...people, ...crowd, ...practices];
}

function person(familyName: string, givenName: string, index: number, domain: string): DirectoryEntry {
  const { code, label, specialty } = pick(PROFESSIONS, index);
  const place = pick(CITIES, index);
  return {
    mail: `${plain(givenName)}${index}.${plain(familyName)}@${domain}`,
    type: "PER",
    familyName,
    givenName,
    // 8 + an RPPS of the test range (99…).
    idNat: `8990${String(index).padStart(8, "0")}`,
    profession: { code, label },
    ...(specialty === "" ? {} : { specialty }),
    structure: `Maison de santé DEMO de ${place.city}`,
    structureId: `1990000${index % 10}00`,
    street: `${index + 1} AVENUE DU SPÉCIMEN`,
    ...place,
  };
}

/** The entries as LDIF (RFC 2849) under `ou=bal,o=mssante,c=fr`; every value in base64, so that accents pass. */
export function toLdif(entries: readonly DirectoryEntry[]): string {
  const base = [
    block({ dn: "o=mssante,c=fr", objectClass: ["organization"], o: "mssante" }),
    block({ dn: "ou=bal,o=mssante,c=fr", objectClass: ["organizationalUnit"], ou: "bal" }),
  ];
  return [...base, ...entries.map(entryBlock)].join("\n");
}

const entryBlock = (entry: DirectoryEntry): string =>
  block({
    dn: `mail=${entry.mail},ou=bal,o=mssante,c=fr`,
    objectClass: ["inetOrgPerson", "demoMailbox"],
    mail: entry.mail,
    cn: [entry.givenName, entry.familyName].filter(Boolean).join(" "),
    sn: entry.familyName,
    givenName: entry.givenName,
    o: entry.structure,
    street: entry.street,
    postalCode: entry.postalCode,
    l: entry.city,
    demoTypeBal: entry.type,
    demoIdNat: entry.idNat,
    demoIdStruct: entry.structureId,
    demoCodeProfession: entry.profession?.code,
    demoProfession: entry.profession?.label,
    demoSpecialite: entry.specialty,
    demoDepartement: entry.postalCode.slice(0, 2),
    demoDematerialisation: "O",
  });

function block(fields: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    (value === undefined ? [] : [value].flat()).map(
      (each) => `${name}:: ${Buffer.from(String(each)).toString("base64")}\n`,
    ),
  );
  return lines.join("");
}
