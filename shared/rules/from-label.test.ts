import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLabel, namesOf, readableLabel } from "./from-label";

describe("the name of a personal box (ECO.2.2.7)", () => {
  it.each([
    [{ title: "Dr", given: "Marie", family: "Martin", entity: "Cabinet Medical" }, "Dr_Marie_MARTIN_Cabinet Medical"],
    [{ given: "Jean", family: "DUPONT" }, "Jean_DUPONT"],
    [{ title: "", given: "Jean", family: "Dupont", entity: " " }, "Jean_DUPONT"],
    [{ title: "Pr", given: "Anne-Éloïse", family: "de l’Étang" }, "Pr_Anne-Éloïse_DE L’ÉTANG"],
    [{ given: "Jean_Paul", family: "Du_Pont", entity: "Maison_de_santé" }, "Jean Paul_DU PONT_Maison de santé"],
    [{ given: 'Je"an', family: "Dup<ont>", entity: "a\r\nBcc: x@evil.fr" }, "Je an_DUP ONT_a Bcc: x@evil.fr"],
  ])("of %j is %s", (fields, label) => {
    expect(fromLabel({ kind: "PER", ...fields })).toEqual({ ok: true, label });
  });

  it.each([
    [{ given: "", family: "DUPONT" }, "given-missing"],
    [{ given: "_", family: "DUPONT" }, "given-missing"],
    [{ given: "Jean", family: "\r\n" }, "family-missing"],
    [{ given: "Jean", family: "<>" }, "family-missing"],
  ])("is refused for %j", (fields, code) => {
    expect(fromLabel({ kind: "PER", ...fields })).toEqual({ ok: false, code });
  });

  it("always splits back into its fields", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcÉ-' _"), maxLength: 20 });
    fc.assert(
      fc.property(word, word, word, word, (title, given, family, entity) => {
        const built = fromLabel({ kind: "PER", title, given, family, entity });
        if (!built.ok) return;
        const present = [title, given, family, entity].filter((field) => /[^ _]/.test(field));
        expect(built.label.split("_")).toHaveLength(present.length);
        expect(built.label.split("_")).toContain(family.replaceAll("_", " ").replace(/ +/g, " ").trim().toUpperCase());
      }),
    );
  });
});

describe("the name of another box", () => {
  it.each(["ORG", "APP", "CAB"] as const)("of kind %s is its entity alone, underscores kept", (kind) => {
    expect(fromLabel({ kind, entity: "Hôpital A – Service_Cardiologie" })).toEqual({
      ok: true,
      label: "Hôpital A – Service_Cardiologie",
    });
    expect(fromLabel({ kind, entity: ' "" ' })).toEqual({ ok: false, code: "entity-missing" });
  });
});

it("never holds what would break a header, and stays bounded", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom('"<a@b.fr>\r\nX: y', "\u202Efr", "x".repeat(5000)),
  );
  fc.assert(
    fc.property(hostile, hostile, hostile, (given, family, entity) => {
      for (const built of [fromLabel({ kind: "PER", given, family, entity }), fromLabel({ kind: "ORG", entity })]) {
        if (!built.ok) continue;
        expect(built.label).not.toMatch(/[\r\n<>"\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(built.label.length).toBeLessThan(1300);
      }
    }),
  );
});

describe("a label as it is read", () => {
  it("the separators of the grammar become spaces", () => {
    expect(readableLabel("Dr_Marie_MARTIN_Cabinet Medical")).toBe("Dr Marie MARTIN Cabinet Medical");
    expect(readableLabel("Jean_DUPONT")).toBe("Jean DUPONT");
  });

  it("names of another form are left as they were written", () => {
    for (const name of ["Hopital A – Service Cardiologie", "Léo Dupond", "", "_", "a _ b", "Service_"])
      expect(readableLabel(name)).toBe(name);
  });

  it("a written label is read back with its words", () => {
    const made = fromLabel({ kind: "PER", title: "Dr", given: "Marie", family: "Martin", entity: "Cabinet" });
    expect(made.ok && readableLabel(made.label)).toBe("Dr Marie MARTIN Cabinet");
  });
});

describe("the fields that a full name fills", () => {
  it.each([
    ["Marie Anne DE LA TOUR-DEMO", "Marie Anne", "DE LA TOUR-DEMO"],
    ["Camille DEMO-UN", "Camille", "DEMO-UN"],
    ["Camille Martin", "Camille", "Martin"],
    ["JEAN DEMO", "JEAN", "DEMO"],
    ["DEMO", "", "DEMO"],
    ["", "", ""],
  ])("%j gives %j and %j", (full, given, family) => {
    expect(namesOf(full)).toEqual({ given, family });
  });

  it("loses and adds no word", () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-zéÉ-]{1,8}$/u), { maxLength: 5 });
    fc.assert(
      fc.property(words, (all) => {
        const { given, family } = namesOf(all.join(" "));
        expect([given, family].filter(Boolean).join(" ")).toBe(all.join(" "));
      }),
    );
  });
});
