import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { questionOfText } from "../question";
import { extractionStage, HEADER, lineOf } from "../testing/extraction";
import { createOfflineService, wrongWith } from "./service";

let stage = extractionStage();
afterEach(() => {
  stage.end();
  stage = extractionStage();
});

const told: number[] = [];
const serviceOf = () => {
  const service = createOfflineService({
    now: () => new Date("2026-11-22T08:00:00Z"),
    told: (rows) => told.push(rows),
  });
  return { service, end: () => service.close() };
};
const lines = (count: number, family = "FICTIF"): string[] =>
  Array.from({ length: count }, (_, at) => lineOf({ address: `alix${at}@demo.mssante.fr`, family, given: "Alix" }));
const ask = (service: ReturnType<typeof createOfflineService>, text: string): number => {
  const question = questionOfText(text);
  return question === undefined ? -1 : (service.ask(question, 100)?.findings.length ?? -1);
};

async function zipOf(files: Readonly<Record<string, string>>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  const path = join(stage.folder, "file.zip");
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}

test("an imported file answers, is there the next day, and goes when it is erased", async () => {
  const { service } = serviceOf();
  expect(await service.open(stage.folder)).toBeNull();
  expect(ask(service, "fictif")).toBe(-1);
  const path = stage.write(lines(20));
  const facts = await service.import({ path, name: "extraction_202611220230.txt" });
  expect(facts).toEqual({
    asOf: "2026-11-22T02:30:00.000Z",
    importedAt: "2026-11-22T08:00:00.000Z",
    rows: 20,
    skipped: 0,
  });
  expect(told.at(-1)).toBe(20);
  expect(ask(service, "fictif alix")).toBe(20);
  service.close();
  const next = serviceOf().service;
  expect(await next.open(stage.folder)).toEqual(facts);
  expect(ask(next, "fictif")).toBe(20);
  await next.remove();
  expect(next.facts()).toBeNull();
  expect(existsSync(join(stage.folder, "annuaire.db"))).toBe(false);
});

test("the archive as published is read, and its inner name gives the date", async () => {
  const { service, end } = serviceOf();
  await service.open(stage.folder);
  const path = await zipOf({ "Extraction_Correspondance_MSSante_202608260215.txt": [HEADER, ...lines(5)].join("\n") });
  expect(await service.import({ path, name: "x.zip" })).toMatchObject({ asOf: "2026-08-26T02:15:00.000Z", rows: 5 });
  end();
});

test("§7.13: unreadable lines are counted; the 169 addresses on several lines are all kept, each with its places", async () => {
  const { service, end } = serviceOf();
  await service.open(stage.folder);
  const twice = Array.from({ length: 169 }, (_, at) =>
    lineOf({ address: `alix${at}@demo.mssante.fr`, family: "FICTIF", given: "Alix", city: `DEMOVILLE ${at}` }),
  );
  const path = stage.write([...lines(200), ...twice, "PER|court|", "", "x".repeat(9000)]);
  expect(await service.import({ path, name: "x.txt" })).toMatchObject({ asOf: null, rows: 369, skipped: 2 });
  const published = service.published(["ALIX168@demo.mssante.fr", "alix169@demo.mssante.fr", "autre@demo.mssante.fr"]);
  expect(
    published?.map(({ address, situations }) => `${address} ${situations.map(({ city }) => city).join()}`),
  ).toEqual(["alix168@demo.mssante.fr ", "alix168@demo.mssante.fr DEMOVILLE 168", "alix169@demo.mssante.fr "]);
  end();
});

test.each<readonly [string, () => Promise<string> | string, string]>([
  [
    "a text of another kind",
    () => {
      const path = join(stage.folder, "n.txt");
      writeFileSync(path, "Bonjour\nMonsieur\n");
      return path;
    },
    "offline-unreadable",
  ],
  [
    "an empty file",
    () => {
      const path = join(stage.folder, "n.txt");
      writeFileSync(path, "");
      return path;
    },
    "offline-empty",
  ],
  ["a header alone", () => stage.write([]), "offline-empty"],
  [
    "a format that changed",
    () => stage.write([...lines(10), ...Array.from({ length: 5 }, () => "a|b")]),
    "offline-damaged",
  ],
  ["half of the rows", () => stage.write(lines(25)), "offline-shrunk"],
  ["an archive of two files", () => zipOf({ "a.txt": HEADER, "b.txt": HEADER }), "offline-unreadable"],
  ["an archive without text", () => zipOf({ "a.exe": HEADER }), "offline-unreadable"],
  [
    "an archive cut in the middle",
    async () => {
      const path = await zipOf({ "a.txt": [HEADER, ...lines(50)].join("\n") });
      const { readFileSync } = await import("node:fs");
      const all = readFileSync(path);
      writeFileSync(path, all.subarray(0, all.length / 2));
      return path;
    },
    "offline-unreadable",
  ],
  ["a file that is not there", () => join(stage.folder, "nowhere.txt"), "offline-unreadable"],
])("§7.13: %s does not replace the directory in use", async (_what, make, code) => {
  const { service, end } = serviceOf();
  await service.open(stage.folder);
  await service.import({ path: stage.write(lines(50, "GARDE"), "good.txt"), name: "x.txt" });
  await expect(service.import({ path: await make(), name: "y.txt" })).rejects.toThrow(code);
  expect(ask(service, "garde")).toBe(50);
  expect(existsSync(join(stage.folder, "annuaire.db.new"))).toBe(false);
  end();
});

test("an older file does not replace a newer one", () => {
  const facts = { asOf: "2026-11-22T02:30:00.000Z", importedAt: "", rows: 100, skipped: 0 };
  expect(wrongWith({ ...facts, asOf: "2026-11-21T02:30:00.000Z" }, facts)).toBe("offline-older");
  expect(wrongWith({ ...facts, asOf: null, rows: 80 }, facts)).toBeNull();
  expect(wrongWith({ ...facts, rows: 79 }, facts)).toBe("offline-shrunk");
  expect(wrongWith(facts, null)).toBeNull();
});

test("a stopped import leaves what was there, and nothing beside it", async () => {
  const { service, end } = serviceOf();
  await service.open(stage.folder);
  await service.import({ path: stage.write(lines(50, "GARDE"), "good.txt"), name: "x.txt" });
  const importing = service.import({ path: stage.write(lines(2000)), name: "y.txt" });
  service.cancel();
  await expect(importing).rejects.toThrow("offline-cancelled");
  expect(ask(service, "garde")).toBe(50);
  expect(existsSync(join(stage.folder, "annuaire.db.new"))).toBe(false);
  end();
});

test("a file of another layout is put away instead of being misread", async () => {
  writeFileSync(join(stage.folder, "annuaire.db"), "not a database");
  const { service, end } = serviceOf();
  expect(await service.open(stage.folder)).toBeNull();
  expect(existsSync(join(stage.folder, "annuaire.db"))).toBe(false);
  end();
});
