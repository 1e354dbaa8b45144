import { afterEach, beforeEach, expect, test } from "vitest";
import type { Finding } from "../directory/finding";
import { qualityHandlers, comparePublished } from "./quality";
import type { Services } from "./services";
import { testServices, type TestServices } from "./testing/test-services";

const PAUL = "paul.demo@chu.demo.mssante.fr";
const ZOE = "zoe.demo@chu.demo.mssante.fr";
let stage: TestServices;
let published: readonly string[];
beforeEach(() => {
  stage = testServices();
  published = [PAUL, ZOE];
});
afterEach(() => stage.end());

/** The same services, with a directory of this computer that publishes what the test says; none at all on demand. */
const withDirectory = (exists = true): Services => {
  const service = {
    published: async (asked: readonly string[]) =>
      published.filter((one) => asked.includes(one)).map((address) => ({ address }) as Finding),
  };
  const process = { exists: () => exists, call: <Value>(act: (of: typeof service) => Promise<Value>) => act(service) };
  return { ...stage.services, offline: { process } } as unknown as Services;
};
const known = (): void => {
  stage.store.rememberRecipient(PAUL, "DEMO Paul", "2026-01-01T00:00:00.000Z");
  stage.store.rememberRecipient(ZOE, "=DEMO Zoé", "2026-01-01T00:00:00.000Z");
};

test("an address that the next extraction lacks is listed, and one that is still there is not", async () => {
  known();
  expect(await comparePublished(withDirectory())).toMatchObject({ gone: 0 });
  published = [PAUL];
  expect(await comparePublished(withDirectory())).toEqual({ gone: 1, found: [PAUL] });
  const listed = await qualityHandlers(withDirectory())["quality.list"](undefined);
  expect(listed.map(({ address, signals }) => [address, signals])).toEqual([[ZOE, ["gone"]]]);
});

test("without a directory nothing is compared and nothing has disappeared", async () => {
  known();
  expect(await comparePublished(withDirectory(false))).toBeNull();
  expect(await qualityHandlers(withDirectory())["quality.list"](undefined)).toEqual([]);
});

test("the report for the operator holds addresses, names, dates and numbers, and no cell that a spreadsheet would run", async () => {
  known();
  await comparePublished(withDirectory());
  published = [];
  await comparePublished(withDirectory());
  expect(await qualityHandlers(withDirectory())["quality.export"](undefined)).toEqual({ saved: true });
  const csv = new TextDecoder().decode(stage.saved.get("adresses-a-verifier.csv"));
  const [head, ...rows] = csv.trim().split("\r\n");
  expect(head).toContain("Disparue de l’annuaire depuis");
  expect(rows).toHaveLength(2);
  expect(csv).toContain(PAUL);
  expect(csv).toContain("2026-03-01");
  expect(csv).not.toMatch(/(?:^|;|")=DEMO/mu);
  expect(stage.traces).toMatchObject([{ action: "export", request: "address quality" }]);
});
