import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OutgoingMessage } from "#shared/domain/sync";
import type { Pki } from "../demo/pki/pki";
import { strangerPki, testPki } from "../demo/pki/testing/authorities";
import { submitMessage } from "./submit";

const host = "smtp.medecin.demo.mssante.fr";
const message: OutgoingMessage = {
  messageId: "<m1@medecin.demo.mssante.fr>",
  envelope: { from: "demo.martin@medecin.demo.mssante.fr", to: ["demo.leroy@medecin.demo.mssante.fr"] },
  raw: new TextEncoder().encode("Subject: essai\r\n\r\nBonjour\r\n.\r\n..\r\nfin\r\n"),
};
let pki: Pki;
const closers: (() => void)[] = [];

beforeAll(async () => {
  pki = await testPki();
});
afterEach(() => closers.splice(0).forEach((close) => close()));

type Received = { readonly bodies: string[]; readonly tokens: string[] };

/** A real submission server over STARTTLS with XOAUTH2; `options` bends it. */
async function serve(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received }> {
  const received: Received = { bodies: [], tokens: [] };
  const { certPem, keyPem } = await pki.issue([host]);
  const server = new SMTPServer({
    cert: certPem,
    key: keyPem,
    authMethods: ["XOAUTH2"],
    onAuth: (auth, _session, done) => {
      received.tokens.push(auth.accessToken ?? "");
      if (auth.accessToken === "stale") done(null, { data: { status: "401", schemes: "bearer", scope: "mail" } });
      else done(null, { user: auth.username });
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.bodies.push(Buffer.concat(chunks).toString());
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.on("error", () => undefined);
  closers.push(() => server.close());
  return { port: (server.server.address() as AddressInfo).port, received };
}

async function submit(
  port: number,
  token = "good",
  ca = pki.anchorPem,
  confirm = (): Promise<void> => Promise.resolve(),
  outgoing = message,
) {
  const connection = connect(port, "127.0.0.1");
  closers.push(() => connection.destroy());
  await new Promise((resolve) => connection.once("connect", resolve));
  return submitMessage(
    {
      user: message.envelope.from,
      host,
      connection,
      tls: { ca },
      proof: { kind: "token", token },
      confirm,
    },
    outgoing,
  );
}

/** A server that speaks from a script, for what no real one does on demand. */
async function scripted(onLine: (line: string, socket: Socket) => void): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write("220 here\r\n");
    socket.on("data", (data) =>
      data
        .toString()
        .split("\r\n")
        .filter(Boolean)
        .forEach((line) => onLine(line, socket)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe("submitting", () => {
  it("delivers the bytes as they are, lone dots included", async () => {
    const { port, received } = await serve();
    const { outcome } = await submit(port);
    expect(outcome).toMatchObject({ kind: "accepted", rejected: [] });
    expect(received.bodies).toEqual(["Subject: essai\r\n\r\nBonjour\r\n.\r\n..\r\nfin\r\n"]);
  });

  it.each([600, 1500, 2500, 6000])("carries a token of %i characters", async (size) => {
    const { port, received } = await serve();
    const token = "t".repeat(size);
    expect((await submit(port, token)).outcome.kind).toBe("accepted");
    expect(received.tokens).toEqual([token]);
  });

  it("tells a refused token from anything else, in one attempt", async () => {
    const { port, received } = await serve();
    expect((await submit(port, "stale")).outcome).toEqual({ kind: "token-refused" });
    expect(received.tokens).toEqual(["stale"]);
  });

  it.each([
    [{ hideDSN: false }, "SUCCESS,FAILURE,DELAY", true],
    [{}, undefined, false],
  ] as const)(
    "asks for a report of delivery where the server offers it (%o)",
    async (options, notify, reportsDelivery) => {
      const asked: unknown[] = [];
      const { port } = await serve({
        ...options,
        onData: (stream, { envelope }, done) => {
          const { dsn, rcptTo } = envelope as unknown as { dsn?: object; rcptTo: { dsn?: { notify?: string[] } }[] };
          asked.push(
            dsn,
            rcptTo.map((one) => one.dsn?.notify?.join(",")),
          );
          stream.resume().on("end", () => done());
        },
      });
      const envelope = { ...message.envelope, deliveryReceipt: true };
      const { outcome, offer } = await submit(port, "good", pki.anchorPem, undefined, { ...message, envelope });
      expect(offer).toMatchObject({ reportsDelivery });
      expect(outcome).toMatchObject({ kind: "accepted", ...(reportsDelivery ? {} : { unreported: true }) });
      expect(asked).toEqual([reportsDelivery ? { ret: "HDRS", envid: message.messageId } : undefined, [notify]]);
    },
  );

  it("says which size the server takes, and that a message is too big for it", async () => {
    const { port } = await serve({
      size: 10,
      onData: (stream, _session, done) =>
        void stream.resume().on("end", () => done(Object.assign(new Error("too big"), { responseCode: 552 }))),
    });
    const { outcome, offer } = await submit(port);
    expect(offer?.sizeLimit).toBe(10);
    expect(outcome).toMatchObject({ kind: "permanent", code: "too-big" });
  });

  it.each([
    [550, "permanent", "unknown-recipient"],
    [451, "temporary", "server-busy"],
  ])("reads a %i on the recipient", async (responseCode, kind, code) => {
    const { port } = await serve({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error("no"), { responseCode })),
    });
    expect((await submit(port)).outcome).toMatchObject({ kind, code });
  });

  it("never shows its token to a server without STARTTLS", async () => {
    const lines: string[] = [];
    const port = await scripted((line, socket) => {
      lines.push(line);
      socket.write(line.startsWith("EHLO") ? "250-here\r\n250 AUTH XOAUTH2\r\n" : "502 no\r\n");
    });
    const { outcome } = await submit(port, "secret-token");
    expect(outcome).toMatchObject({ kind: "permanent" });
    expect(lines.join("\n")).not.toMatch(/AUTH|secret/u);
  });

  it("refuses a server that its own authority did not sign", async () => {
    const { port, received } = await serve();
    const stranger = await strangerPki();
    expect((await submit(port, "good", stranger.anchorPem)).outcome).toEqual({
      kind: "temporary",
      code: "tls",
      response: "",
    });
    expect(received.tokens).toEqual([]);
  });

  it("shows no token to a server whose certificate was revoked, and says that it is about trust", async () => {
    const { port, received } = await serve();
    const revoked = () => Promise.reject(Object.assign(new Error("revoked"), { code: "CERT_REVOKED" }));
    expect((await submit(port, "good", pki.anchorPem, revoked)).outcome).toEqual({
      kind: "temporary",
      code: "tls",
      response: "",
    });
    expect(received).toEqual({ bodies: [], tokens: [] });
  });

  it.each(["end", "resetAndDestroy"] as const)(
    "says at once that a connection is gone before it began (%s)",
    async (leave) => {
      const server = createServer((socket) => void socket.on("error", () => undefined)[leave]());
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      closers.push(() => server.close());
      const connection = connect((server.address() as AddressInfo).port, "127.0.0.1").on("error", () => undefined);
      await new Promise((resolve) => connection.once("close", resolve));
      const target = { user: message.envelope.from, host, connection, tls: {}, proof: { kind: "none" } as const };
      const { outcome } = await submitMessage({ ...target, confirm: () => Promise.resolve() }, message);
      expect(outcome).toEqual({ kind: "temporary", code: "network", response: "" });
    },
  );

  it("admits that it does not know when the connection is cut after the message left", async () => {
    const { port } = await serve({ onData: (stream, session) => void stream.resume().on("end", () => cut(session)) });
    expect((await submit(port)).outcome).toEqual({ kind: "unknown", code: "connection-lost" });
  });
});

/** Cuts the connection of a session without a word. */
function cut(session: object): void {
  for (const value of Object.values(session))
    if (value instanceof Object && "_socket" in value) (value as { _socket: Socket })._socket.destroy();
  closers.splice(0).forEach((close) => close());
}
