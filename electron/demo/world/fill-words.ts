import { ageOn, inDays, longDay, shortDate } from "./calendar";
import type { WorldPatient } from "./patients";
import type { SeededRandom } from "./seeded-random";

/** Fills the words in braces of a conversation; the same word keeps its value from the first message to the last. */
export function wordsFor(patient: WorldPatient, date: Date, random: SeededRandom): (text: string) => string {
  const { sex, birthName, usedName, birthDate } = patient.patient;
  const woman = sex === "female";
  const quarter = random.pick(["00", "15", "30", "45"]);
  const values: Readonly<Record<string, string>> = {
    patient: `${woman ? "Mme" : "M."} ${usedName ?? birthName}`,
    age: String(ageOn(birthDate, date)),
    le: woman ? "la" : "le",
    il: woman ? "elle" : "il",
    Il: woman ? "Elle" : "Il",
    e: woman ? "e" : "",
    jour: longDay(inDays(date, random.between(2, 9))),
    date: shortDate(inDays(date, -random.between(6, 40))),
    heure: `${random.between(9, 17)} h ${quarter}`,
    n: String(random.between(2, 6)),
    fc: String(random.between(62, 94)),
    ta: `${random.between(13, 16)}${random.between(0, 9)}/${random.between(7, 9)}${random.between(0, 9)}`,
    fe: String(random.between(55, 66)),
    k: `5,${random.between(8, 9)}`,
    hba: `${random.between(6, 8)},${random.between(0, 9)}`,
  };
  return (text) => text.replace(/\{([a-zI]+)\}/gu, (whole, word: string) => values[word] ?? whole);
}
