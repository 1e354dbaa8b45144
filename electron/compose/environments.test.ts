import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Pki } from "../demo/pki/pki";
import { testPki } from "../demo/pki/testing/authorities";
import { EMPTY_SETUP } from "../trust/environment-setup";
import { pkcs12 } from "../trust/testing/pkcs12";
import type { StoreClient } from "../store/serve";
import { startIdentityHere } from "./testing/identity-process";
import { createEnvironments, type Environments } from "./environments";
import { createGate } from "./gate";

let pki: Pki;
beforeAll(async () => {
  pki = await testPki();
});

/** A store that keeps settings as the real one does, and a person who chooses the file that is put in her hand. */
let settings: Map<string, unknown>;
let hand: Uint8Array | null;
let ended: number;
beforeEach(() => {
  [settings, hand, ended] = [new Map(), null, 0];
});

function start(): Environments {
  const store = createGate<StoreClient>("store-closed");
  store.set({
    getSetting: async (key: string) => structuredClone(settings.get(key) ?? null),
    setSetting: async (key: string, value: unknown) => void settings.set(key, structuredClone(value)),
  } as unknown as StoreClient);
  return createEnvironments({
    store,
    changed: async () => void (ended += 1),
    platform: {
      environment: null,
      start: startIdentityHere,
      clock: () => new Date(),
      dialogs: {
        chooseFiles: async () => ({ files: hand === null ? [] : [{ name: "fichier", bytes: hand }], tooBig: [] }),
      } as never,
    },
  });
}

const fields = { ...EMPTY_SETUP.fields, clientId: "pli", nil: "DEMO" };
const save = (environments: Environments, change: Partial<typeof fields> = {}, clientSecret: string | null = null) =>
  environments.handlers["environment.save"]({ base: "bas", fields: { ...fields, ...change }, clientSecret });

test("starts with production as published, says what it lacks, and remembers what was chosen", async () => {
  const first = start();
  await first.load();
  expect(first.current().id).toBe("production");
  const { setups } = await first.handlers["environment.view"](undefined);
  expect(setups.production.missing).toEqual(["client-id", "client-proof", "anchors", "nil"]);
  await save(first, {}, "un secret");
  const again = start();
  await again.load();
  expect(again.current()).toMatchObject({
    id: "bas",
    nil: "DEMO",
    psc: { clientId: "pli", clientSecret: "un secret" },
  });
});

test("a secret never comes back to the page, stays when it is not typed again, and goes when it is emptied", async () => {
  const environments = start();
  await save(environments, {}, "un secret");
  const kept = await save(environments);
  expect(kept.setups.bas.hasSecret).toBe(true);
  expect(JSON.stringify(kept)).not.toContain("un secret");
  expect(environments.current().psc.clientSecret).toBe("un secret");
  expect((await save(environments, {}, "")).setups.bas.hasSecret).toBe(false);
});

test("a change ends the session of the environment before; the same environment stays the same object", async () => {
  const environments = start();
  const before = environments.current();
  await environments.handlers["environment.view"](undefined);
  expect([environments.current() === before, ended]).toEqual([true, 0]);
  await save(environments);
  expect([environments.current() === before, ended]).toEqual([false, 1]);
});

test("a field that cannot be used changes nothing", async () => {
  const environments = start();
  const refused = save(environments, { relayUrl: "http://relais" });
  await expect(refused).rejects.toMatchObject({ code: "invalid-relay" });
  expect([settings.size, ended, environments.current().id]).toEqual([0, 0, "production"]);
});

test("an authority is trusted only with the fingerprint it publishes, in that environment alone, and can be dropped", async () => {
  const environments = start();
  const { handlers } = environments;
  hand = Buffer.from(pki.anchorPem);
  const shown = await handlers["environment.chooseAnchor"](undefined);
  expect(shown).toMatchObject({ selfSigned: true, subject: expect.stringContaining("DEMO RACINE") });
  const sha256 = shown?.sha256 ?? "";
  const wrong = handlers["environment.trustAnchor"]({ base: "bas", sha256: sha256.replaceAll("A", "B") });
  await expect(wrong).rejects.toMatchObject({ code: "anchor-fingerprint-mismatch" });
  const spaced = sha256.replaceAll(":", " ").toLowerCase();
  const trusted = await handlers["environment.trustAnchor"]({ base: "bas", sha256: spaced });
  expect(trusted.setups.bas.anchors.map((anchor) => anchor.sha256)).toEqual([sha256]);
  expect(trusted.setups.production.anchors).toEqual([]);
  // It was shown once: the same fingerprint does not trust it again.
  await expect(handlers["environment.trustAnchor"]({ base: "production", sha256 })).rejects.toMatchObject({
    code: "not-found",
  });
  await save(environments);
  expect(environments.current().anchorsPem).toHaveLength(1);
  await handlers["environment.dropAnchor"]({ base: "bas", sha256 });
  expect(environments.current().anchorsPem).toEqual([]);
});

test("what is not an authority is refused before it is shown", async () => {
  const { handlers } = start();
  hand = Buffer.from((await pki.issue(["x.demo.mssante.fr"])).certPem);
  await expect(handlers["environment.chooseAnchor"](undefined)).rejects.toMatchObject({
    code: "anchor-not-an-authority",
  });
  hand = Buffer.from("bonjour");
  await expect(handlers["environment.chooseAnchor"](undefined)).rejects.toMatchObject({ code: "anchor-unreadable" });
  hand = null;
  expect(await handlers["environment.chooseAnchor"](undefined)).toBeNull();
});

test("a certificate is kept if its passphrase opens it; its file never reaches the page or the environment", async () => {
  const environments = start();
  hand = pkcs12(await pki.issue(["client.demo.mssante.fr"]), "DEMO");
  const importing = (passphrase: string) =>
    environments.handlers["environment.importCertificate"]({ base: "bas", passphrase });
  await expect(importing("autre")).rejects.toMatchObject({ code: "certificate-wrong-passphrase" });
  const view = await importing("DEMO");
  expect(view?.setups.bas.certificate?.subject).toContain("client.demo.mssante.fr");
  await save(environments, { proof: "certificate" });
  expect(environments.identity()?.passphrase).toBe("DEMO");
  const pfx = Buffer.from(hand).toString("base64");
  for (const seen of [await environments.handlers["environment.view"](undefined), environments.current()])
    expect(JSON.stringify(seen)).not.toContain(pfx);
});

test("once the store is closed nothing of it is left, and what it held damaged is as nothing", async () => {
  const environments = start();
  await save(environments, {}, "un secret");
  environments.forget();
  expect(environments.current()).toMatchObject({ id: "production", psc: { clientId: "" } });
  expect(environments.identity()).toBeNull();
  settings.set("environments", { active: "autre" });
  const again = start();
  await again.load();
  expect(again.current().id).toBe("production");
});
