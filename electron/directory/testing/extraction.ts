import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOfflineFile, type ExtractionFacts } from "../offline/build";
import { type OfflineFile, openOfflineFile } from "../offline/offline-file";
import { unpack } from "../offline/unpack";

/** Header of the public extraction, as published (31 columns). */
export const HEADER =
  "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|Identification nationale PP|Type identifiant structure|Identification Structure|Service de rattachement|Civilité d'exercice|Nom d'exercice|Prénom d'exercice|Catégorie profession|Libellé de catégorie profession|Code Profession|Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION structure BAL|L3COMPLEMENTDISTRIBUTION structure BAL|L4NUMEROVOIE structure BAL|L4COMPLEMENTNUMEROVOIE structure BAL|NL4TYPEVOIE structure BAL|L4LIBELLEVOIE structure BAL|L5LIEUDITMENTION structure BAL|L6LIGNEACHEMINEMENT structure BAL|Code postal structure BAL|Département structure BAL|Pays structure BAL";

/** What a fictitious line says; the rest is empty. */
export type Said = {
  readonly kind?: string;
  readonly address?: string;
  readonly rpps?: string;
  readonly family?: string;
  readonly given?: string;
  readonly profession?: readonly [code: string, label: string];
  readonly specialty?: readonly [code: string, label: string];
  readonly structure?: string;
  readonly service?: string;
  readonly street?: string;
  readonly city?: string;
  readonly postalCode?: string;
};

/** One line of the extraction. */
export function lineOf(said: Said): string {
  const { kind = "PER", address = "x@demo.mssante.fr", rpps = "", profession = ["", ""], specialty = ["", ""] } = said;
  const { postalCode = "", city = "" } = said;
  const cells = [
    kind,
    address,
    rpps === "" ? "" : "8",
    rpps,
    rpps === "" ? "" : `8${rpps}`,
    "",
    "",
    said.service ?? "",
  ];
  cells.push("", said.family ?? "", said.given ?? "", "", "", ...profession, ...specialty, "O", said.structure ?? "");
  cells.push("", "", "", "", "", "", said.street ?? "", "", `${postalCode} ${city}`.trim(), postalCode);
  cells.push(postalCode.slice(0, 2), "");
  return cells.join("|");
}

/** A private folder with an extraction made of these lines, and what builds and opens it; `end` removes everything. */
export function extractionStage() {
  const folder = mkdtempSync(join(tmpdir(), "pli-annuaire-"));
  const opened: OfflineFile[] = [];
  const write = (lines: readonly string[], name = "extraction_202611220230.txt"): string => {
    const path = join(folder, name);
    writeFileSync(path, `${HEADER}\n${lines.map((line) => `${line}\n`).join("")}`);
    return path;
  };
  const build = async (path: string, name = "extraction_202611220230.txt"): Promise<ExtractionFacts> =>
    buildOfflineFile({
      file: join(folder, "annuaire.db"),
      source: await unpack(path, name),
      now: () => new Date("2026-11-22T08:00:00Z"),
      signal: new AbortController().signal,
      told: () => undefined,
    });
  return {
    folder,
    write,
    build,
    of: async (said: readonly Said[]): Promise<OfflineFile> => {
      await build(write(said.map(lineOf)));
      const file = openOfflineFile(join(folder, "annuaire.db"));
      opened.push(file);
      return file;
    },
    end: () => {
      for (const file of opened) file.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
