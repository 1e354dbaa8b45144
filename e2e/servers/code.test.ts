import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { createMailboxCodes } from "../../electron/compose/mailbox-codes";
import { createPki, type Pki } from "../../electron/demo/pki/pki";
import type { MailboxConfig, MailboxService } from "../../electron/mailbox/ports";
import { createMailboxService } from "../../electron/mailbox/service";
import { submitOutgoing } from "../../electron/mailbox/submit";
import { letter, until } from "../../electron/mailbox/testing/practice";
import { storeDouble } from "../../electron/mailbox/testing/store-double";
import { EMPTY_SETUP, environmentOf } from "../../electron/trust/environment-setup";
import { type Dovecot, startDovecot } from "./dovecot";
import { startPostfix } from "./postfix";
import { PRACTICE_DOMAIN, RECIPIENTS } from "./residents";
import { servicePorts } from "./service-ports";
import type { Submission } from "./submission";

const MAILBOX = "mailbox-1" as MailboxId;
const CLAIRE = `claire.demo@${PRACTICE_DOMAIN}`;
const HOSTS = { imap: "totp.imap.essai.mssante.fr", smtp: "totp.smtp.essai.mssante.fr" } as const;
const isRoot = process.getuid?.() === 0;

let pki: Pki;
let dovecot: Dovecot;
let postfix: Submission | null = null;
let store: ReturnType<typeof storeDouble>;
let codes: ReturnType<typeof createMailboxCodes>;
let service: MailboxService;
/** An operator's entry point for passwords with a one-time code: Dovecot and Postfix that know the one of the moment and no token. */
beforeAll(async () => {
  pki = await createPki({ now: () => new Date() });
  const keys = { publicKeys: [], clients: [] };
  dovecot = await startDovecot({ certificate: await pki.issue([HOSTS.imap]), issuer: "", keys, codes: {} });
  if (!isRoot) return;
  postfix = await startPostfix({
    certificate: await pki.issue([HOSTS.smtp]),
    domains: [PRACTICE_DOMAIN],
    recipients: RECIPIENTS,
    saslPort: dovecot.ports.sasl,
    lmtpPort: dovecot.ports.lmtp,
  });
});
afterAll(async () => {
  await postfix?.stop();
  await dovecot.stop();
});

beforeEach(() => {
  store = storeDouble();
  codes = createMailboxCodes(
    () => Date.now(),
    () => undefined,
  );
  service = createMailboxService(ports());
});
afterEach(() => service.close(MAILBOX));

const ports = () =>
  servicePorts({
    ...store.host,
    secret: async (id) => codes.secret(id),
    secretRefused: async (id) => codes.refused(id),
    state: async (id, state) => {
      if (state.state === "syncing") codes.accepted(id);
      return store.host.state(id, state);
    },
  });

const AUTH = { kind: "code", login: CLAIRE, place: "comma" } as const;

function config(): MailboxConfig {
  const hosts = `${HOSTS.imap} = 127.0.0.1:${dovecot.ports.imap}\n${HOSTS.smtp} = 127.0.0.1:${postfix?.port ?? 9}`;
  const fields = { ...EMPTY_SETUP.fields, hosts };
  const environment = environmentOf("custom", { ...EMPTY_SETUP, anchorsPem: [pki.anchorPem], fields });
  const servers = { imap: { host: HOSTS.imap, port: 143 }, smtp: { host: HOSTS.smtp, port: 587 }, auth: AUTH };
  return { mailboxId: MAILBOX, address: CLAIRE, servers, environment };
}

const asks = () => codes.asks(MAILBOX, AUTH, true);
const isReady = () => store.lastState()?.state === "ready";
const outgoing = {
  messageId: "<code@essai.mssante.fr>",
  raw: letter("Envoi avec un code DEMO"),
  envelope: { from: CLAIRE, to: [CLAIRE] },
};

test("a login, a password and a code open a mailbox; once its session is over, another code is asked, the spent one is not tried, and no token is ever asked for", async () => {
  dovecot.setCodes({ [CLAIRE]: "mot-de-passe,123456" });
  await service.open(config());
  await until(() => asks()?.why === "first", 5000);
  expect(dovecot.log()).not.toContain(CLAIRE);
  codes.give(MAILBOX, "comma", { password: "mot-de-passe", code: "123456" });
  await service.open(config());
  await until(isReady, 20_000);
  // Reading has a connection of its own, made while the code lives.
  expect(await service.append({ mailboxId: MAILBOX, path: "Sent", raw: letter("Copie"), flags: [] })).toMatchObject({
    uid: 1,
  });
  dovecot.setCodes({ [CLAIRE]: "mot-de-passe,654321" });
  await service.close(MAILBOX);
  await service.open(config());
  await until(() => asks()?.why === "again", 20_000);
  expect(asks()).toMatchObject({ withPassword: false });
  await until(() => store.lastState()?.state === "offline", 5000);
  expect(store.lastState()).toMatchObject({ reason: "signed-out" });
  codes.give(MAILBOX, "comma", { password: null, code: "654321" });
  await service.open(config());
  await until(isReady, 20_000);
  expect(store.told.tokens).toEqual([]);
});

test("a wrong password or code is said, tried once, and both are asked again", async () => {
  dovecot.setCodes({ [CLAIRE]: "mot-de-passe,123456" });
  codes.give(MAILBOX, "comma", { password: "mot-de-passe", code: "000000" });
  const probed = await service.probe(config());
  expect(probed.find(({ step }) => step === "imap")).toMatchObject({ state: "failed", code: "code-refused" });
  expect(asks()).toMatchObject({ why: "refused", withPassword: true });
  expect(store.told.traces.filter(({ answer }) => answer === "code-refused")).toHaveLength(1);
  expect(JSON.stringify(store.told.traces)).not.toMatch(/000000|mot-de-passe/u);
});

test.runIf(isRoot)(
  "a message leaves with a code, and stays whole where the code is spent or none is known",
  async () => {
    const submit = () => submitOutgoing(ports(), config(), outgoing, () => undefined);
    await expect(submit()).rejects.toMatchObject({ code: "code-needed" });
    dovecot.setCodes({ [CLAIRE]: "mot-de-passe,111111" });
    codes.give(MAILBOX, "comma", { password: "mot-de-passe", code: "111111" });
    expect(await submit()).toMatchObject({ kind: "accepted", rejected: [] });
    codes.accepted(MAILBOX);
    dovecot.setCodes({ [CLAIRE]: "mot-de-passe,222222" });
    await expect(submit()).rejects.toMatchObject({ code: "code-refused" });
    expect(asks()).toMatchObject({ why: "again", withPassword: false });
  },
);
