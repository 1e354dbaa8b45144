import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { matches } from "../matches";
import { questionOfText } from "../question";
import { extractionStage, type Said } from "../testing/extraction";
import { askOffline } from "./ask";
import { findingOfRow } from "./finding-of-row";
import type { OfflineFile } from "./offline-file";

const FAMILIES = ["MARTIN", "MARTINEZ", "LE-GOFF", "D'ARC", "BÉDU", "LYON", "ROY"];
const GIVENS = ["Marc", "Hélène", "Anne-Marie", "Roy"];
const CITIES = ["LYON", "SAINT-ETIENNE", "MARSEILLE", "LY"];
const JOBS = [
  ["10", "Médecin"],
  ["91", "Orthophoniste"],
] as const;
const HEART = ["SM04", "Cardiologie et maladies vasculaires"] as const;
/** Every field a search looks into: a row that does not tell one of them does not answer it. */
const TOLD = new Set("family given idNat profession specialty structure street postalCode city".split(" "));

const pick = <Item>(from: readonly Item[], at: number): Item | undefined => from[at % from.length];

/** As many combinations as make every list of the index long for one word and short for another. */
const PEOPLE = Array.from({ length: 150 }, (_, at): Said => {
  const job = pick(JOBS, Math.floor(at / 3));
  return {
    address: `x${at}@demo.mssante.fr`,
    rpps: String(99_900_000_000 + at),
    family: pick(FAMILIES, at) ?? "",
    given: pick(GIVENS, Math.floor(at / 7)) ?? "",
    ...(job === undefined ? {} : { profession: job }),
    ...(job?.[0] === "10" && at % 5 === 0 ? { specialty: HEART } : {}),
    ...(at % 4 === 0
      ? {}
      : { city: pick(CITIES, Math.floor(at / 5)) ?? "", postalCode: at % 2 === 0 ? "69003" : "42000" }),
    ...(at % 9 === 0 ? { structure: "CENTRE MARTIN DEMO" } : {}),
  };
});

const stage = extractionStage();
let file: OfflineFile;
beforeAll(async () => {
  file = await stage.of(PEOPLE);
});
afterAll(() => stage.end());

const word = fc
  .tuple(fc.constantFrom(...FAMILIES, ...GIVENS, ...CITIES, "centre", "demo"), fc.integer({ min: 2, max: 12 }))
  .map(([text, letters]) => text.slice(0, letters).toLowerCase());
const beside = fc.constantFrom("", "dr", "orthophoniste", "cardiologue", "69", "42000", "à lyon");

test("the index finds those that reading every row finds, and no other", () => {
  const rows = Array.from(PEOPLE, (_, at) => at + 1);
  const all = [...file.entries(rows)].flatMap(findingOfRow);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), beside, (words, more) => {
      const question = questionOfText([...words, more].join(" "));
      fc.pre(question !== undefined);
      const wanted = all.filter((finding) => matches(finding, question, TOLD)).map(({ address }) => address);
      // Nobody is called so: one error is forgiven, which is told elsewhere.
      fc.pre(wanted.length > 0);
      const found = askOffline(file, question, PEOPLE.length);
      expect(found.findings.map(({ address }) => address).toSorted()).toEqual(wanted.toSorted());
      expect(found.cut).toBe("no");
    }),
    { numRuns: 40 },
  );
});
