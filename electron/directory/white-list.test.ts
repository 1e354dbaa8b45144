import fc from "fast-check";
import { expect, test } from "vitest";
import { readWhiteList } from "./white-list";

const list = (inside: string, root = 'n:ListeBlanche xmlns:n="https://listeblanche.mssante.fr/schema"'): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?><${root}>${inside}</${root.split(" ")[0]}>`);
const domain = (name: string): string => `<n:Domaine><n:Nom>${name}</n:Nom></n:Domaine>`;

test("domains are read once each, lower-cased, Unicode names as DNS writes them", () => {
  const read = readWhiteList(
    list(`${domain("Medecin.DEMO.mssante.fr")}\n${domain(" medecin.demo.mssante.fr ")}${domain("hôpital.demo.fr")}`),
  );
  expect(read).toEqual(["medecin.demo.mssante.fr", "xn--hpital-ixa.demo.fr"]);
});

test("the prefix is free, the namespace is not", () => {
  const other = "<Domaine><Nom>a.demo.mssante.fr</Nom></Domaine>";
  expect(readWhiteList(list(other, 'ListeBlanche xmlns="https://listeblanche.mssante.fr/schema"'))).toEqual([
    "a.demo.mssante.fr",
  ]);
  expect(() => readWhiteList(list(other, 'ListeBlanche xmlns="https://exemple.demo"'))).toThrow(
    "white-list-unreadable",
  );
});

test.each([
  ["empty", ""],
  ["of names that are no domain", domain("a b") + domain("10.0.0.1") + domain("localhost")],
  ["cut", "<n:Domaine><n:Nom>a.demo.fr"],
  ["with a name elsewhere", "<n:Nom>a.demo.fr</n:Nom>"],
])("a list %s is refused: it would close the whole space", (_what, inside) => {
  expect(() => readWhiteList(list(inside))).toThrow("white-list-unreadable");
});

test("a DOCTYPE, depth, bytes that are not UTF-8 and anything else are refused", () => {
  const doctype = new TextEncoder().encode('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>');
  for (const bytes of [doctype, list("<n:x>".repeat(40)), Uint8Array.of(0xff, 0xfe), new Uint8Array(9_000_000)])
    expect(() => readWhiteList(bytes)).toThrow("white-list-unreadable");
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), (text) => {
      expect(() => readWhiteList(new TextEncoder().encode(text))).toThrow("white-list-unreadable");
    }),
    { numRuns: 50 },
  );
});
