import { beforeAll, beforeEach, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { testPki } from "../demo/pki/testing/authorities";
import type { StoreClient } from "../store/serve";
import { pkcs12 } from "../trust/testing/pkcs12";
import { createGate } from "./gate";
import { startIdentityHere } from "./testing/identity-process";
import { createMailboxIdentities } from "./mailbox-identities";

const [ONE, OTHER] = ["un", "autre"] as [MailboxId, MailboxId];
const NAME = "logiciel.demo@cabinet.demo.mssante.fr";
let file: Uint8Array;
beforeAll(async () => {
  const pki = await testPki();
  file = pkcs12(await pki.issue([NAME], { client: true }), "DEMO");
});

let settings: Map<string, unknown>;
let hand: Uint8Array | null;
beforeEach(() => {
  [settings, hand] = [new Map(), file];
});

function start() {
  const store = createGate<StoreClient>("store-closed");
  store.set({
    getSetting: async (key: string) => structuredClone(settings.get(key) ?? null),
    setSetting: async (key: string, value: unknown) => void settings.set(key, structuredClone(value)),
  } as unknown as StoreClient);
  const chooseFiles = async () => ({ files: hand === null ? [] : [{ name: "p12", bytes: hand }], tooBig: [] });
  return createMailboxIdentities(
    { clock: () => new Date(), dialogs: { chooseFiles } as never, start: startIdentityHere },
    store,
  );
}

const choose = (identities: ReturnType<typeof start>, passphrase = "DEMO") =>
  identities.handlers["mailboxes.chooseCertificate"]({ passphrase });

test("a certificate is lent to the mailbox that is tried, and kept only once it opens", async () => {
  const identities = start();
  expect(await choose(identities)).toMatchObject({ subject: `${NAME}, DEMO SANS VALEUR` });
  expect(await identities.of(ONE)).toBeNull();
  identities.lend(ONE);
  expect(await identities.of(ONE)).toMatchObject({ passphrase: "DEMO" });
  expect([await identities.of(OTHER), settings.size]).toEqual([null, 0]);
  // The first try failed: the same file serves the next one.
  identities.lend(OTHER);
  await identities.keep(OTHER);
  expect([...settings.keys()]).toEqual([`certificate:${OTHER}`]);
  expect(await start().of(OTHER)).toMatchObject({ passphrase: "DEMO" });
  await expect(identities.keep(ONE)).rejects.toMatchObject({ code: "no-certificate" });
});

test("what a page is shown is whom it names and until when, never the file or what opens it", async () => {
  const identities = start();
  await choose(identities);
  identities.lend(ONE);
  await identities.keep(ONE);
  const shown = await identities.handlers["mailboxes.certificate"]({ mailboxId: ONE });
  expect(Object.keys(shown ?? {}).toSorted()).toEqual(["subject", "validTo"]);
  expect(await identities.handlers["mailboxes.certificate"]({ mailboxId: OTHER })).toBeNull();
});

test("another file takes its place, a wrong one or none changes nothing, and a closed store leaves nothing chosen", async () => {
  const identities = start();
  settings.set(`certificate:${ONE}`, { pfx: "ancien", passphrase: "x" });
  await expect(identities.replace(ONE, "faux")).rejects.toMatchObject({ code: "certificate-wrong-passphrase" });
  hand = null;
  expect(await identities.replace(ONE, "DEMO")).toBeNull();
  expect(await identities.of(ONE)).toMatchObject({ pfx: "ancien" });
  hand = file;
  expect(await identities.replace(ONE, "DEMO")).toMatchObject({ subject: `${NAME}, DEMO SANS VALEUR` });
  expect(await identities.of(ONE)).toMatchObject({ passphrase: "DEMO" });
  await choose(identities);
  identities.forget();
  identities.lend(OTHER);
  expect(await identities.of(OTHER)).toBeNull();
});
