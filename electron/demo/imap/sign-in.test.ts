import { connect as connectTls } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import type { ImapServerOptions } from "./start-imap-server";
import { ALICE, GOOD_TOKEN, startLoopback, xoauth2 } from "./testing/loopback";
import type { Loopback } from "./testing/loopback";

const running: Loopback[] = [];
async function start(options: Partial<ImapServerOptions> = {}): Promise<Loopback> {
  const loopback = await startLoopback(options);
  running.push(loopback);
  return loopback;
}
afterEach(async () => {
  for (const loopback of running.splice(0)) await loopback.stop();
});

describe("signing in", () => {
  it("lets a real client in over STARTTLS with XOAUTH2 and speaks TLS 1.2 with an ECDHE-GCM suite", async () => {
    const { signedIn } = await start();
    const client = await signedIn();
    expect(client.authenticated).toBeTruthy();
    const wire = await (running[0] as Loopback).secureWire();
    const socket = wire.socket as ReturnType<typeof connectTls>;
    expect(socket.getProtocol()).toBe("TLSv1.2");
    expect(socket.getCipher().name).toBe("ECDHE-RSA-AES256-GCM-SHA384");
    for (const capability of ["IDLE", "MOVE", "UIDPLUS", "CONDSTORE", "SPECIAL-USE", "LITERAL+"])
      expect(client.capabilities.has(capability)).toBe(true);
  });

  it("refuses a wrong token as MSSanté operators do: challenge, then NO [AUTHENTICATIONFAILED]", async () => {
    const { client } = await start();
    const refused = client(ALICE, "perime");
    await expect(refused.connect()).rejects.toMatchObject({
      responseStatus: "NO",
      serverResponseCode: "AUTHENTICATIONFAILED",
      oauthError: { status: "401", schemes: "bearer", scope: "mail" },
    });
  });

  it("tells an outage of the identity provider apart from a bad token", async () => {
    const { client } = await start({ authenticate: () => Promise.reject(new Error("down")) });
    const error: unknown = await client()
      .connect()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ serverResponseCode: "UNAVAILABLE" });
    expect(error).not.toHaveProperty("oauthError");
  });

  it("answers UNAVAILABLE when the identity provider never answers", async () => {
    const { secureWire } = await start({
      authenticate: () => new Promise(() => undefined),
      limits: { authenticateMs: 50 },
    });
    const wire = await secureWire();
    expect(await wire.ask("a", `AUTHENTICATE XOAUTH2 ${xoauth2(ALICE, GOOD_TOKEN)}`)).toMatch(/^a NO \[UNAVAILABLE\]/m);
  });

  it("takes the response on a line of its own, and lets the client cancel", async () => {
    const { secureWire } = await start();
    const wire = await secureWire();
    wire.send("a AUTHENTICATE XOAUTH2\r\n");
    await wire.until(/^\+ \r\n/m);
    wire.send("*\r\n");
    await wire.until(/^a BAD/m);
    wire.send("b AUTHENTICATE XOAUTH2\r\n");
    await wire.until(/a BAD[^]*^\+ \r\n/m);
    wire.send(`${xoauth2(ALICE, GOOD_TOKEN)}\r\n`);
    expect(await wire.until(/^b OK .*\r\n/m)).toContain("[CAPABILITY IMAP4rev1");
  });

  it("opens the box the verdict names, not the one the client typed", async () => {
    const loopback = await start({
      authenticate: async () => ({ ok: true, mailbox: "Secretariat.DEMO@cabinet.demo.mssante.fr" }),
    });
    loopback.store.deliver("secretariat.demo@cabinet.demo.mssante.fr", "INBOX", Buffer.from("Subject: x\r\n\r\ny"));
    const wire = await loopback.secureWire(ALICE);
    expect(await wire.ask("a", "STATUS INBOX (MESSAGES)")).toContain('* STATUS "INBOX" (MESSAGES 1)');
  });

  it("refuses any login in plain text and offers no password login behind TLS", async () => {
    const { wire, secureWire } = await start();
    const plain = await wire();
    expect(plain.received()).toContain("STARTTLS");
    expect(plain.received()).toContain("LOGINDISABLED");
    expect(plain.received()).not.toContain("AUTH=");
    expect(await plain.ask("a", `AUTHENTICATE XOAUTH2 ${xoauth2(ALICE, GOOD_TOKEN)}`)).toMatch(
      /^a NO \[PRIVACYREQUIRED\]/m,
    );
    expect(await plain.ask("b", 'LOGIN "alice" "secret"')).toMatch(/^b NO \[PRIVACYREQUIRED\]/m);
    expect(await plain.ask("c", "SELECT INBOX")).toMatch(/^c BAD/m);
    const secure = await secureWire();
    expect(await secure.ask("a", "AUTHENTICATE PLAIN AGEAYg==")).toMatch(/^a NO \[CANNOT\]/m);
    expect(await secure.ask("b", "LOGIN alice secret")).toMatch(/^b NO \[CANNOT\]/m);
    expect(await secure.ask("c", "CAPABILITY")).toMatch(/AUTH=XOAUTH2/);
    expect(await secure.ask("d", "STARTTLS")).toMatch(/^d BAD/m);
  });

  it.each([
    ["no base64", "AUTHENTICATE XOAUTH2 !!!!"],
    ["no XOAUTH2 string", `AUTHENTICATE XOAUTH2 ${Buffer.from("user=a").toString("base64")}`],
    ["a third argument", `AUTHENTICATE XOAUTH2 ${xoauth2(ALICE, GOOD_TOKEN)} more`],
  ])("answers BAD to %s", async (_, command) => {
    const { secureWire } = await start();
    expect(await (await secureWire()).ask("a", command)).toMatch(/^a BAD/m);
  });

  it("accepts a token of 20,000 characters", async () => {
    const long = "x".repeat(20_000);
    const { secureWire } = await start({
      authenticate: async ({ token }) => (token === long ? { ok: true, mailbox: ALICE } : { ok: false }),
    });
    expect(await (await secureWire()).ask("a", `AUTHENTICATE XOAUTH2 ${xoauth2(ALICE, long)}`)).toMatch(/^a OK/m);
  });

  it("ends the connection after three wrong tokens", async () => {
    const { secureWire } = await start();
    const wire = await secureWire();
    for (const tag of ["a", "b", "c"]) {
      wire.send(`${tag} AUTHENTICATE XOAUTH2 ${xoauth2(ALICE, "faux")}\r\n`);
      await wire.until(new RegExp(`(\\+ [^]*){${"abc".indexOf(tag) + 1}}`));
      wire.send("\r\n");
      await wire.until(new RegExp(`^${tag} NO \\[AUTHENTICATIONFAILED\\]`, "m"));
    }
    await wire.closed();
    expect(wire.received()).toContain("* BYE Too many failed logins");
  });

  it("bounds the connections of one mailbox and of the whole server", async () => {
    const { secureWire, wire } = await start({ limits: { connectionsPerUser: 1, connections: 3 } });
    await secureWire(ALICE);
    const second = await secureWire();
    expect(await second.ask("a", `AUTHENTICATE XOAUTH2 ${xoauth2(ALICE, GOOD_TOKEN)}`)).toMatch(/^a NO \[LIMIT\]/m);
    await wire();
    const fourth = await wire();
    expect(fourth.received()).toContain("* BYE [LIMIT]");
  });

  it("frees the place of a client that left", async () => {
    const { secureWire } = await start({ limits: { connectionsPerUser: 1 } });
    const first = await secureWire(ALICE);
    expect(await first.ask("z", "LOGOUT")).toMatch(/^\* BYE[^]*^z OK/m);
    await first.closed();
    const second = await secureWire();
    expect(await second.ask("a", `AUTHENTICATE XOAUTH2 ${xoauth2(ALICE, GOOD_TOKEN)}`)).toMatch(/^a OK/m);
  });
});

describe("STARTTLS", () => {
  it("closes the connection when a command was slipped in behind STARTTLS", async () => {
    const { wire } = await start();
    const plain = await wire();
    plain.send("a STARTTLS\r\nb NOOP\r\n");
    await plain.closed();
    expect(plain.received()).not.toContain("a OK");
    expect(plain.received()).not.toContain("b OK");
  });

  it("never carries out a command sent in plain text after the answer to STARTTLS", async () => {
    const { wire, log } = await start();
    const plain = await wire();
    plain.send("a STARTTLS\r\n");
    await plain.until(/^a OK/m);
    plain.send("b NOOP\r\n");
    await plain.closed();
    expect(plain.received()).not.toContain("b OK");
    expect(log.join("\n")).not.toContain("b NOOP");
  });

  it("refuses TLS 1.3 alone and suites that are not on the list", async () => {
    const { wire, ca } = await start();
    for (const options of [
      { minVersion: "TLSv1.3" },
      { maxVersion: "TLSv1.2", ciphers: "ECDHE-RSA-AES128-SHA256" },
    ] as const) {
      const plain = await wire();
      plain.send("a STARTTLS\r\n");
      await plain.until(/^a OK/m);
      plain.socket.removeAllListeners("data");
      const secured = connectTls({ socket: plain.socket, ca, servername: "localhost", ...options });
      const outcome = await new Promise((resolve) =>
        secured
          .once("secureConnect", () => resolve("connected"))
          .once("error", () => resolve("refused"))
          .once("close", () => resolve("refused")),
      );
      expect(outcome).toBe("refused");
    }
  });

  it("gives up on a client that never shakes hands", async () => {
    const { wire } = await start({ limits: { loginMs: 1000 } });
    const plain = await wire();
    plain.send("a STARTTLS\r\n");
    await plain.until(/^a OK/m);
    await plain.closed();
  });
});

describe("the protocol log", () => {
  it("holds neither tokens nor names nor contents", async () => {
    const loopback = await start();
    const wire = await loopback.secureWire(ALICE);
    await wire.ask("a", 'SEARCH SUBJECT "PAT-SECRET"');
    await wire.ask("b", 'CREATE "PAT-SECRET"');
    await wire.ask("c", 'SELECT "PAT-SECRET"');
    await wire.ask("d", "FETCH 1:* (FLAGS BODY[])");
    const text = loopback.log.join("\n");
    expect(text).toContain("d FETCH 1:* (FLAGS BODY[])");
    expect(text).toContain("c SELECT");
    expect(text).not.toContain("PAT-SECRET");
    expect(text).not.toContain(xoauth2(ALICE, GOOD_TOKEN));
    expect(text).not.toContain(GOOD_TOKEN);
  });
});
