import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ALICE, COLLEAGUE, draftTo, MATRICULE, patientBox } from "../store/testing/profile";
import { heldNow } from "./held";
import { send } from "./sending";
import { testServices, type TestServices } from "./testing/test-services";

const TOMORROW = "2026-03-02T07:00:00.000Z";
const WHITE_LIST = "white-list";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const plan = (address: string, confirmed: readonly string[] = []) =>
  send(bench.services, draftTo(bench.store, address, { subject: "Question", text: "Bonjour" }).id, {
    confirmed,
    sendAt: TOMORROW,
  });
const trusts = (...domains: string[]) =>
  bench.store.setSetting(WHITE_LIST, { domains, asOf: "2026-03-01T09:00:00.000Z" });

describe("a planned message, when it is about to leave", () => {
  test("leaves when nothing changed", async () => {
    expect(await heldNow(bench.services, (await plan(COLLEAGUE)).id)).toBeNull();
  });

  test("is held when its recipient's domain has left the white list", async () => {
    const { id } = await plan(COLLEAGUE);
    trusts("cabinet.demo.mssante.fr");
    expect(await heldNow(bench.services, id)).toBe(`held:block:outside-trust-space:${COLLEAGUE}`);
    trusts("chu.demo.mssante.fr");
    expect(await heldNow(bench.services, id)).toBeNull();
  });

  test("is held when the identity that was confirmed is not the one of today", async () => {
    const key = `patient-identity:${MATRICULE}`;
    const { id } = await plan(patientBox(MATRICULE), [key]);
    expect(await heldNow(bench.services, id)).toBeNull();
    bench.store.savePatient(null, { ...ALICE, status: "PROV" });
    expect(await heldNow(bench.services, id)).toMatch(/^held:confirm:patient-/u);
  });
});
