import { expect, test } from "vitest";
import { EMPTY_SETUP, environmentOf } from "../trust/environment-setup";
import type { StoreClient } from "../store/serve";
import { createGate } from "./gate";
import { isOwner, takeOwnership } from "./owner";

const [CLAIRE, DENIS] = ["899700000011", "899700000029"] as const;
const real = environmentOf("production", EMPTY_SETUP);

function profile(kept: Readonly<Record<string, unknown>> = {}) {
  const settings = new Map(Object.entries(kept));
  const store = createGate<StoreClient>("store-closed");
  store.set({
    getSetting: async (key: string) => settings.get(key) ?? null,
    setSetting: async (key: string, value: unknown) => void settings.set(key, value),
  } as unknown as StoreClient);
  return { store, settings };
}

test("a profile belongs to who signs in first, in either form of the identifier, and to nobody else", async () => {
  const { store, settings } = profile();
  expect([await isOwner(store, real, CLAIRE), await isOwner(store, real, DENIS)]).toEqual([true, true]);
  await takeOwnership(store, CLAIRE);
  await takeOwnership(store, DENIS);
  expect(settings.get("owner")).toBe(CLAIRE);
  expect(await isOwner(store, real, CLAIRE.slice(1))).toBe(true);
  expect(await isOwner(store, real, DENIS)).toBe(false);
  expect(await isOwner(store, real, "")).toBe(false);
});

test("one of before the rule belongs to who signed in last", async () => {
  const { store, settings } = profile({ identity: { idNat: CLAIRE, givenName: "Claire", familyName: "DEMO" } });
  expect([await isOwner(store, real, CLAIRE), await isOwner(store, real, DENIS)]).toEqual([true, false]);
  await takeOwnership(store, CLAIRE);
  expect(settings.get("owner")).toBe(CLAIRE);
});

test("the demonstration is everyone's, and a closed store admits and takes nobody", async () => {
  const { store } = profile({ owner: CLAIRE });
  expect(await isOwner(store, { ...real, id: "demo" }, DENIS)).toBe(true);
  const closed = createGate<StoreClient>("store-closed");
  await takeOwnership(closed, CLAIRE);
  expect(await isOwner(closed, real, DENIS)).toBe(false);
});
