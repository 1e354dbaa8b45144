import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { HEADER, lineOf, type Said } from "../../electron/directory/testing/extraction";
import { seedOf } from "./seed";

/** What the extraction was made of, to ask for it: names that exist, whole. */
export type Population = { readonly path: string; readonly rows: number; readonly people: readonly Said[] };

const SYLLABLES =
  "ba be bi bo bu ca co cha che da de di do du fa fe fi fo ga go gui la le li lo lu ma me mi mo mu na ne ni no pa pe pi po ra re ri ro ru sa se si so ta te ti to va ve vi vo".split(
    " ",
  );
const PROFESSIONS = [
  ["10", "Médecin", 0.42],
  ["60", "Infirmier", 0.25],
  ["70", "Masseur-Kinésithérapeute", 0.12],
  ["21", "Pharmacien", 0.08],
  ["40", "Chirurgien-Dentiste", 0.06],
  ["91", "Orthophoniste", 0.04],
  ["50", "Sage-Femme", 0.03],
] as const;
const SPECIALTIES = [
  ["SM26", "Qualifié en Médecine Générale"],
  ["SM04", "Cardiologie et maladies vasculaires"],
  ["SM15", "Dermatologie et vénéréologie"],
  ["SM38", "Ophtalmologie"],
  ["SM40", "Pédiatrie"],
  ["SM42", "Psychiatrie"],
] as const;
const KEPT = 1000;

/**
 * Writes a make-believe extraction: as many families, given names, cities and structures as a country has, a few of them everywhere and most rare;
 * 85 % of persons; two mailboxes in five without a place.
 */
export async function writeExtraction(path: string, rows: number): Promise<Population> {
  const seed = seedOf(540_000);
  const word = (syllables: number): string =>
    Array.from({ length: syllables }, () => SYLLABLES[seed.whole(SYLLABLES.length)] ?? "ba").join("");
  const list = (count: number, make: () => string): readonly string[] => Array.from({ length: count }, make);
  const families = list(90_000, () => word(2 + seed.whole(3)) + (seed.next() < 0.08 ? `-${word(2)}` : ""));
  const givens = list(3000, () => word(2 + seed.whole(2)));
  const cities = list(20_000, () => word(2 + seed.whole(3)) + (seed.next() < 0.2 ? ` sur ${word(2)}` : ""));
  const structures = list(60_000, () => `centre de santé demo ${word(3)}`);
  // Squared: what is common is very common.
  const some = (from: readonly string[]): string => from[Math.floor(seed.next() ** 2 * from.length)] ?? "demo";
  const place = (): Partial<Said> => {
    const city = Math.floor(seed.next() ** 2 * cities.length);
    const postalCode = `${String(1 + (city % 95)).padStart(2, "0")}${String(100 + (city % 900)).padStart(3, "0")}`;
    return {
      city: (cities[city] ?? "").toUpperCase(),
      postalCode,
      structure: some(structures),
      street: "DE L'EXEMPLE",
    };
  };
  const person = (row: number): Said => {
    const [family, given] = [some(families), some(givens)];
    const drawn = seed.next();
    let sum = 0;
    const profession = PROFESSIONS.find(([, , share]) => (sum += share) > drawn) ?? PROFESSIONS[0];
    return {
      address: `${given}.${family}${row}@demo.mssante.fr`,
      rpps: String(99_900_000_000 + row),
      family: family.toUpperCase(),
      given: given.charAt(0).toUpperCase() + given.slice(1),
      profession: [profession[0], profession[1]],
      ...(profession[0] === "10" ? { specialty: SPECIALTIES[seed.whole(SPECIALTIES.length)] ?? SPECIALTIES[0] } : {}),
      ...(seed.next() < 0.6 ? place() : {}),
    };
  };
  const service = (row: number): Said => ({
    kind: "ORG",
    address: `service${row}@demo.mssante.fr`,
    service: seed.pick(["Secrétariat", "Cardiologie", "Urgences", ""]),
    ...place(),
  });
  const out = createWriteStream(path);
  out.write(`${HEADER}\n`);
  const people: Said[] = [];
  for (let row = 1; row <= rows; row += 1) {
    const said = seed.next() < 0.85 ? person(row) : service(row);
    if (said.family !== undefined && row % Math.floor(rows / KEPT) === 0) people.push(said);
    if (!out.write(`${lineOf(said)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  return { path, rows, people };
}
