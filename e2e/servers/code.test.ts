import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { createMailboxCodes } from "../../electron/compose/mailbox-codes";
import type { MailboxService } from "../../electron/mailbox/ports";
import { createMailboxService } from "../../electron/mailbox/service";
import { submitOutgoing } from "../../electron/mailbox/submit";
import { letter, until } from "../../electron/mailbox/testing/practice";
import { storeDouble } from "../../electron/mailbox/testing/store-double";
import { type EntryPoint, startEntryPoint } from "./entry-point";
import { PRACTICE_DOMAIN } from "./residents";
import { servicePorts } from "./service-ports";

const MAILBOX = "mailbox-1" as MailboxId;
const CLAIRE = `claire.demo@${PRACTICE_DOMAIN}`;
const isRoot = process.getuid?.() === 0;

let point: EntryPoint;
let store: ReturnType<typeof storeDouble>;
let codes: ReturnType<typeof createMailboxCodes>;
let service: MailboxService;
beforeAll(async () => {
  point = await startEntryPoint("totp", "codes");
});
afterAll(() => point.stop());

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

const config = () => point.config(MAILBOX, CLAIRE, AUTH);
const asks = () => codes.asks(MAILBOX, AUTH, true);
const isReady = () => store.lastState()?.state === "ready";
const outgoing = {
  messageId: "<code@essai.mssante.fr>",
  raw: letter("Envoi avec un code DEMO"),
  envelope: { from: CLAIRE, to: [CLAIRE] },
};

test("a login, a password and a code open a mailbox; once its session is over, another code is asked, the spent one is not tried, and no token is ever asked for", async () => {
  point.dovecot.setCodes({ [CLAIRE]: "mot-de-passe,123456" });
  await service.open(config());
  await until(() => asks()?.why === "first", 5000);
  expect(point.dovecot.log()).not.toContain(CLAIRE);
  codes.give(MAILBOX, "comma", { password: "mot-de-passe", code: "123456" });
  await service.open(config());
  await until(isReady, 20_000);
  // Reading has a connection of its own, made while the code lives.
  expect(await service.append({ mailboxId: MAILBOX, path: "Sent", raw: letter("Copie"), flags: [] })).toMatchObject({
    uid: 1,
  });
  point.dovecot.setCodes({ [CLAIRE]: "mot-de-passe,654321" });
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
  point.dovecot.setCodes({ [CLAIRE]: "mot-de-passe,123456" });
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
    point.dovecot.setCodes({ [CLAIRE]: "mot-de-passe,111111" });
    codes.give(MAILBOX, "comma", { password: "mot-de-passe", code: "111111" });
    expect(await submit()).toMatchObject({ kind: "accepted", rejected: [] });
    codes.accepted(MAILBOX);
    point.dovecot.setCodes({ [CLAIRE]: "mot-de-passe,222222" });
    await expect(submit()).rejects.toMatchObject({ code: "code-refused" });
    expect(asks()).toMatchObject({ why: "again", withPassword: false });
  },
);
