import { demoInput } from "../../cda/testing/documents";
import { writeCda } from "../../cda/write-cda";
import type { CdaInput } from "../../cda/cda-input";
import { readArchive } from "../../zip/read-archive";
import { forgeZip, utf8 } from "../../zip/testing/forge-zip";
import { writeXdm } from "../write-xdm";
import type { XdmInput, XdmInputDocument } from "../xdm-input";

/** Files of an archive by name, to be renamed, removed or rewritten by a test. */
export type Files = Map<string, Uint8Array>;

/** Where the written archive puts things. */
export const place = {
  readme: "README.TXT",
  index: "INDEX.HTM",
  metadata: "IHE_XDM/SUBSET01/METADATA.XML",
  document: "IHE_XDM/SUBSET01/DOC0001.XML",
} as const;

/** UUIDs in order, the same at every run. */
export function countingIds(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `00000000-0000-4000-8000-${next.toString(16).padStart(12, "0")}`;
  };
}

/** An archive to write around documents, from a fictitious sender. */
export function xdmInput(documents: readonly XdmInputDocument[], changes: Partial<XdmInput> = {}): XdmInput {
  return {
    documents,
    sender: {
      id: "801234567897",
      family: "DEMO-MEDECIN",
      given: "Camille",
      specialty: "G15_10/SM26",
      organization: "Cabinet DEMO & associés",
      organizationId: "10B0000001",
      sourceId: "1.2.250.1.999.5",
      facility: "SA07",
      address: "1 rue DEMO",
      phone: "0100000000",
    },
    software: { name: "DEMO", version: "1.0", vendor: "Editeur DEMO", contact: "demo@example.test" },
    now: new Date("2026-01-01T11:30:00Z"),
    newId: countingIds(),
    ...changes,
  };
}

/** Bytes of a conform archive around one document per set of changes. */
export function demoArchive(...changes: readonly Partial<CdaInput>[]): Promise<Uint8Array> {
  const all = changes.length > 0 ? changes : [{}];
  return writeXdm(xdmInput(all.map((each) => ({ bytes: writeCda({ ...demoInput, ...each }) }))));
}

/** Files of a conform archive. */
export async function demoFiles(...changes: readonly Partial<CdaInput>[]): Promise<Files> {
  const { entries } = await readArchive(await demoArchive(...changes));
  return new Map(entries.map(({ name, bytes }) => [name, bytes]));
}

/** A zip of the files as they are. */
export function pack(files: Files): Uint8Array {
  return forgeZip([...files].map(([name, bytes]) => ({ name, bytes })));
}

/** The same files after a change of the text of one of them; a change that changes nothing is a fault of the test. */
export function rewrite(files: Files, name: string, change: (text: string) => string): Files {
  const before = textIn(files, name);
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${name}`);
  return new Map(files).set(name, utf8(after));
}

/** The same files under other names; `undefined` leaves a file out. */
export function rename(files: Files, name: (old: string) => string | undefined): Files {
  const renamed: Files = new Map();
  for (const [old, bytes] of files) {
    const kept = name(old);
    if (kept !== undefined) renamed.set(kept, bytes);
  }
  return renamed;
}

/** Text of one of the files. */
export function textIn(files: Files, name: string): string {
  return new TextDecoder().decode(files.get(name));
}
