import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { MailboxServers } from "#shared/domain/sync";
import { createGate } from "../../electron/compose/gate";
import { httpsDoors } from "../../electron/compose/https-door";
import { mailboxToken } from "../../electron/compose/mailbox-token";
import { createOperatorLinks, type LinkAuth } from "../../electron/compose/operator-links";
import { createPki, type Pki } from "../../electron/demo/pki/pki";
import { type PscProvider, startPscProvider } from "../../electron/demo/psc/provider";
import type { MailboxConfig, MailboxService } from "../../electron/mailbox/ports";
import { createMailboxService } from "../../electron/mailbox/service";
import { until } from "../../electron/mailbox/testing/practice";
import { storeDouble } from "../../electron/mailbox/testing/store-double";
import { systemClock } from "../../electron/psc/system-clock";
import { EMPTY_SETUP, environmentOf } from "../../electron/trust/environment-setup";
import { type Dovecot, startDovecot } from "./dovecot";
import { PRACTICE_DOMAIN } from "./residents";
import { servicePorts } from "./service-ports";

const MAILBOX = "mailbox-1" as MailboxId;
const CLAIRE = `claire.demo@${PRACTICE_DOMAIN}`;
const HOSTS = { issuer: "id.essai.mssante.fr", imap: "ciba.imap.essai.mssante.fr" } as const;
const CLIENT = { clientId: "pli-essai", clientSecret: "un secret: 100% DEMO" };

let pki: Pki;
let provider: PscProvider;
let dovecot: Dovecot;
let service: MailboxService;
/** An operator whose mail servers know the tokens of its own provider and no other. */
beforeAll(async () => {
  pki = await createPki({ now: () => new Date() });
  provider = await startPscProvider({
    tls: await pki.issue([HOSTS.issuer]),
    issuerHost: HOSTS.issuer,
    isOperator: true,
    people: [{ idNat: "899700000009", givenName: "Claire", familyName: "DEMO", email: CLAIRE }],
    clients: [CLIENT],
    interval: 0.05,
  });
  const keys = { publicKeys: provider.publicKeys, clients: [CLIENT.clientId] };
  dovecot = await startDovecot({ certificate: await pki.issue([HOSTS.imap]), issuer: provider.issuer, keys });
});
afterAll(async () => {
  await provider.close();
  await dovecot.stop();
});
afterEach(() => service.close(MAILBOX));

test("a mailbox opens on real servers once its operator's link is approved, and no server is called before", async () => {
  const hosts = `${HOSTS.imap} = 127.0.0.1:${dovecot.ports.imap}\n${HOSTS.issuer} = 127.0.0.1:${provider.port}`;
  const fields = { ...EMPTY_SETUP.fields, hosts };
  const environment = environmentOf("custom", { ...EMPTY_SETUP, anchorsPem: [pki.anchorPem], fields });
  const { clientId } = CLIENT;
  const auth: LinkAuth = { kind: "operator-ciba", issuer: provider.issuer, clientId, hint: "address", login: CLAIRE };
  const imap = { host: HOSTS.imap, port: 143 };
  const servers: MailboxServers = { imap, smtp: { host: HOSTS.imap, port: 587 }, auth };
  const store = storeDouble();
  const kept = createGate<never>("store-closed");
  const links = createOperatorLinks({
    store: kept,
    environment: () => environment,
    door: httpsDoors(async () => "good"),
    clock: systemClock,
    changed: () => undefined,
  });
  const psc = () => Promise.reject(new Error("a token of Pro Santé Connect was asked for"));
  const token = mailboxToken({ store: kept, links, psc });
  service = createMailboxService(
    servicePorts({ ...store.host, token: ({ mailboxId, fresh }) => token(mailboxId, fresh) }),
  );
  const config: MailboxConfig = { mailboxId: MAILBOX, address: CLAIRE, servers, environment };
  links.lend(MAILBOX, auth, CLIENT.clientSecret);
  await service.open(config);
  await until(() => store.lastState()?.state === "offline", 5000);
  expect(store.lastState()).toMatchObject({ reason: "signed-out", code: "link-needed" });
  provider.onPending(({ id }) => void provider.approve(id));
  await links.ask(MAILBOX, auth);
  await service.open(config);
  await until(() => store.lastState()?.state === "ready", 20_000);
  links.forget();
});
