import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayNameConflict, isUnder, parseAddress, senderKind } from "./address";
import { processorTime } from "./testing/processor-time";

describe("reading a recipient address", () => {
  it.each([
    ["marie.martin@medecin.mssante.fr", "marie.martin@medecin.mssante.fr"],
    ["  marie.martin@medecin.mssante.fr ", "marie.martin@medecin.mssante.fr"],
    ["Marie.Martin@Medecin.MSSANTE.fr", "Marie.Martin@medecin.mssante.fr"],
    ["o'neil+rdv@ch-demo.mssante.fr", "o'neil+rdv@ch-demo.mssante.fr"],
    ["a@xn--hpital-0xa.mssante.fr", "a@xn--hpital-0xa.mssante.fr"],
    ["279035121518989@patient.mssante.fr", "279035121518989@patient.mssante.fr"],
  ])("takes %j", (raw, address) => {
    expect(parseAddress(raw)).toMatchObject({ ok: true, address });
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["a@b.fr\r\nBcc: x@evil.fr", "control"],
    ["a@b.fr\n", "control"],
    ["a\u0000@b.fr", "control"],
    ["a\t@b.fr", "control"],
    ["a\u200B@b.fr", "invisible"],
    ["a@b.fr\u202E", "invisible"],
    ["a@b.fr\u2028", "invisible"],
    ["a@mssant\u00E9.fr", "not-ascii"],
    ["a@m\u0455sante.fr", "not-ascii"],
    ["a\uFF20b.fr", "not-ascii"],
    ["a@medecin\u3002mssante.fr", "not-ascii"],
    ['"a@evil.fr"@medecin.mssante.fr', "quoted"],
    ['"a b"@medecin.mssante.fr', "quoted"],
    ["a\\@evil.fr@medecin.mssante.fr", "quoted"],
    ["a(comment)@medecin.mssante.fr", "comment"],
    ["a@medecin.mssante.fr(evil.fr)", "comment"],
    ["medecin.mssante.fr", "no-at"],
    ["a@b@medecin.mssante.fr", "several-at"],
    ["@medecin.mssante.fr", "local"],
    [".a@medecin.mssante.fr", "local"],
    ["a.@medecin.mssante.fr", "local"],
    ["a..b@medecin.mssante.fr", "local"],
    ["a b@medecin.mssante.fr", "local"],
    ["Marie <a@medecin.mssante.fr", "local"],
    [`${"a".repeat(65)}@medecin.mssante.fr`, "local"],
    ["a@", "domain"],
    ["a@localhost", "domain"],
    ["a@[127.0.0.1]", "domain"],
    ["a@127.0.0.1", "domain"],
    ["a@-b.fr", "domain"],
    ["a@b-.fr", "domain"],
    ["a@b..fr", "domain"],
    ["a@medecin.mssante.fr.", "domain"],
    ["a@medecin.mssante.fr>", "domain"],
    ["a@medecin.mssante.fr, b@medecin.mssante.fr", "several-at"],
    [`a@${"b".repeat(64)}.fr`, "domain"],
    [`a@${"b.".repeat(130)}fr`, "too-long"],
    [`a${" ".repeat(100_000)}@b.fr`, "too-long"],
  ])("refuses %j: %s", (raw, code) => {
    expect(parseAddress(raw)).toEqual({ ok: false, code });
  });

  it("gives back exactly what was typed, but for outer spaces and the case of the domain", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ maxLength: 80 })), (raw) => {
        const parsed = parseAddress(raw);
        if (!parsed.ok) return;
        expect(parsed.address.toLowerCase()).toBe(raw.trim().toLowerCase());
        expect(parsed.address).toBe(`${parsed.local}@${parsed.domain}`);
        expect(parsed.address).toMatch(/^[!-~]+$/);
        expect(parseAddress(parsed.address)).toEqual(parsed);
      }),
    );
  });

  it("never lets a line break through", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("\r", "\n", "\r\n"), fc.string(), (before, end, after) => {
        expect(parseAddress(before + end + after).ok).toBe(false);
      }),
    );
  });
});

describe("who writes", () => {
  it.each([
    ["279035121518989@patient.mssante.fr", "patient"],
    ["279035121518989@PATIENT.mssante.FR", "patient"],
    ["reponse.automatique-test@patient.mssante.fr", "patient"],
    ["a@medecin.mssante.fr", "professional"],
    ["a@formation.medecin.mssante.fr", "professional"],
    ["a@mssante.fr", "professional"],
    ["a@fauxmssante.fr", "other"],
    ["a@mssante.fr.evil.com", "other"],
    ["a@patient.mssante.fr.evil.com", "other"],
    ["a@xpatient.mssante.com", "other"],
    ["a@gmail.com", "other"],
    ['"x@patient.mssante.fr"@evil.com', "other"],
    ["", "other"],
  ])("from %j is %s", (address, kind) => {
    expect(senderKind(address)).toBe(kind);
  });

  it("takes other trusted domains, on a dot boundary", () => {
    expect(senderKind("a@bal.operateur.example", ["operateur.example"])).toBe("professional");
    expect(senderKind("a@xoperateur.example", ["operateur.example"])).toBe("other");
    expect(senderKind("a@medecin.mssante.fr", ["operateur.example"])).toBe("other");
    expect(isUnder("b.operateur.example", ["Operateur.Example"])).toBe(true);
    expect(isUnder("b.example", [])).toBe(false);
  });
});

describe("a display name that holds an address", () => {
  const real = "x@evil.mssante.fr";
  it.each([
    "marie.martin@medecin.mssante.fr",
    "Dr Martin <marie.martin@medecin.mssante.fr>",
    "'marie.martin@medecin.mssante.fr'",
    "Dr Martin (marie.martin@medecin.mssante.fr)",
    "marie.martin @ medecin.mssante.fr",
    "marie.martin\uFF20medecin.mssante.fr",
    "marie.martin@\u200Bmedecin.mssante.fr",
    "x@evil.mssante.fr marie@medecin.mssante.fr",
    "x@evil.mssante.fr.martin.fr",
  ])("is a conflict: %j", (name) => {
    expect(displayNameConflict(name, real)).toBe(true);
  });

  it.each([
    "",
    "Dr Marie MARTIN",
    "x@evil.mssante.fr",
    "X@EVIL.mssante.fr",
    "<x@evil.mssante.fr>.",
    "Bureau @ l'accueil",
    "@@@@",
  ])("is none: %j", (name) => {
    expect(displayNameConflict(name, real)).toBe(false);
  });

  it("stays quick on a huge name", () => {
    const spent = processorTime();
    displayNameConflict("a.".repeat(500_000), real);
    displayNameConflict("a@".repeat(500_000), real);
    expect(spent()).toBeLessThan(500);
  });
});
