import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { MailboxServers } from "#shared/domain/sync";
import { createGate } from "../../electron/compose/gate";
import { httpsDoors } from "../../electron/compose/https-door";
import { mailboxToken } from "../../electron/compose/mailbox-token";
import { createOperatorLinks, type LinkAuth, type OperatorLinks } from "../../electron/compose/operator-links";
import type { MailboxConfig, MailboxPorts, MailboxService } from "../../electron/mailbox/ports";
import { createMailboxService } from "../../electron/mailbox/service";
import { submitOutgoing } from "../../electron/mailbox/submit";
import { letter, until } from "../../electron/mailbox/testing/practice";
import { storeDouble } from "../../electron/mailbox/testing/store-double";
import { systemClock } from "../../electron/psc/system-clock";
import { EMPTY_SETUP, environmentOf } from "../../electron/trust/environment-setup";
import { type Operator, OPERATOR_CLIENT, startOperator } from "./operator";
import { servicePorts } from "./service-ports";

const [HERE, THERE] = ["mailbox-1", "mailbox-2"] as unknown as [MailboxId, MailboxId];

let here: Operator;
let there: Operator;
/** Two operators whose mail servers know the tokens of their own provider and no other. */
beforeAll(async () => {
  [here, there] = await Promise.all([startOperator("un"), startOperator("deux")]);
});
afterAll(async () => void (await Promise.all([here.stop(), there.stop()])));

let store: ReturnType<typeof storeDouble>;
let links: OperatorLinks;
let ports: MailboxPorts;
let service: MailboxService;
beforeEach(() => {
  const environment = there.reachedFrom(here.reachedFrom(environmentOf("custom", EMPTY_SETUP)));
  store = storeDouble();
  const kept = createGate<never>("store-closed");
  links = createOperatorLinks({
    store: kept,
    environment: () => environment,
    door: httpsDoors(async () => "good"),
    clock: systemClock,
    random: () => 7,
    changed: () => undefined,
  });
  const psc = () => Promise.reject(new Error("a token of Pro Santé Connect was asked for"));
  const token = mailboxToken({ store: kept, links, psc });
  ports = servicePorts({ ...store.host, token: ({ mailboxId, fresh }) => token(mailboxId, fresh) });
  service = createMailboxService(ports);
  config = (mailboxId, { address, servers }, auth) => ({
    mailboxId,
    address,
    servers: { ...servers, auth } satisfies MailboxServers,
    environment,
  });
});
afterEach(async () => {
  await service.close(HERE);
  links.forget();
});
let config: (mailboxId: MailboxId, at: Operator, auth: LinkAuth) => MailboxConfig;

const authAt = ({ provider, address }: Operator): LinkAuth => ({
  kind: "operator-ciba",
  issuer: provider.issuer,
  clientId: OPERATOR_CLIENT.clientId,
  hint: "address",
  login: address,
});
/** The link is sent and opened; from then on the mailbox has a session at that operator's provider. */
async function approved(mailboxId: MailboxId, at: Operator): Promise<LinkAuth> {
  const auth = authAt(at);
  links.lend(mailboxId, auth, OPERATOR_CLIENT.clientSecret);
  const stop = at.provider.onPending(({ id }) => void at.provider.approve(id));
  await links.ask(mailboxId, auth);
  stop();
  return auth;
}
const outgoing = ({ address }: Operator) => ({
  messageId: "<lien@essai.mssante.fr>",
  raw: letter("Envoi par un lien DEMO"),
  envelope: { from: address, to: [address] },
});
const submit = (by: MailboxConfig, at: Operator) => submitOutgoing(ports, by, outgoing(at), () => undefined);

test("a mailbox opens on real servers once its operator's link is approved, and no server is called before", async () => {
  const auth = authAt(here);
  links.lend(HERE, auth, OPERATOR_CLIENT.clientSecret);
  const open = () => service.open(config(HERE, here, auth));
  await open();
  await until(() => store.lastState()?.state === "offline", 5000);
  expect(store.lastState()).toMatchObject({ reason: "signed-out", code: "link-needed" });
  expect(here.dovecot.log()).not.toContain(here.address);
  await approved(HERE, here);
  await open();
  await until(() => store.lastState()?.state === "ready", 20_000);
});

test("a message leaves with the token of its operator, and stays whole while there is none", async () => {
  const auth = authAt(here);
  links.lend(HERE, auth, OPERATOR_CLIENT.clientSecret);
  await expect(submit(config(HERE, here, auth), here)).rejects.toMatchObject({ code: "link-needed" });
  await approved(HERE, here);
  const sent = config(HERE, here, auth);
  expect(await submit(sent, here)).toMatchObject({ kind: "accepted", rejected: [] });
  await service.open(sent);
  const arrived = () => store.told.batches.flatMap(({ added }) => added.map(({ subject }) => subject));
  await until(() => arrived().includes("Envoi par un lien DEMO"), 20_000);
});

test("the token of one operator opens nothing at another: neither its mailbox nor its submission", async () => {
  const auth = await approved(HERE, here);
  // What a mailbox would be whose operator's servers were changed for another's, its provider left as it was.
  const strayed = config(HERE, there, auth);
  await expect(submit(strayed, there)).resolves.toMatchObject({ kind: "token-refused" });
  await service.open(strayed);
  await until(() => store.lastState()?.state === "offline", 20_000);
  expect(store.lastState()).toMatchObject({ reason: "refused" });
  // And the session of one is never that of the other's mailbox.
  await expect(links.token(THERE, authAt(there), false)).rejects.toThrow("link-needed");
  await approved(THERE, there);
  expect(await submit(config(THERE, there, authAt(there)), there)).toMatchObject({ kind: "accepted" });
});
