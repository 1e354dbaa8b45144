import { afterEach, beforeEach, expect, test } from "vitest";
import { xdmDocument } from "../store/testing/profile";
import { indicatorHandlers } from "./indicators";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const handlers = () => indicatorHandlers(bench.services);
const list = () => handlers()["indicators.list"](undefined);

test("documents are counted by month, direction and type, with and without an INS", async () => {
  expect(await list()).toEqual([]);
  bench.receiveDocument({ uniqueId: "a" });
  bench.receiveDocument({ uniqueId: "b" });
  bench.receiveDocument(xdmDocument({ uniqueId: "c", matricule: null }));
  bench.receiveDocument({ uniqueId: "d", type: { code: "11502-2", label: "CR d'examens biologiques" } });
  expect(await list()).toEqual([
    {
      month: "2026-01",
      direction: "received",
      code: "11502-2",
      type: "CR d'examens biologiques",
      withIns: 1,
      withoutIns: 0,
    },
    { month: "2026-01", direction: "received", code: "34112-3", type: "CR hospitalier", withIns: 2, withoutIns: 1 },
  ]);
});

test("a request to delete is no document, and what has not left is not counted as sent", async () => {
  bench.receiveDocument({ uniqueId: "a" });
  bench.receiveDocument({ uniqueId: "a", action: "delete" });
  bench.send({ to: "paul.demo@chu.demo.mssante.fr", messageId: "<waiting@demo>" });
  expect((await list()).map(({ withIns, direction }) => [direction, withIns])).toEqual([["received", 1]]);
});

test("the table goes out as a file for a spreadsheet, without a patient, and leaves its line", async () => {
  bench.receiveDocument({ uniqueId: "a" });
  expect(await handlers()["indicators.export"](undefined)).toEqual({ saved: true });
  const text = Buffer.from(bench.saved.get("indicateurs.csv") ?? []).toString("utf8");
  expect(text).toBe(
    "\uFEFFMois;Sens;Code;Type de document;Avec INS;Sans INS\r\n2026-01;reçu;34112-3;CR hospitalier;1;0\r\n",
  );
  expect(bench.traces).toMatchObject([{ action: "document-export", request: "indicators" }]);
});
