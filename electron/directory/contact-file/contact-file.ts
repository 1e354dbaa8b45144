import { open } from "node:fs/promises";
import type { ContactFields } from "#shared/domain/contact";
import { PliError } from "#shared/domain/failure";
import { fromUtf8OrWindows1252 } from "#shared/rules/windows-1252";
import { readContactCsv, writeContactCsv } from "./csv";
import { type ReadContacts, readVcards, writeVcards } from "./vcard";

const MOST_BYTES = 20 * 1024 * 1024;

/** Reads a file of contacts, vCard or CSV by what it begins with; fails with `contacts-too-big` or `contacts-unreadable`. */
export async function readContactFile(path: string): Promise<ReadContacts> {
  const text = fromUtf8OrWindows1252(await bytesOf(path));
  return /^\uFEFF?\s*BEGIN:VCARD/iu.test(text) ? readVcards(text) : readContactCsv(text);
}

/** The contacts as the text of a file. */
export const contactFileText = (contacts: readonly ContactFields[], format: "vcard" | "csv"): string =>
  format === "vcard" ? writeVcards(contacts) : writeContactCsv(contacts);

async function bytesOf(path: string): Promise<Uint8Array> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw new PliError("contacts-unreadable", { cause: error });
  });
  try {
    if ((await file.stat()).size > MOST_BYTES) throw new PliError("contacts-too-big");
    return await file.readFile();
  } finally {
    await file.close();
  }
}
