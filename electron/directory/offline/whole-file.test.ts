import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { questionOfText } from "../question";
import { extractionStage, lineOf, type Said } from "../testing/extraction";
import { askOffline } from "./ask";
import { cellOf } from "./extraction";
import { createOfflineService } from "./service";

let stage = extractionStage();
afterEach(() => {
  stage.end();
  stage = extractionStage();
});

const NAMES = "ba be bi bo bu da de di do du".split(" ");
const people: readonly Said[] = Array.from({ length: 100 }, (_, at) => ({
  address: `p${at}@demo.mssante.fr`,
  rpps: String(99_900_000_100 + at),
  family: `DEMO${NAMES[at % 10] ?? ""}${NAMES[Math.floor(at / 10)] ?? ""}`,
  given: at % 2 === 0 ? "Hélène" : "Noël",
  structure: "CENTRE FICTIF DE L'ÉTANG",
}));

test("each row is read back as it was written, in whatever order, by its address, its number and its name", async () => {
  const file = await stage.of(people);
  const order = people.map((_, at) => ((at * 37) % people.length) + 1);
  const read = [...file.entries(order)].map((cells) => cellOf(cells, "address"));
  expect(read).toEqual(order.map((row) => `p${row - 1}@demo.mssante.fr`));
  for (const { address = "", rpps = "", family = "", given = "" } of people.filter((_, at) => at % 9 === 0)) {
    const whole = [...file.entries(file.ofAddress(address))];
    expect(whole.map((cells) => [cellOf(cells, "family"), cellOf(cells, "given")])).toEqual([[family, given]]);
    expect([...file.entries(file.ofPerson(rpps))].map((cells) => cellOf(cells, "address"))).toEqual([address]);
    const question = questionOfText(family.toLowerCase());
    if (question === undefined) return expect.fail("enough to ask");
    expect(askOffline(file, question, 5).findings.map((found) => found.address)).toEqual([address]);
  }
});

test("rows that are not there give nothing", async () => {
  const file = await stage.of(people.slice(0, 20));
  expect([...file.entries([21, 32, 33, 5000])]).toEqual([]);
});

test("a word of everybody and a rare one are both found, together or not", async () => {
  const file = await stage.of(people);
  const asked = (text: string) => {
    const question = questionOfText(text);
    return question === undefined ? null : askOffline(file, question, 200).findings.length;
  };
  expect(asked("centre fictif")).toBe(100);
  expect(asked("etang demobaba")).toBe(1);
  expect(asked("hélène")).toBe(50);
  expect(asked("noel demobe")).toBe(10);
});

test("lines that are no rows move no other: those after them are still found", async () => {
  const lines = people.flatMap((said, at) => (at % 7 === 0 ? ["trop|court", "", lineOf(said)] : [lineOf(said)]));
  const facts = await stage.build(stage.write(lines));
  expect(facts).toMatchObject({ rows: 100, skipped: 15 });
});

const service = () => createOfflineService({ now: () => new Date("2026-11-22T08:00:00Z"), told: () => undefined });
const NAME = "extraction_202611220230.txt";

test("a stopped import leaves the directory in use, and no file behind", async () => {
  const one = service();
  await one.open(stage.folder);
  const facts = await one.import({ path: stage.write(people.map(lineOf)), name: NAME });
  const stopped = one.import({ path: stage.write(people.map(lineOf)), name: NAME }).catch((error: Error) => error);
  one.cancel();
  expect(await stopped).toMatchObject({ message: "offline-cancelled" });
  expect(one.facts()).toEqual(facts);
  expect(readdirSync(stage.folder).filter((name) => name.endsWith(".new"))).toEqual([]);
  one.close();
});

test.each([
  ["cut", (path: string) => truncateSync(path, Math.floor(statSync(path).size / 3))],
  ["of something else", (path: string) => writeFileSync(path, "not a directory")],
  ["empty", (path: string) => writeFileSync(path, "")],
])("a directory file that is %s is taken for none, and another can be imported", async (_what, spoil) => {
  const one = service();
  await one.open(stage.folder);
  await one.import({ path: stage.write(people.map(lineOf)), name: NAME });
  one.close();
  spoil(join(stage.folder, "annuaire.db"));
  const next = service();
  const opened = await next.open(stage.folder);
  // What is cut after its first page may open: it must not answer with a crash.
  if (opened === null) expect(existsSync(join(stage.folder, "annuaire.db"))).toBe(false);
  expect(await next.import({ path: stage.write(people.map(lineOf)), name: NAME })).toMatchObject({ rows: 100 });
  const question = questionOfText("demobaba");
  if (question === undefined) return expect.fail("enough to ask");
  expect(next.ask(question, 5)?.findings.length).toBe(1);
  next.close();
});

test("nothing that was typed or read stays in the file but the columns that are searched or shown", async () => {
  const line = lineOf({ ...people[0], address: "a@demo.mssante.fr" }).split("|");
  line[20] = "COMPLEMENT-QUI-NE-SERT-PAS";
  await stage.build(stage.write([line.join("|")]));
  const path = join(stage.folder, "annuaire.db");
  const bytes = readFileSync(path);
  expect(bytes.includes("a@demo.mssante.fr")).toBe(true);
  expect(bytes.includes("COMPLEMENT-QUI-NE-SERT-PAS")).toBe(false);
});
