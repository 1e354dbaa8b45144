import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { questionOfText } from "../../../electron/directory/question";
import { alternate, quantile, timed } from "../compare";
import { withMailboxes } from "../desk/connected";
import { timePage } from "../desk/page-time";
import { databaseOf } from "../desk/profile";
import type { Bench, Figure } from "../figure";
import { importedDirectory, type ImportedDirectory } from "../imported-directory";
import { typedName } from "../typed-names";

const LONGEST_MS = 80;
const PROPOSED = 30;

/** From what is put in the To field to somebody of that name painted under it, against the directory's own answer. */
export const completePainted: Figure = {
  id: "complete-painted",
  what: "saisie d’un destinataire → proposition affichée, annuaire de 540 000 lignes, p95",
  against: "réponse de l’annuaire par son processus, p95",
  unit: "ms",
  goal: "p95 ≤ 80 ms",
  held: ({ value }) => value <= LONGEST_MS,
  run: async (bench) => {
    const directory = await importedDirectory(bench, "complete-painted");
    const { launch, makeProfile, give } = await bench.desk();
    const profile = await makeProfile({ change: withMailboxes() });
    const file = join(dirname(databaseOf(profile)), "annuaire.db");
    copyFileSync(directory.file, file);
    give(file);
    const launched = launch("pli", { profile });
    try {
      const asked = await askedOf(bench, directory);
      const page = await launched.page();
      const time = await timePage(page);
      await page.getByRole("button", { name: "Écrire", exact: true }).click();
      const field = page.getByRole("combobox", { name: "À" });
      const propose = async ({ text, first }: Asked): Promise<number> => {
        await field.fill("");
        await time.hourOf({ selector: "[role=combobox][aria-expanded=false]" });
        return time.fromEvent("input", () => field.fill(text), { selector: "[role=option]", text: first });
      };
      return await alternate(
        bench.pairs,
        () => slowest(asked, propose),
        () => slowest(asked, ({ text }) => timed(() => answer(directory, text))),
      );
    } finally {
      await launched.end();
      await directory.end();
    }
  },
};

/** A text, and the address that the directory answers first. */
type Asked = { readonly text: string; readonly first: string };

const answer = async ({ service }: ImportedDirectory, text: string): Promise<readonly string[]> => {
  const question = questionOfText(text);
  const found = question === undefined ? null : await service.ask(question, PROPOSED);
  return (found?.findings ?? []).flatMap(({ address, kind }) => (kind === "APP" ? [] : [address]));
};

/** What is typed and finds somebody; each finds another than the one before, or the sight of one would be taken for the next. */
async function askedOf({ quick }: Bench, directory: ImportedDirectory): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  let before: readonly string[] = [];
  for (let at = 0; asked.length < (quick ? 30 : 60) && at < 400; at += 1) {
    const text = typedName(directory.people, at);
    const found = await answer(directory, text);
    const first = found.find((address) => !before.includes(address));
    if (first === undefined) continue;
    asked.push({ text, first });
    before = found;
  }
  return asked;
}

async function slowest(all: readonly Asked[], time: (one: Asked) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (const one of all) times.push(await time(one));
  return quantile(times, 0.95);
}
