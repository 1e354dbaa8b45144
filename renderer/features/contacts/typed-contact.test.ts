import { expect, test } from "vitest";
import { NO_CONTACT } from "#shared/domain/contact";
import { contactFault, savedContact, typedContact } from "./typed-contact";

const alix = {
  ...NO_CONTACT,
  name: "FICTIF Alix",
  addresses: ["alix@demo.mssante.fr", "alix@chu.demo.mssante.fr"],
  note: "Le matin\nsauf lundi",
};

test("a contact shown and saved without a change is the same", () => {
  expect(savedContact(typedContact(alix))).toEqual(alix);
});
test("what is typed is tidied: spaces, doubles, case of addresses, digits of the identifier", () => {
  const typed = {
    ...typedContact(alix),
    name: "  FICTIF \t Alix ",
    idNat: "8 99900 00000 1",
    addresses: "A@demo.mssante.fr; a@demo.mssante.fr,\nb@demo.mssante.fr",
  };
  expect(savedContact(typed)).toMatchObject({
    name: "FICTIF Alix",
    idNat: "899900000001",
    addresses: ["a@demo.mssante.fr", "b@demo.mssante.fr"],
  });
});
test("a contact has a name and addresses that can be written to", () => {
  expect(contactFault(typedContact(alix))).toBeNull();
  expect(contactFault({ ...typedContact(alix), name: " " })).toBe("name");
  expect(contactFault({ ...typedContact(alix), addresses: " " })).toBe("empty");
  expect(contactFault({ ...typedContact(alix), addresses: "alix@demo.mssante.fr pas-une" })).toBe("no-at");
});
