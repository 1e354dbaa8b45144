import fc from "fast-check";
import { expect, test } from "vitest";
import { readReplyTo } from "./reply-to";

const OWN = "marie.demo@medecin.demo.mssante.fr";
const trusted = (domain: string): boolean => domain.endsWith(".mssante.fr");
const read = (text: string) => readReplyTo(text, OWN, trusted);

test("an MSSanté address is kept, without the spaces around it", () => {
  expect(read(" secretariat@cabinet.demo.mssante.fr ")).toEqual({
    ok: true,
    address: "secretariat@cabinet.demo.mssante.fr",
  });
});

test("nothing, or the mailbox's own address, asks for nothing", () => {
  for (const text of ["", "  ", OWN, OWN.toUpperCase()]) expect(read(text)).toEqual({ ok: true, address: null });
});

test("an address outside the espace de confiance, or a patient's, is refused", () => {
  for (const text of ["marie@exemple.fr", "279035121518989@patient.mssante.fr", "x@mssante.fr.exemple.com"])
    expect(read(text)).toEqual({ ok: false, code: "reply-to-outside" });
});

test("what is no address is refused, whatever it holds", () => {
  for (const text of ["marie", "a@b@c", "a@demo.mssante.fr\r\nBcc: b@demo.mssante.fr", "<a@demo.mssante.fr>"])
    expect(read(text)).toEqual({ ok: false, code: "reply-to-invalid" });
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const verdict = read(text);
      if (verdict.ok && verdict.address !== null) expect(verdict.address).not.toMatch(/[\s<>]/u);
    }),
  );
});
