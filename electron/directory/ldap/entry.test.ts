import { describe, expect, test } from "vitest";
import { questionOfCriteria, questionOfText } from "../question";
import { criteria } from "../testing/people";
import { attributesToRead, DEMO_MAP, NATIONAL_MAP } from "./attribute-map";
import { findingsOfEntry } from "./entry";
import { filterOf, spellings } from "./filters";

const entry = (fields: Record<string, string | string[] | Buffer>) => ({
  dn: "mail=x,ou=bal,o=mssante,c=fr",
  ...fields,
});
const filterText = (text: string, map = DEMO_MAP): string =>
  filterOf(questionOfText(text) ?? expect.fail(), map).filter?.toString() ?? "";

describe("an entry", () => {
  test("§7.9: with three addresses is three mailboxes, without type and structure too", () => {
    const found = findingsOfEntry(
      entry({
        mail: ["a@x.mssante.fr", "b@x.mssante.fr", "a@x.mssante.fr", "c@x.mssante.fr"],
        sn: "FICTIF",
        givenName: "Alix",
        o: [],
      }),
      NATIONAL_MAP,
    );
    expect(found.map(({ address }) => address)).toEqual(["a@x.mssante.fr", "b@x.mssante.fr", "c@x.mssante.fr"]);
    expect(found[0]).toMatchObject({ kind: "unknown", name: "FICTIF Alix", situations: [], profession: "", idNat: "" });
  });

  test.each<Record<string, string | string[] | Buffer>>([
    {},
    { mail: [] },
    { mail: "pas une adresse" },
    { mail: Buffer.from("a@x.fr") },
  ])("without a usable address is nobody: %j", (fields) => {
    expect(findingsOfEntry(entry({ sn: "FICTIF", ...fields }), NATIONAL_MAP)).toEqual([]);
  });

  test("attribute names are read in any case, the first present candidate wins", () => {
    const [found] = findingsOfEntry(
      entry({ MAIL: "a@x.mssante.fr", SN: "FICTIF", displayname: "Autre", CN: "Alix FICTIF", L: "DEMOVILLE" }),
      NATIONAL_MAP,
    );
    expect(found).toMatchObject({ family: "FICTIF", situations: [expect.objectContaining({ city: "DEMOVILLE" })] });
  });

  test("a structure has no family name; a code alone gives the profession; texts are cleaned", () => {
    const [org] = findingsOfEntry(
      entry({ mail: "s@x.mssante.fr", demoTypeBal: "org", sn: "Cabinet DEMO", o: "Cabinet DEMO\u202E\u0000" }),
      DEMO_MAP,
    );
    expect(org).toMatchObject({
      kind: "ORG",
      family: "",
      name: "Cabinet DEMO",
      scope: "structure",
      situations: [expect.objectContaining({ structure: "Cabinet DEMO" })],
    });
    const [person] = findingsOfEntry(
      entry({ mail: "p@x.mssante.fr", sn: "F", demoCodeProfession: "21", demoIdNat: "8 990/00" }),
      DEMO_MAP,
    );
    expect(person).toMatchObject({ profession: "Pharmacien", idNat: "899000" });
  });

  test("has ten addresses at most", () => {
    const mail = Array.from({ length: 50 }, (_, index) => `a${index}@x.mssante.fr`);
    expect(findingsOfEntry(entry({ mail }), NATIONAL_MAP)).toHaveLength(10);
  });
});

describe("a filter", () => {
  test("asks accents as typed and stripped, hyphens and apostrophes as spaces too", () => {
    expect(spellings("Hélène")).toEqual(["Hélène", "Helene"]);
    expect(spellings("Le-Goff")).toEqual(["Le-Goff", "Le Goff"]);
    expect(spellings("d'Arc")).toEqual(["d'Arc", "d Arc"]);
    expect(spellings("le goff")).toEqual(["le goff", "le-goff"]);
  });

  test("takes two words in both orders, and only mailboxes", () => {
    const filter = filterText("dup jean", NATIONAL_MAP);
    expect(filter).toContain("(&(sn=dup*)(givenName=jean*))");
    expect(filter).toContain("(&(sn=jean*)(givenName=dup*))");
    expect(filter).toContain("(mail=*)");
    expect(filter).not.toContain("(l=");
  });

  test("asks a two-letter name whole, beside something precise", () => {
    expect(
      filterOf(questionOfCriteria(criteria({ family: "LY", given: "Anh" })), NATIONAL_MAP).filter?.toString(),
    ).toContain("(sn=LY)");
  });

  test("neutralises what is typed", () => {
    for (const text of ["*)(objectClass=*", "a)(|(mail=*", "\\2a\\29x", "abc\\"]) {
      const filter = filterText(text);
      expect(filter).not.toMatch(/\(objectClass|\(\|\(mail=\*\)\)/u);
      expect(filter.split("(").length).toBe(filter.split(")").length);
    }
  });

  test("names what a map cannot ask, and is nothing when nothing is left", () => {
    const { filter, ignored } = filterOf(
      questionOfCriteria(criteria({ city: "lyon", profession: "Médecin" })),
      NATIONAL_MAP,
    );
    expect(filter).toBeUndefined();
    expect(ignored).toEqual(["profession", "city"]);
  });
});

describe("the attribute map", () => {
  test("requests each attribute once", () => {
    const names = attributesToRead(DEMO_MAP);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["mail", "demoSpecialite"]));
  });
});
