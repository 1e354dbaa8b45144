import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { type ContactFields, NO_CONTACT } from "#shared/domain/contact";
import { contactFileText, readContactFile } from "./contact-file";
import { readContactCsv, writeContactCsv } from "./csv";
import { readVcards, writeVcards } from "./vcard";

const folder = mkdtempSync(join(tmpdir(), "pli-contacts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const alix: ContactFields = {
  name: "FICTIF Alix",
  kind: "PER",
  profession: "Médecin",
  specialty: "Cardiologie",
  structure: "Hôpital DEMO; pavillon B",
  postalCode: "69003",
  city: "LYON",
  idNat: "899900000001",
  note: "Préfère le matin.\nSecrétariat : « Zoé »",
  addresses: ["alix.fictif@demo.mssante.fr", "alix.fictif@chu.demo.mssante.fr"],
};

const text = fc
  .string({
    unit: fc.constantFrom("a", "É", "œ", ",", ";", "\\", '"', ":", "=", "-", " ", "'", "\u{1F600}"),
    maxLength: 40,
  })
  .map((value) => value.replace(/\s+/gu, " ").trim());
const contacts = fc.array(
  fc.record({
    name: text.map((value) => `N${value}`),
    kind: fc.constantFrom<ContactFields["kind"]>("PER", "ORG", "CAB", "APP", "unknown"),
    profession: fc.constantFrom("", "Médecin"),
    specialty: fc.constant(""),
    structure: text,
    postalCode: fc.constantFrom("", "69003"),
    city: text,
    idNat: fc.constantFrom("", "899900000001"),
    note: text,
    addresses: fc.constantFrom(["a@demo.mssante.fr"], ["a@demo.mssante.fr", "b@demo.mssante.fr"]),
  }),
  { maxLength: 5 },
);

test("what is written is read again, vCard and CSV", () => {
  expect(readVcards(writeVcards([alix]))).toEqual({ contacts: [alix], refused: 0 });
  expect(readContactCsv(writeContactCsv([alix]))).toEqual({ contacts: [alix], refused: 0 });
  fc.assert(
    fc.property(contacts, (list) => {
      expect(readContactCsv(writeContactCsv(list)).contacts).toEqual(list);
      expect(readVcards(writeVcards(list)).contacts).toEqual(list);
    }),
  );
});

test("no line of a card is over 75 bytes, and no character is cut", () => {
  const long = { ...alix, note: "é\u{1F600}".repeat(200) };
  const card = writeVcards([long]);
  for (const line of card.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(readVcards(card).contacts[0]?.note).toBe(long.note);
});

test("a vCard 3 of other software is understood: groups, parameters, old escapes", () => {
  const card = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    "PRODID:-//DEMO//FR",
    'N;LANGUAGE="fr:FR":DEMO;Camille;;Dr;',
    "FN:Dr Camille DEMO",
    "ORG:Clinique DEMO;Cardiologie",
    "item1.EMAIL;type=INTERNET;type=pref:camille.demo@demo.mssante.fr",
    "EMAIL;TYPE=HOME:pas une adresse",
    "ADR;TYPE=WORK:;;1 rue de l’Exemple;LYON;;69003;France",
    "TITLE:Médecin\\, Cardiologie",
    "PHOTO;ENCODING=b:AAAA",
    " BBBB",
    "END:VCARD",
  ].join("\r\n");
  expect(readVcards(card).contacts).toEqual([
    {
      ...NO_CONTACT,
      name: "DEMO Camille",
      profession: "Médecin",
      specialty: "Cardiologie",
      structure: "Clinique DEMO — Cardiologie",
      city: "LYON",
      postalCode: "69003",
      addresses: ["camille.demo@demo.mssante.fr"],
    },
  ]);
});

test.each([
  ["Nom;Prénom;Adresse\nDEMO;Camille;camille@demo.mssante.fr"],
  ["Name,First Name,E-mail Address\nDEMO,Camille,camille@demo.mssante.fr"],
  ["\uFEFFNom\tPrénom\tEmail\r\nDEMO\tCamille\tcamille@demo.mssante.fr\r\n\r\n"],
])("columns are found by their names: %j", (csv) => {
  expect(readContactCsv(csv)).toEqual({
    contacts: [{ ...NO_CONTACT, name: "DEMO Camille", addresses: ["camille@demo.mssante.fr"] }],
    refused: 0,
  });
});

test("who has no address that could be written to is counted, never kept", () => {
  expect(readContactCsv("Nom;Email\nDEMO;\nDEMO;pas-une-adresse\nDEMO;a b@demo.fr\n").refused).toBe(2);
  expect(readVcards("BEGIN:VCARD\nFN:DEMO\nEND:VCARD\nBEGIN:VCARD\nEMAIL:x@\nEND:VCARD")).toEqual({
    contacts: [],
    refused: 2,
  });
});

test("a formula is written inert, and marks that turn a name round are taken out", () => {
  expect(writeContactCsv([{ ...alix, name: '=HYPERLINK("x")' }])).toContain(`"'=HYPERLINK(""x"")"`);
  const [read] = readContactCsv("Nom;Email\nA\u202Ebc\u0007;a@demo.mssante.fr").contacts;
  expect(read?.name).toBe("Abc");
});

test("anything at all is read without an error, within bounds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (anything) => {
      for (const read of [readVcards(anything), readContactCsv(anything)])
        expect(read.contacts.length).toBeLessThanOrEqual(400);
    }),
  );
  const folded = `BEGIN:VCARD\nNOTE:${"x\n ".repeat(50_000)}\nEMAIL:a@demo.mssante.fr\nEND:VCARD`;
  expect(readVcards(folded).contacts[0]?.note.length).toBeLessThanOrEqual(4000);
  expect(readContactCsv(`Nom;Email\n"${"x".repeat(100_000)};a@demo.mssante.fr`).contacts).toEqual([]);
  const many = `Nom;Email\n${"D;a@demo.mssante.fr\n".repeat(25_000)}`;
  expect(readContactCsv(many).contacts.length).toBe(20_000);
});

test("a file of older Windows software keeps its accents; its kind is told by what it begins with", async () => {
  const path = join(folder, "contacts.csv");
  writeFileSync(path, Buffer.from("Nom;Email\nHÉLÈNE;a@demo.mssante.fr\n", "latin1"));
  expect((await readContactFile(path)).contacts[0]?.name).toBe("HÉLÈNE");
  writeFileSync(path, contactFileText([alix], "vcard"));
  expect((await readContactFile(path)).contacts).toEqual([alix]);
  await expect(readContactFile(join(folder, "nowhere"))).rejects.toThrow("contacts-unreadable");
});
