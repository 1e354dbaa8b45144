import { connect } from "node:net";
import { ImapFlow } from "imapflow";
import { resolveHost } from "#shared/domain/environment";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { expect, vi } from "vitest";
import { readMessage } from "../../documents/mime/read-message";
import { submitMessage } from "../../outbox/submit";
import { documentWriters } from "../../processes/demo-ports/document-writers";
import { createPscClient } from "../../psc/client";
import { parseIdNat } from "../../psc/id-nat";
import { createPscSession } from "../../psc/session";
import { secureRandom, systemClock } from "../../psc/system-clock";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import { tlsPolicy } from "../../trust/tls-policy";
import { type MailToWrite, writeMail } from "../mail/write-mail";
import { type DemoOperator, type DemoOperatorOptions, startDemoOperator } from "../operator";
import type { StateFile } from "../ports";
import { DEMO_NIL, DOCTORS } from "../world/practice";

/** Delays a test has the patience for. */
export const QUICK = { bounce: 5, receipt: 5, answer: 20, colleagueAnswer: 10, firstArrival: 30 } as const;

/** A state file in memory. */
export function memoryFile(): StateFile & { bytes(): Uint8Array | null } {
  let kept: Uint8Array | null = null;
  return {
    read: async () => kept,
    write: async (bytes) => void (kept = bytes),
    erase: async () => void (kept = null),
    bytes: () => kept,
  };
}

/** An operator with a small world and quick correspondents. */
export function smallOperator(options: Partial<DemoOperatorOptions> = {}): Promise<DemoOperator> {
  return startDemoOperator({
    stateFile: memoryFile(),
    documents: documentWriters,
    size: { messages: 30, archives: 2 },
    delays: QUICK,
    saveEvery: 20,
    onUnexpected: (error) => expect.fail(String(error)),
    ...options,
  });
}

/** HTTPS as the application makes it, in the operator's environment. */
export function networkOf({ environment }: DemoOperator) {
  const resolve = (host: string, port?: number) => resolveHost(environment, host, port);
  return httpsRequester({
    ca: environment.anchorsPem,
    destination: destinationFinder({ resolve, lookup: async () => [] }),
  });
}

/** An access token got by our own CIBA client, the request accepted on the operator's e-CPS. */
export async function signIn(operator: DemoOperator, idNat: string = DOCTORS.martin.idNat): Promise<string> {
  const clock = systemClock;
  const client = createPscClient({
    settings: operator.environment.psc,
    request: networkOf(operator),
    clock,
    random: secureRandom,
  });
  const session = createPscSession({ client, clock });
  const signing = session.signIn({ idNat: parseIdNat(idNat) ?? expect.fail("no identifier"), channel: "mobile" });
  await vi.waitUntil(() => operator.pending().length === 1, { timeout: 5000, interval: 10 });
  expect(await operator.answer(operator.pending()[0]?.id ?? "", "approve")).toBe(true);
  expect(await signing).toMatchObject({ ok: true });
  const token = await session.accessToken();
  return token.ok ? token.value : expect.fail(token.failure.code);
}

/** An imapflow client under the API LPS's TLS policy, not connected yet. */
export function imapClient(operator: DemoOperator, user: string, accessToken: string): ImapFlow {
  const { environment, servers } = operator;
  const client = new ImapFlow({
    host: "127.0.0.1",
    port: servers.ports.imap,
    secure: false,
    doSTARTTLS: true,
    servername: "imap.demo.mssante.fr",
    tls: { ...tlsPolicy({ ca: environment.anchorsPem }), servername: "imap.demo.mssante.fr" },
    auth: { user, accessToken },
    logger: false,
  });
  client.on("error", () => undefined);
  return client;
}

/** Sends a message by our own two-step client; `message` completes one of Dr MARTIN. */
export async function send(
  operator: DemoOperator,
  token: string,
  to: readonly string[],
  message: Partial<MailToWrite> & {
    readonly from?: MailToWrite["from"];
    readonly user?: string;
    readonly receipt?: boolean;
  } = {},
) {
  const from = message.from ?? { name: "Dr_Demo_MARTIN", address: DOCTORS.martin.address };
  const messageId = message.messageId ?? `${crypto.randomUUID()}@test.demo.mssante.fr`;
  const raw = writeMail({
    to: to.map((address) => ({ address })),
    subject: "Votre rendez-vous",
    date: new Date(),
    headers: [["X-MSS-NIL", DEMO_NIL]],
    text: "Bonjour,",
    ...message,
    from,
    messageId,
  });
  const target = {
    user: message.user ?? DOCTORS.martin.address,
    host: "smtp.demo.mssante.fr",
    connection: connect(operator.servers.ports.smtp, "127.0.0.1"),
    tls: tlsPolicy({ ca: operator.environment.anchorsPem }),
    proof: { kind: "token", token } as const,
    confirm: () => Promise.resolve(),
  };
  const { outcome } = await submitMessage(target, {
    messageId,
    raw,
    envelope: { from: from.address, to: [...to], deliveryReceipt: message.receipt === true },
  });
  return { outcome, messageId };
}

/** What is in a mailbox's INBOX and answers a message, read by our own parser. */
export async function answersTo(
  operator: DemoOperator,
  mailbox: string,
  messageId: string,
): Promise<readonly ParsedMessage[]> {
  const box = operator.store.account(mailbox).find("INBOX")?.mailbox;
  const found = [...(box?.messages() ?? [])].filter(({ raw }) => raw.includes(`<${messageId}>`)).slice(-20);
  return Promise.all(found.map(({ raw }) => readMessage(raw)));
}
