import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutgoingMessage } from "#shared/domain/sync";
import { strangerPki } from "../demo/pki/testing/authorities";
import { tlsPolicy } from "../trust/tls-policy";
import { ALICE, configOf, IMAP_HOST, letter, type Practice, startPractice, until } from "./testing/practice";
import { MAILBOX } from "./testing/store-double";

let practice: Practice;
const outgoing: OutgoingMessage = {
  messageId: "<m1@cabinet.demo.mssante.fr>",
  envelope: { from: ALICE, to: ["bob.demo@cabinet.demo.mssante.fr"] },
  raw: letter("À envoyer"),
};
const submit = () => practice.service.submit({ mailboxId: MAILBOX, outgoing });
const open = async () => {
  await practice.open();
  await until(() => practice.lastState()?.state === "ready");
};
afterEach(() => practice.stop());

describe("submitting", () => {
  beforeEach(async () => {
    practice = await startPractice();
  });

  it("hands the bytes to the operator with the person's token", async () => {
    const bodies: string[] = [];
    const tokens: string[] = [];
    await practice.smtp({
      onAuth: (auth, _session, done) => {
        tokens.push(auth.accessToken ?? "");
        done(null, { user: auth.username });
      },
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream
          .on("data", (chunk: Buffer) => chunks.push(chunk))
          .on("end", () => {
            bodies.push(Buffer.concat(chunks).toString());
            done();
          });
      },
    });
    await open();
    expect(await submit()).toMatchObject({ kind: "accepted", rejected: [] });
    expect(bodies).toEqual([Buffer.from(outgoing.raw).toString()]);
    expect(tokens).toEqual(["good"]);
  });

  it("looks at the folders again after a submission: the operator may have filed the copy itself", async () => {
    await practice.smtp({
      onData: (stream, _session, done) =>
        void stream.resume().on("end", () => {
          practice.mail.deliver(ALICE, "Sent", letter("À envoyer"));
          done();
        }),
    });
    await open();
    await submit();
    await until(() => practice.subjects("Sent").includes("À envoyer"));
  });

  it("drops a refused token and tries a fresh one once, on a new connection", async () => {
    const seen: string[] = [];
    let connections = 0;
    await practice.smtp({
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
      onAuth: (auth, _session, done) => {
        seen.push(auth.accessToken ?? "");
        if (seen.length === 1) done(null, { data: { status: "401", schemes: "bearer", scope: "mail" } });
        else done(null, { user: auth.username });
      },
    });
    await open();
    expect(await submit()).toMatchObject({ kind: "accepted" });
    expect(seen).toHaveLength(2);
    expect(connections).toBe(2);
    expect(practice.told.tokens).toEqual([false, false, true]);
    expect(practice.told.traces).toContainEqual(
      expect.objectContaining({ action: "token-refused", request: "SMTP AUTH XOAUTH2" }),
    );
  });

  it("gives up after the second refusal, without trying for ever", async () => {
    const seen: string[] = [];
    await practice.smtp({
      onAuth: (auth, _session, done) => {
        seen.push(auth.accessToken ?? "");
        done(null, { data: { status: "401", schemes: "bearer", scope: "mail" } });
      },
    });
    await open();
    expect(await submit()).toEqual({ kind: "token-refused" });
    expect(seen).toHaveLength(2);
  });

  it("is offline when the server cannot be reached: nothing was sent", async () => {
    await open();
    practice.places.smtp = 1;
    await expect(submit()).rejects.toMatchObject({ code: "offline", retry: true });
  });

  it("is offline when the mailbox is closed, signed-out when nobody is signed in", async () => {
    await practice.smtp();
    await expect(submit()).rejects.toMatchObject({ code: "offline" });
    practice.behaviour.token = null;
    await practice.open();
    await expect(submit()).rejects.toMatchObject({ code: "signed-out" });
  });

  it("waits for a mailbox that is being connected instead of refusing", async () => {
    await practice.smtp();
    await practice.open();
    expect(await submit()).toMatchObject({ kind: "accepted" });
  });

  it("passes on what the operator refuses", async () => {
    await practice.smtp({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error("no"), { responseCode: 550 })),
    });
    await open();
    expect(await submit()).toMatchObject({ kind: "permanent", code: "unknown-recipient" });
  });

  it("remembers what the operator offers, also when it no longer answers", async () => {
    await practice.smtp({ size: 12_345_678, hideDSN: false });
    await open();
    await submit();
    practice.places.smtp = 1;
    await expect(submit()).rejects.toMatchObject({ code: "offline" });
    const offer = { sizeLimit: 12_345_678, reportsDelivery: true };
    expect(await practice.service.submissionOffer(MAILBOX)).toEqual(offer);
  });
});

describe("the connection test", () => {
  const probe = () => practice.service.probe(configOf());
  const codes = (steps: Awaited<ReturnType<typeof probe>>) => steps.map(({ step, state, code }) => [step, state, code]);

  it("passes every step and tells each as it goes", async () => {
    practice = await startPractice();
    await practice.smtp();
    const steps = await probe();
    expect(steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      "dns ok",
      "tcp ok",
      "starttls ok",
      "certificate ok",
      "imap ok",
      "smtp ok",
    ]);
    expect(practice.told.steps).toEqual(steps);
    expect(practice.log.some((line) => /LOGOUT/u.test(line))).toBe(true);
    expect(practice.told.batches).toEqual([]);
  });

  it("names a host that does not resolve", async () => {
    practice = await startPractice({ ports: { destination: async () => ({ ok: false, code: "unresolved" }) } });
    expect(codes(await probe())).toEqual([
      ["dns", "failed", "unresolved"],
      ["tcp", "skipped", undefined],
      ["starttls", "skipped", undefined],
      ["certificate", "skipped", undefined],
      ["imap", "skipped", undefined],
      ["smtp", "failed", "unresolved"],
    ]);
  });

  it("names a server that does not answer", async () => {
    practice = await startPractice();
    practice.places.imap = 1;
    practice.places.smtp = 1;
    expect(codes(await probe())).toEqual([
      ["dns", "ok", undefined],
      ["tcp", "failed", "closed-port"],
      ["starttls", "skipped", undefined],
      ["certificate", "skipped", undefined],
      ["imap", "skipped", undefined],
      ["smtp", "failed", "closed-port"],
    ]);
    expect((await probe()).flatMap(({ about }) => about ?? [])).toEqual([
      `${configOf().servers.imap.host}:${configOf().servers.imap.port}`,
      `${configOf().servers.smtp.host}:${configOf().servers.smtp.port}`,
    ]);
  });

  it("names a certificate of another authority, on both servers", async () => {
    const stranger = await strangerPki();
    practice = await startPractice({ ports: { tls: () => tlsPolicy({ ca: [stranger.anchorPem] }) } });
    await practice.smtp();
    const steps = await probe();
    expect(codes(steps)).toContainEqual(["certificate", "failed", "unknown-authority"]);
    expect(codes(steps)).toContainEqual(["starttls", "ok", undefined]);
    expect(steps.at(-1)).toMatchObject({ step: "smtp", state: "failed" });
    expect(practice.told.tokens).toEqual([]);
  });

  it("names a certificate made for another host", async () => {
    practice = await startPractice();
    const config = configOf();
    const elsewhere = { ...config, servers: { ...config.servers, imap: { host: "autre.demo.mssante.fr", port: 143 } } };
    const steps = await practice.service.probe(elsewhere);
    expect(codes(steps)).toContainEqual(["certificate", "failed", "host-mismatch"]);
    expect(IMAP_HOST).not.toBe(elsewhere.servers.imap.host);
  });

  it("names a refused token, after one fresh try", async () => {
    practice = await startPractice();
    await practice.smtp();
    practice.behaviour.token = "stale";
    practice.behaviour.freshToken = "stale-too";
    expect(codes(await probe())).toContainEqual(["imap", "failed", "token-refused"]);
    expect(practice.logins).toEqual(["stale", "stale-too"]);
  });

  it("names a submission server without XOAUTH2, or without STARTTLS", async () => {
    practice = await startPractice();
    await practice.smtp({ authMethods: ["PLAIN"] });
    expect((await probe()).at(-1)).toEqual({ step: "smtp", state: "failed", code: "no-xoauth2" });
    await practice.smtp({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"] });
    expect((await probe()).at(-1)).toEqual({ step: "smtp", state: "failed", code: "no-starttls" });
  });
});

describe("a session that was opened ahead of its message", () => {
  let connections: number;
  let bodies: number;
  beforeEach(async () => {
    practice = await startPractice();
    connections = 0;
    bodies = 0;
  });
  const smtp = (options: Parameters<Practice["smtp"]>[0] = {}) =>
    practice.smtp({
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
      onData: (stream, _session, done) =>
        void stream.resume().on("end", () => {
          bodies += 1;
          done();
        }),
      ...options,
    });
  const prepare = () => practice.service.prepare(MAILBOX);

  it("takes the message without connecting again", async () => {
    let signedIn = 0;
    await smtp({
      onAuth: (auth, _session, done) => {
        signedIn += 1;
        done(null, { user: auth.username });
      },
    });
    await open();
    await prepare();
    await until(() => signedIn === 1);
    expect(await submit()).toMatchObject({ kind: "accepted" });
    expect([connections, bodies, signedIn]).toEqual([1, 1, 1]);
  });

  it("takes the message that it was given ahead, and no other", async () => {
    await smtp();
    await open();
    const heldOf = (messageId: string) => practice.service.submitHeld({ mailboxId: MAILBOX, messageId });
    const hold = () => practice.service.hold({ mailboxId: MAILBOX, outgoing });
    // Nothing waits for a message yet.
    await hold();
    expect(await heldOf(outgoing.messageId)).toBeNull();
    await prepare();
    await hold();
    expect(await heldOf("<another@demo>")).toBeNull();
    expect(bodies).toBe(0);
    expect(await heldOf(outgoing.messageId)).toMatchObject({ kind: "accepted" });
    expect([connections, bodies]).toEqual([1, 1]);
    // Given once.
    expect(await heldOf(outgoing.messageId)).toBeNull();
    expect(bodies).toBe(1);
  });

  it("is opened once however often it is asked for, and serves one message", async () => {
    await smtp();
    await open();
    await prepare();
    await prepare();
    expect(await submit()).toMatchObject({ kind: "accepted" });
    expect(await submit()).toMatchObject({ kind: "accepted" });
    expect([connections, bodies]).toEqual([2, 2]);
  });

  it("that does not answer any more costs nothing: the message leaves once, by another", async () => {
    // The sign that it lives is refused: nothing is given to it.
    await smtp({ disabledCommands: ["RSET"] });
    await open();
    await prepare();
    expect(await submit()).toMatchObject({ kind: "accepted" });
    expect([connections, bodies]).toEqual([2, 1]);
  });

  it("whose token was refused shows another one at once", async () => {
    const seen: string[] = [];
    await smtp({
      onAuth: (auth, _session, done) => {
        seen.push(auth.accessToken ?? "");
        if (seen.length === 1) done(null, { data: { status: "401", schemes: "bearer", scope: "mail" } });
        else done(null, { user: auth.username });
      },
    });
    await open();
    await prepare();
    await until(() => seen.length === 1);
    expect(await submit()).toMatchObject({ kind: "accepted" });
    expect([connections, bodies, seen.length]).toEqual([2, 1, 2]);
  });

  it("is not told of a server that is away: the message says it", async () => {
    await open();
    practice.places.smtp = 1;
    await prepare();
    await expect(submit()).rejects.toMatchObject({ code: "offline", retry: true });
  });

  it("ends with its mailbox, nothing sent", async () => {
    let closed = 0;
    await smtp({ onClose: () => void (closed += 1) });
    await open();
    await prepare();
    await until(() => connections === 1);
    await practice.service.close(MAILBOX);
    await until(() => closed === 1);
    expect(bodies).toBe(0);
  });
});
