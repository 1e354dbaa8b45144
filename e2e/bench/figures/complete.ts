import Database from "@signalapp/sqlcipher";
import { questionOfText } from "../../../electron/directory/question";
import type { Said } from "../../../electron/directory/testing/extraction";
import { alternate, quantile, timed } from "../compare";
import type { Figure } from "../figure";
import { importedDirectory } from "../imported-directory";
import { typedName } from "../typed-names";

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
    const { service, people, end } = await importedDirectory(bench, "complete");
    const questions = Array.from({ length: QUESTIONS }, (_, at) => questionOfText(typedName(people, at)));
    const bare = bareTable(people);
    try {
      return await alternate(
        bench.pairs,
        () => slowest(questions, (question) => (question === undefined ? null : service.ask(question, PROPOSED))),
        () => slowest(people.slice(0, QUESTIONS), ({ family = "" }) => bare.get(family)),
      );
    } finally {
      bare.close();
      await end();
    }
  },
};

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
