import { expect, test } from "vitest";
import type { Recipient } from "#shared/domain/draft";
import { bareRecipient } from "#shared/rules/bare-recipient";
import {
  aboutOf,
  addressesIn,
  namedBy,
  peopleOf,
  withHonestFin,
  withRecipient,
  writesToPatient,
} from "./draft-recipients";

const patient = { name: "DEMO PAT-TROIS", address: "279035121518989@patient.mssante.fr" };
const doctor = { name: "Dr DEMO", address: "demo@medecin.demo.mssante.fr" };
const fields = { to: [doctor], cc: [patient], bcc: [], fin: true };
const found = (given: Partial<Recipient>): Recipient =>
  bareRecipient({ address: "a@b.mssante.fr", name: "", ...given });

test("a patient counts wherever they stand, by their address and not by their name", () => {
  expect(writesToPatient(fields)).toBe(true);
  expect(writesToPatient({ to: [{ name: "x@patient.mssante.fr", address: doctor.address }], cc: [], bcc: [] })).toBe(
    false,
  );
});

test("FIN falls with the last patient and stays while one is there", () => {
  expect(withHonestFin(fields).fin).toBe(true);
  expect(withHonestFin({ ...fields, cc: [] }).fin).toBe(false);
});

test("FIN is not raised by a patient who arrives", () => {
  expect(withHonestFin({ ...fields, fin: false }).fin).toBe(false);
});

test("nobody is written to twice, and a name completes a bare address", () => {
  const bare = { name: "", address: doctor.address.toUpperCase() };
  expect(withRecipient([bare], doctor)).toEqual([{ name: "Dr DEMO", address: bare.address }]);
  expect(withRecipient([doctor], { ...doctor, name: "Autre" })).toEqual([doctor]);
});

test.each([
  ["a@b.mssante.fr", [{ name: "", address: "a@b.mssante.fr" }], ""],
  [
    "Dr DEMO <A@B.mssante.fr>; c@d.mssante.fr",
    [
      { name: "Dr DEMO", address: "A@b.mssante.fr" },
      { name: "", address: "c@d.mssante.fr" },
    ],
    "",
  ],
  ['"DEMO, Anne" <a@b.mssante.fr>', [], '"DEMO, Anne" <a@b.mssante.fr>'],
  ["dupont, a@b.mssante.fr", [{ name: "", address: "a@b.mssante.fr" }], "dupont"],
  ["é@b.mssante.fr", [], "é@b.mssante.fr"],
  ["  ", [], ""],
])("pasting %j", (text, addresses, rest) => {
  const read = addressesIn(text);
  if (text.startsWith('"')) expect(read.rest).toContain("DEMO");
  else expect(read).toEqual({ addresses, rest });
});

test("an address known here is completed by the directory, not doubled", () => {
  const [one, ...others] = peopleOf([
    found({ name: "Dr DEMO", source: "recent" }),
    found({ address: "A@b.mssante.fr", idNat: "899700218896", city: "Lyon", source: "ldap", kind: "PER" }),
  ]);
  expect(others).toEqual([]);
  expect(one?.recipients).toMatchObject([{ address: "a@b.mssante.fr", source: "recent", city: "Lyon", kind: "PER" }]);
});

test("a contact never takes the profession that the directory gives to another person at the same address", () => {
  const published = found({ name: "ESSAI Bruno", profession: "Médecin", idNat: "899700218896", source: "ldap" });
  const [one] = peopleOf([found({ name: "DEMO Anne", source: "contact" }), published]);
  expect(one?.recipients).toMatchObject([{ name: "DEMO Anne", profession: "", idNat: "" }]);
  const chip = { name: "DEMO Anne", address: published.address };
  expect(aboutOf(chip, published)).toMatchObject({ name: "DEMO Anne", profession: "" });
  expect(aboutOf({ ...chip, name: "Dr Bruno Essai" }, published)).toMatchObject({ profession: "Médecin" });
  expect(aboutOf(chip, undefined)).toBeUndefined();
});

test("the addresses of one person stand together, where the first one was", () => {
  const people = peopleOf([
    found({ address: "a@b.fr", idNat: "1" }),
    found({ address: "c@d.fr", idNat: "2" }),
    found({ address: "e@f.fr", idNat: "1" }),
  ]);
  expect(people.map((person) => person.recipients.map((one) => one.address))).toEqual([
    ["a@b.fr", "e@f.fr"],
    ["c@d.fr"],
  ]);
});

test("two strangers without an identifier are two people, even of one name", () => {
  expect(
    peopleOf([found({ address: "a@b.fr", name: "DEMO" }), found({ address: "c@d.fr", name: "DEMO" })]),
  ).toHaveLength(2);
});

test("an address that was typed takes the name that is known for it; a name that was written stays", () => {
  const known = [found({ address: "A@b.mssante.fr", name: "DEMO Anne" }), found({ address: "c@d.mssante.fr" })];
  const bare = { name: "", address: "a@b.mssante.fr" };
  const written = { name: "Anne", address: "a@B.mssante.fr" };
  expect(namedBy([bare], known)).toEqual([{ ...bare, name: "DEMO Anne" }]);
  const list = [written, { name: "", address: "c@d.mssante.fr" }, { name: "", address: "e@f.mssante.fr" }];
  expect(namedBy(list, known)).toBe(list);
});
