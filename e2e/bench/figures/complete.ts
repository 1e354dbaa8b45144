import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import Database from "@signalapp/sqlcipher";
import { connectDirectory } from "../../../electron/directory/serve";
import { questionOfText } from "../../../electron/directory/question";
import type { Said } from "../../../electron/directory/testing/extraction";
import { alternate, quantile, timed } from "../compare";
import type { Figure } from "../figure";
import { seedOf } from "../seed";

const QUESTIONS = 200;
const PROPOSED = 30;

/** What is typed in the To field, at every length of its words, against one row read by its key in a file of the same engine. */
export const complete: Figure = {
  id: "complete",
  what: "200 saisies dans l’annuaire de 540 000 lignes, p95 (sans l’affichage)",
  against: "une ligne lue par sa clé dans une table indexée, p95",
  unit: "ms",
  goal: "p95 ≤ 5 ms",
  held: ({ value }) => value <= 5,
  run: async (bench) => {
    const { path, people } = await bench.extraction();
    const folder = join(bench.folder, "complete");
    await mkdir(folder, { recursive: true });
    const child = await bench.start("directory");
    const service = connectDirectory(child, { told: () => undefined });
    await service.open(folder);
    await service.import({ path, name: "extraction_202611220230.txt" });
    const questions = Array.from({ length: QUESTIONS }, (_, at) => questionOfText(typed(people, at)));
    const bare = bareTable(people);
    try {
      return await alternate(
        bench.pairs,
        () => slowest(questions, (question) => (question === undefined ? null : service.ask(question, PROPOSED))),
        () => slowest(people.slice(0, QUESTIONS), ({ family = "" }) => bare.get(family)),
      );
    } finally {
      bare.close();
      child.kill();
      await child.ended;
    }
  },
};

/** What people type: the beginning of a name, two beginnings in either order, a city or a profession beside; one in ten with an error. */
function typed(people: readonly Said[], at: number): string {
  const seed = seedOf(at + 900_000);
  const { family = "demo", given = "demo", city = "", profession } = people[seed.whole(people.length)] ?? {};
  const name = family.toLowerCase().split("-")[0] ?? family;
  const begun = (word: string, letters: number): string => word.slice(0, letters);
  switch (at % 10) {
    case 0:
      return begun(name, 3);
    case 1:
      return begun(name, 5);
    case 2:
      return `${begun(name, 4)} ${begun(given, 2)}`;
    case 3:
      return `${given} ${begun(name, 3)}`;
    case 4:
      return `dr ${name} ${begun(city || "demo", 4)}`;
    case 5:
      return `${profession?.[1] ?? "médecin"} ${String(1 + seed.whole(95)).padStart(2, "0")}`;
    case 6:
      return `${name} ${given}`;
    case 7:
      return `centre ${begun(name, 4)}`;
    case 8:
      return `${name.slice(0, 2)}${name.slice(3)} ${given}`;
    default:
      return `cardiologue ${begun(city || "demo", 5)}`;
  }
}

function bareTable(people: readonly Said[]): { readonly get: (family: string) => unknown; readonly close: () => void } {
  const db = new Database(":memory:");
  db.exec("CREATE TABLE people (family TEXT, line TEXT); CREATE INDEX by_family ON people(family)");
  const insert = db.prepare("INSERT INTO people VALUES (?, ?)");
  for (const { family = "", address = "" } of people) insert.run([family, address]);
  const select = db.prepare("SELECT line FROM people WHERE family = ?", { persistent: true });
  return { get: (family) => select.get([family]), close: () => db.close() };
}

async function slowest<Asked>(all: readonly Asked[], ask: (one: Asked) => unknown): Promise<number> {
  const times: number[] = [];
  for (const one of all) times.push(await timed(() => ask(one)));
  return quantile(times, 0.95);
}
