import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { strangerPki } from "../../electron/demo/pki/testing/authorities";
import type { MailboxService, TlsIdentity } from "../../electron/mailbox/ports";
import { createMailboxService } from "../../electron/mailbox/service";
import { submitOutgoing } from "../../electron/mailbox/submit";
import { letter, until } from "../../electron/mailbox/testing/practice";
import { storeDouble } from "../../electron/mailbox/testing/store-double";
import { pkcs12 } from "../../electron/trust/testing/pkcs12";
import { type EntryPoint, startEntryPoint } from "./entry-point";
import { PRACTICE_DOMAIN } from "./residents";
import { servicePorts } from "./service-ports";

const MAILBOX = "mailbox-1" as MailboxId;
const SOFTWARE = `logiciel.demo@${PRACTICE_DOMAIN}`;
const isRoot = process.getuid?.() === 0;

let point: EntryPoint;
let store: ReturnType<typeof storeDouble>;
let service: MailboxService;
beforeAll(async () => {
  point = await startEntryPoint("app", "certificates");
});
afterAll(() => point.stop());

beforeEach(() => {
  store = storeDouble();
  service = createMailboxService(servicePorts(store.host));
});
afterEach(() => service.close(MAILBOX));

const configWith = (sasl: "external" | "none") => point.config(MAILBOX, SOFTWARE, { kind: "certificate", sasl });

async function identityOf(name: string, authority = point.pki): Promise<TlsIdentity> {
  const file = pkcs12(await authority.issue([name], { client: true }), "DEMO");
  return { pfx: Buffer.from(file).toString("base64"), passphrase: "DEMO" };
}

const refused = () => until(() => store.lastState()?.state === "offline", 20_000).then(() => store.lastState());

test("the mailbox of a software opens by its certificate and EXTERNAL, receives and acts, and no token is ever asked for", async () => {
  store.behaviour.identity = await identityOf(SOFTWARE);
  await point.dovecot.deliver(SOFTWARE, letter("Pour un logiciel DEMO"));
  await service.open(configWith("external"));
  await until(() => store.subjects("INBOX").includes("Pour un logiciel DEMO"), 20_000);
  expect(
    await service.append({ mailboxId: MAILBOX, path: "Sent", raw: letter("Copie DEMO"), flags: [] }),
  ).toMatchObject({
    uid: 1,
  });
  expect(store.told.tokens).toEqual([]);
});

test("the certificate of another mailbox, of another authority, or none, opens nothing", async () => {
  store.behaviour.identity = await identityOf(`autre.demo@${PRACTICE_DOMAIN}`);
  await service.open(configWith("external"));
  expect(await refused()).toMatchObject({ reason: "refused", code: "certificate-refused" });
  await service.close(MAILBOX);
  store.behaviour.identity = null;
  await service.open(configWith("external"));
  await until(
    () => store.told.states.some((state) => state.state === "offline" && state.code === "no-certificate"),
    5000,
  );
  await service.close(MAILBOX);
  store.behaviour.identity = await identityOf(SOFTWARE, await strangerPki());
  await service.open(configWith("external"));
  store.told.states.length = 0;
  await until(() => store.told.states.some(({ state }) => state === "offline"), 20_000);
  expect(store.told.states.some(({ state }) => state === "ready")).toBe(false);
});

test.runIf(isRoot)("a message leaves by the certificate alone where the operator wants no SASL", async () => {
  store.behaviour.identity = await identityOf(SOFTWARE);
  const raw = letter("Envoi d’un logiciel DEMO");
  const outgoing = {
    messageId: "<logiciel@essai.mssante.fr>",
    raw,
    envelope: { from: SOFTWARE, to: [`claire.demo@${PRACTICE_DOMAIN}`] },
  };
  const probed = await service.probe(configWith("none"));
  expect(probed.find(({ step }) => step === "smtp")).toEqual({ step: "smtp", state: "ok" });
  // Reading needs EXTERNAL with this server, and it is not taken for open without.
  expect(probed.find(({ step }) => step === "imap")).toMatchObject({ state: "failed", code: "certificate-refused" });
  const sent = await submitOutgoing(servicePorts(store.host), configWith("none"), outgoing, () => undefined);
  expect(sent).toMatchObject({ kind: "accepted", rejected: [] });
  store.behaviour.identity = await identityOf(SOFTWARE, await strangerPki());
  const stranger = await submitOutgoing(servicePorts(store.host), configWith("none"), outgoing, () => undefined);
  expect(stranger.kind).not.toBe("accepted");
});
