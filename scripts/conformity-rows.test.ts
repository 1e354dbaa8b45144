import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asTable, conformityRows, playedSpecs, readCatalogue, type PlayedSpec } from "./conformity-rows";

const folder = new URL("../e2e/conformity/", import.meta.url);
const catalogue = readCatalogue(readFileSync(new URL("catalogue.tsv", folder), "utf8"));
const line = { id: "CONF.01", trust: "a", concern: "client", text: "TLS" } as const;
const spec = (change: Partial<PlayedSpec> = {}): PlayedSpec => ({
  name: "conf-01.spec.ts > TLS",
  ids: ["CONF.01"],
  passed: true,
  leaves: [],
  evidence: ["vu"],
  ...change,
});
const statusOf = (...played: readonly PlayedSpec[]) => conformityRows([line], played)[0]?.status;

describe("the status of a requirement", () => {
  test("is prouvé when every spec that names it passed and leaves nothing", () => {
    expect(statusOf(spec(), spec({ name: "other" }))).toBe("prouvé");
  });

  test("is partiel as soon as one of them leaves something, and says what", () => {
    const [row] = conformityRows([line], [spec(), spec({ leaves: ["le reste"] })]);
    expect(row).toMatchObject({ status: "partiel", evidence: "vu ; vu ; non vérifié : le reste" });
  });

  test("is non couvert without a spec, or when one of them failed", () => {
    expect(statusOf()).toBe("non couvert");
    expect(statusOf(spec(), spec({ passed: false }))).toBe("non couvert");
  });

  test("is texte inconnu or sans objet whatever was played", () => {
    const of = (concern: "inconnu" | "hors") => conformityRows([{ ...line, concern }], [spec()])[0]?.status;
    expect([of("inconnu"), of("hors")]).toEqual(["texte inconnu", "sans objet"]);
  });
});

test("a spec that names an id of no requirement is an error, not a row less", () => {
  expect(() => conformityRows([line], [spec({ ids: ["CONF.99"] })])).toThrow("CONF.99");
});

test("a spec tried twice passes as its last attempt, and tells what that one saw", () => {
  const attempt = (description: string) => ({ annotations: [{ type: "evidence", description }] });
  const annotations = [{ type: "requirement", description: "CONF.01" }];
  const twice = { projectName: "conformity", annotations, results: [attempt("rien"), attempt("vu")] };
  const report = (status: string) => ({
    suites: [{ file: "conf-01.spec.ts", specs: [{ title: "TLS", tests: [{ ...twice, status }] }] }],
  });
  expect(playedSpecs(report("flaky"))).toEqual([spec()]);
  expect(playedSpecs(report("unexpected"))).toEqual([spec({ passed: false })]);
});

test("the report of Playwright is read as specs of this project, their annotations once each", () => {
  const one = (projectName: string, status: string) => ({
    projectName,
    status,
    annotations: [{ type: "requirement", description: "CONF.01" }],
    results: [
      {
        annotations: [
          { type: "requirement", description: "CONF.01" },
          { type: "evidence", description: "vu" },
        ],
      },
    ],
  });
  const specs = [{ title: "TLS", tests: [one("conformity", "expected"), one("real", "expected")] }];
  const inner = [{ specs: [{ title: "autre", tests: [one("conformity", "unexpected")] }] }];
  expect(playedSpecs({ suites: [{ file: "conf-01.spec.ts", specs, suites: inner }] })).toEqual([
    spec(),
    spec({ name: "conf-01.spec.ts > autre", passed: false }),
  ]);
});

describe("the catalogue", () => {
  const ids = catalogue.map(({ id }) => id);
  test("has each requirement once, in our own words, with its trust", () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const { text, trust } of catalogue) {
      expect(text).toMatch(/\.$/u);
      expect(["a", "a2", "b", "c"]).toContain(trust);
    }
    expect(catalogue.every(({ trust, concern }) => (trust === "c") === (concern === "inconnu"))).toBe(true);
  });

  test("has every family: CONF, UX 01 to 41, Ségur V1, ECO", () => {
    for (let n = 1; n <= 41; n += 1) expect(ids).toContain(`UX.${String(n).padStart(2, "0")}`);
    for (const family of ["CONF", "MSS/va1", "ERGO", "AMBU.MSS", "SC.CDA", "INS", "SC.SSI", "ECO"])
      expect(ids.some((id) => id.startsWith(family))).toBe(true);
    expect(ids.length).toBe(132);
  });

  test("is named by every spec file: its name is the first requirement that it declares", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".spec.ts") && name !== "suite.spec.ts");
    for (const file of files) {
      const [, declared = ""] = /requirement\(\s*\["([^"]+)"/u.exec(readFileSync(new URL(file, folder), "utf8")) ?? [];
      expect(`${declared.toLowerCase().replaceAll(/[./]/gu, "-")}.spec.ts`).toBe(file);
      expect(ids).toContain(declared);
    }
  });
});

test("the table says each status and counts them", () => {
  const table = asTable(conformityRows([line, { ...line, id: "CONF.03" }], [spec()]));
  expect(table).toContain("CONF.01  prouvé");
  expect(table).toContain("→ vu");
  expect(table).toMatch(/prouvé : 1, partiel : 0, non couvert : 1, texte inconnu : 0, sans objet : 0 ; en tout : 2$/u);
});
