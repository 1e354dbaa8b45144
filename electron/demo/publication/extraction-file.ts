import { ZipFile } from "yazl";
import type { DirectoryEntry } from "../world/directory-population";

const HEADER =
  "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|Type identifiant structure|Identification Structure|Service de rattachement|Civilité d'exercice|Nom d'exercice|Prénom d'exercice|Catégorie profession|Libellé de catégorie profession|Code Profession|Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION structure BAL|L3COMPLEMENTDISTRIBUTION structure BAL|L4NUMEROVOIE structure BAL|L4COMPLEMENTNUMEROVOIE structure BAL|NL4TYPEVOIE structure BAL|L4LIBELLEVOIE structure BAL|L5LIEUDITMENTION structure BAL|L6LIGNEACHEMINEMENT structure BAL|Code postal structure BAL|Département structure BAL|Pays structure BAL";

/** The directory's mailboxes as the public extraction writes them: one line each, 31 columns; application mailboxes are not published. */
export function extractionText(entries: readonly DirectoryEntry[]): string {
  return `${[HEADER, ...entries.filter(({ kind }) => kind !== "APP").map(lineOf)].join("\n")}\n`;
}

/** The same, packed as it is published. `stamp`: AAAAMMJJhhmm, in the names. */
export async function extractionArchive(entries: readonly DirectoryEntry[], stamp: string): Promise<Uint8Array> {
  const zip = new ZipFile();
  const name = `Extraction_Correspondance_MSSante_${stamp}.txt`;
  zip.addBuffer(Buffer.from(extractionText(entries), "utf8"), name, { mtime: new Date(2026, 0, 1) });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

function lineOf(entry: DirectoryEntry): string {
  const person = entry.kind === "PER";
  const [, number = "", way = ""] = /^(\d*)\s*(.*)$/u.exec(entry.street) ?? [];
  const cells = [
    entry.kind,
    entry.mail,
    person ? "8" : "",
    person ? entry.idNat.slice(1) : "",
    person ? entry.idNat : "",
    "1",
    entry.structureId,
    "",
    entry.profession.code === "10" ? "DR" : "",
    person ? entry.family : "",
    entry.given,
    person ? "C" : "",
    person ? "Civil" : "",
    entry.profession.code,
    entry.profession.label,
    entry.specialty.code,
    entry.specialty.label,
    person ? "O" : "N",
    entry.structure,
    "",
    "",
    "",
    number,
    "",
    "",
    way,
    "",
    `${entry.postalCode} ${entry.city}`,
    entry.postalCode,
    entry.postalCode.slice(0, 2),
    "FRANCE",
  ];
  return cells.map((cell) => cell.replaceAll("|", " ")).join("|");
}
