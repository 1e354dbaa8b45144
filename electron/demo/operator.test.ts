import { createAutoconfig } from "../autoconfig/autoconfig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { patientNamed } from "./world/patients";
import type { DemoOperator } from "./operator";
import {
  answersTo,
  imapClient,
  memoryFile,
  networkOf,
  send,
  signIn,
  smallOperator,
} from "./testing/rehearsed-operator";
import { colleagueOf } from "./world/colleagues";
import { DOCTORS, SECRETARIAT } from "./world/practice";

const MARTIN = DOCTORS.martin.address;
const JEANNE = patientNamed("PAT-TILLEUL", "JEANNE").address;
const AMINA = patientNamed("PAT-SAULE", "AMINA").address;

/** A box of the same operator that is not hers. */
const STRANGER = "demo.inconnue@medecin.demo.mssante.fr";
let operator: DemoOperator;
let token: string;
let changes = 0;
beforeAll(async () => {
  operator = await smallOperator({ onChange: () => (changes += 1) });
  token = await signIn(operator);
});
afterAll(() => operator.close());

const arrived = (messageId: string, count: number, mailbox = MARTIN) =>
  expect.poll(async () => (await answersTo(operator, mailbox, messageId)).length, { timeout: 5000 }).toBe(count);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("signing in", () => {
  test("told the host when the request came and when it ended", () => {
    expect(changes).toBeGreaterThanOrEqual(2);
  });

  test("a refused request ends, and answering it again does nothing", async () => {
    const network = networkOf(operator);
    const { issuer, clientId, clientSecret } = operator.environment.psc;
    const basic = [clientId, clientSecret ?? ""]
      .map((part) => new URLSearchParams({ v: part }).toString().slice(2))
      .join(":");
    await network({
      url: `${issuer}/protocol/openid-connect/ext/ciba/auth`,
      method: "POST",
      timeoutMs: 3000,
      maxBytes: 10_000,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization: `Basic ${Buffer.from(basic).toString("base64")}`,
      },
      body: new URLSearchParams({
        scope: "openid scope_all",
        acr_values: "eidas1",
        login_hint: DOCTORS.leroy.idNat,
        binding_message: "42",
        channel: "CARD",
      }).toString(),
    });
    const [request] = operator.pending();
    expect(request).toMatchObject({
      idNat: DOCTORS.leroy.idNat,
      name: "Dr Demo LEROY",
      bindingMessage: "42",
      channel: "card",
    });
    expect(Date.parse(request?.expiresAt ?? "")).toBeGreaterThan(Date.now() + 60_000);
    expect(await operator.answer(request?.id ?? "", "deny")).toBe(true);
    expect(await operator.answer(request?.id ?? "", "approve")).toBe(false);
    expect(operator.pending()).toEqual([]);
  });

  test("the environment reaches nothing but loopback, and never real DNS", () => {
    const { hosts, publicDns, nil, id } = operator.environment;
    expect(Object.values(hosts ?? {}).map(({ address }) => address)).toEqual(
      Object.values(hosts ?? {}).map(() => "127.0.0.1"),
    );
    expect({ publicDns, nil, id }).toEqual({ publicDns: false, nil: "PLI-DEMO", id: "demo" });
  });

  test.each([MARTIN, SECRETARIAT])("autoconfiguration of %s gives mapped servers", async (address) => {
    const network = networkOf(operator);
    const autoconfig = createAutoconfig({
      fetch: async ({ url, timeoutMs, maxBytes }) => network({ url, method: "GET", timeoutMs, maxBytes }) as never,
      policy: {
        trustedDomains: ["mssante.fr"],
        allowImplicitTls: false,
        knownHost: (host) => (Object.hasOwn(operator.environment.hosts ?? {}, host) ? "mapped" : "refused") as never,
      },
      now: () => Date.now(),
    });
    expect(await autoconfig.find(address)).toMatchObject({ ok: true });
  });
});

describe("mail", () => {
  test("a doctor reads her own box, the practice's and the one she covers, and no other", async () => {
    for (const [user, allowed] of [
      [MARTIN, true],
      [SECRETARIAT, true],
      [DOCTORS.leroy.address, true],
      [STRANGER, false],
    ] as const) {
      const client = imapClient(operator, user, token);
      const outcome = await client.connect().then(
        () => true,
        () => false,
      );
      expect([user, outcome]).toEqual([user, allowed]);
      if (!allowed) continue;
      const { exists } = await client.mailboxOpen("INBOX");
      expect(exists).toBeGreaterThan(0);
      await client.logout();
    }
  });

  test("the laboratory's report arrives a moment after the first sign-in, once", async () => {
    const reports = () =>
      [...(operator.store.account(MARTIN).find("INBOX")?.mailbox.messages() ?? [])].filter(
        ({ internalDate, raw }) => internalDate > Date.now() - 60_000 && raw.includes("IHE_XDM.zip"),
      );
    await expect.poll(() => reports().length, { timeout: 5000 }).toBe(1);
    await pause(80);
    expect(reports()).toHaveLength(1);
  });

  test("a patient answers in the conversation and says that she read, when asked", async () => {
    const headers = [
      ["X-MSS-NIL", "PLI-DEMO"],
      ["Disposition-Notification-To", MARTIN],
    ] as const;
    const { outcome, messageId } = await send(operator, token, [JEANNE], {
      headers,
      references: ["avant@demo.mssante.fr"],
    });
    expect(outcome.kind).toBe("accepted");
    await arrived(messageId, 2);
    const [receipt, answer] = await answersTo(operator, MARTIN, messageId);
    expect(receipt?.receipt).toEqual({
      kind: "read",
      originalMessageId: expect.stringContaining(messageId),
      recipient: JEANNE.toLowerCase(),
      disposition: "displayed",
      failure: null,
    });
    expect(answer).toMatchObject({
      subject: "Re: Votre rendez-vous",
      from: { name: "Jeanne PAT-TILLEUL", address: JEANNE },
      receipt: null,
    });
    expect(answer?.references.join(" ")).toMatch(new RegExp(`avant@demo.mssante.fr.*${messageId}`));
    expect(answer?.text).toMatch(/créneau|rendez-vous|disponible/);
  });

  test("no copy of what is sent is kept by the server", () => {
    const sent = operator.store.account(MARTIN).find("Sent")?.mailbox;
    expect([...(sent?.messages() ?? [])].some(({ internalDate }) => internalDate > Date.now() - 60_000)).toBe(false);
  });

  test("X-MSS-MES: FIN stops the answers, and the next message without it opens them again", async () => {
    const fin = await send(operator, token, [AMINA], {
      headers: [
        ["X-MSS-NIL", "PLI-DEMO"],
        ["X-MSS-MES", "FIN"],
      ],
    });
    await pause(120);
    expect(await answersTo(operator, MARTIN, fin.messageId)).toEqual([]);
    expect(operator.office.ended()).toHaveLength(1);
    const open = await send(operator, token, [AMINA]);
    await arrived(open.messageId, 1);
    expect(operator.office.ended()).toEqual([]);
  });

  test.each([
    ["closed", patientNamed("PAT-ORME", "JACQUES").address, "Message non distribué"],
    ["unknown", "279035121518989@patient.mssante.fr", "Message non distribué"],
    ["invalid", "279035121518900@patient.mssante.fr", "Message non distribué"],
    ["invalid", "jeanne@patient.mssante.fr", "Message non distribué"],
  ] as const)("a bounce says that the box is %s (%s)", async (reason, address, subject) => {
    const { messageId } = await send(operator, token, [address]);
    await arrived(messageId, 1);
    const [bounce] = await answersTo(operator, MARTIN, messageId);
    expect(bounce?.subject).toBe(subject);
    expect(bounce?.receipt).toMatchObject({
      kind: "delivery",
      action: "failed",
      reason,
      originalMessageId: expect.stringContaining(messageId),
    });
  });

  test("over 25 MB the message comes back, without the patient's answer", async () => {
    const files = [{ name: "gros.pdf", mimeType: "application/pdf", bytes: new Uint8Array(19_000_000) }];
    const { messageId, outcome } = await send(operator, token, [JEANNE], { files });
    expect(outcome.kind).toBe("accepted");
    await arrived(messageId, 1);
    const [bounce] = await answersTo(operator, MARTIN, messageId);
    expect(bounce).toMatchObject({ subject: "Undelivered Mail Returned to Sender", receipt: { reason: "too-big" } });
  });

  test("a colleague receives with a Return-Path; the delivery report comes when it was asked for", async () => {
    const colleague = colleagueOf("cardiology").address;
    const { messageId } = await send(operator, token, [colleague], { receipt: true });
    await expect.poll(async () => (await answersTo(operator, colleague, messageId)).length).toBe(1);
    expect((await answersTo(operator, colleague, messageId))[0]?.returnPath).toContain(MARTIN);
    const reports = async () =>
      (await answersTo(operator, MARTIN, messageId)).filter(({ receipt }) => receipt !== null);
    await expect.poll(async () => (await reports()).length).toBe(1);
    expect((await reports())[0]?.receipt).toMatchObject({
      kind: "delivery",
      action: "delivered",
      recipient: colleague,
    });
  });

  test("an operator refuses another's sender, unknown people and other spaces", async () => {
    const outcomes = [
      await send(operator, token, [JEANNE], { from: { name: "X", address: STRANGER } }),
      await send(operator, token, ["personne@medecin.demo.mssante.fr"]),
      await send(operator, token, ["quelquun@exemple.fr"]),
    ];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      expect.objectContaining({ kind: "permanent", response: expect.stringContaining("553") }),
      expect.objectContaining({ kind: "permanent", response: expect.stringContaining("550") }),
      expect.objectContaining({ kind: "permanent", response: expect.stringContaining("550") }),
    ]);
    expect((await send(operator, "jeton-faux", [JEANNE])).outcome.kind).not.toBe("accepted");
  });

  test("complaints name what a message lacks, and nothing when all is right", async () => {
    const good = await send(operator, token, [JEANNE]);
    const bad = await send(operator, token, [colleagueOf("nurse").address], {
      headers: [
        ["X-MSS-MES", "FIN"],
        ["X-MSS-INS", "O"],
      ],
      from: { address: MARTIN },
    });
    const codes = (id: string) =>
      operator.office
        .complaints()
        .filter(({ messageId }) => messageId === id)
        .map(({ code }) => code);
    expect(codes(good.messageId)).toEqual([]);
    expect(codes(bad.messageId)).toEqual([
      "nil-missing",
      "from-label-missing",
      "ins-without-xdm",
      "mes-without-patient",
    ]);
  });

  test("faults: a deferral, then a connection lost after the message was taken", async () => {
    const { smtpFaults } = operator.servers;
    smtpFaults.deferNext = true;
    expect((await send(operator, token, [JEANNE])).outcome.kind).not.toBe("accepted");
    smtpFaults.dropAfterDataOnce = true;
    const colleague = colleagueOf("pharmacy").address;
    const { outcome, messageId } = await send(operator, token, [colleague]);
    expect(outcome.kind).toBe("unknown");
    expect(await answersTo(operator, colleague, messageId)).toHaveLength(1);
  });
});

describe("what is kept", () => {
  test("mail, flags, the authority and ended exchanges survive a restart; reset brings the first day back", async () => {
    const file = memoryFile();
    const first = await smallOperator({ stateFile: file });
    const box = first.store.account(MARTIN).find("INBOX")?.mailbox;
    const uid = box?.uids()[0] ?? 0;
    const count = box?.count() ?? 0;
    box?.setFlags(uid, ["\\Flagged"]);
    await send(first, await signIn(first), [JEANNE], {
      headers: [
        ["X-MSS-NIL", "PLI-DEMO"],
        ["X-MSS-MES", "FIN"],
      ],
    });
    await first.close();

    const second = await smallOperator({ stateFile: file });
    expect(second.environment.anchorsPem).toEqual(first.environment.anchorsPem);
    expect(second.store.account(MARTIN).find("INBOX")?.mailbox.message(uid)?.flags).toEqual(["\\Flagged"]);
    expect(second.office.ended()).toHaveLength(1);

    second.store.deliver(MARTIN, "INBOX", Buffer.from("Subject: DEMO\r\n\r\n"));
    await second.reset();
    expect(second.store.account(MARTIN).find("INBOX")?.mailbox.count()).toBe(count);
    expect(second.office.ended()).toEqual([]);
    await second.close();
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["noise", Buffer.from("ff0f2203", "hex")],
    ["another version", Buffer.from("bruit")],
  ])("a state file of %s is the first day again", async (_name, bytes) => {
    const file = memoryFile();
    await file.write(bytes);
    const fresh = await smallOperator({ stateFile: file, size: { messages: 5, archives: 0 } });
    expect(fresh.store.users().length).toBeGreaterThan(3);
    await fresh.close();
    expect(file.bytes()?.length).toBeGreaterThan(1000);
  });
});
