import { afterEach, describe, expect, test } from "vitest";
import { tlsPolicy } from "../trust/tls-policy";
import { failureOf } from "./failure";
import { connectImap } from "./imap-client";
import type { MailboxConfig, MailboxPorts, Proof } from "./ports";
import { askFirst, proofOf, tlsOf } from "./prove";
import { signIn } from "./sign-in";
import { IMAP_HOST } from "./testing/practice";
import { type Script, scriptedServer } from "./testing/scripted-server";
import { storeDouble } from "./testing/store-double";
import { testPki } from "../demo/pki/testing/authorities";

const SOFTWARE = "logiciel.demo@cabinet.demo.mssante.fr";
const identity = Buffer.from(SOFTWARE).toString("base64");
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Opens a session by certificate with a scripted server, for what no real one does on demand. */
async function meet(capability: string, proof: Exclude<Proof, { kind: "token" }>, script: Script) {
  const server = await scriptedServer(capability, script);
  closers.push(server.close);
  const outcome = await connectImap({
    user: SOFTWARE,
    host: IMAP_HOST,
    place: { address: "127.0.0.1", port: server.port },
    tls: tlsPolicy({ ca: [(await testPki()).anchorPem] }),
    by: proof.kind === "password" ? "code" : "certificate",
    proof: async () => proof,
    confirm: () => Promise.resolve(),
  }).then(
    (client) => (closers.push(() => client.close()), "open"),
    (error: unknown) => failureOf(error).code,
  );
  return { outcome, heard: server.heard.filter((line) => / (?:AUTHENTICATE|LOGIN)/u.test(line)) };
}

const saying =
  (answers: Readonly<Record<string, string>>): Script =>
  (tag, line, answer) => {
    const command = line.split(" ")[1] ?? "";
    answer(answers[command]?.replaceAll("%", tag) ?? `${tag} OK done`);
  };

describe("a session that a certificate opens", () => {
  test("gives its mailbox with the command where the server takes it so, on a line of its own otherwise", async () => {
    const short = await meet("IMAP4rev1 SASL-IR AUTH=EXTERNAL AUTH=XOAUTH2", { kind: "external" }, saying({}));
    expect([short.outcome, short.heard.length]).toEqual(["open", 1]);
    expect(short.heard[0]).toMatch(new RegExp(`AUTHENTICATE EXTERNAL ${identity}$`, "u"));
    const lines: string[] = [];
    const long = await meet("IMAP4rev1 AUTH=EXTERNAL", { kind: "external" }, (tag, line, answer) => {
      if (line === identity) answer(`${lines.at(-1)} OK entrez`);
      else if (line.endsWith("AUTHENTICATE EXTERNAL")) {
        lines.push(tag);
        answer("+ ");
      } else answer(`${tag} OK done`);
    });
    expect(long.outcome).toBe("open");
  });

  test("says nothing but asks for a list where no SASL is wanted: a server that does not answer it has not opened", async () => {
    const open = await meet("IMAP4rev1", { kind: "none" }, saying({}));
    expect(open.outcome).toBe("open");
    expect(open.heard.some((line) => line.includes("AUTHENTICATE"))).toBe(false);
    const closed = await meet("IMAP4rev1", { kind: "none" }, saying({ LIST: "% BAD not authenticated" }));
    expect(closed.outcome).toBe("certificate-refused");
  });

  test.each([
    ["IMAP4rev1 AUTH=XOAUTH2", "% OK done", "no-external"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO [AUTHENTICATIONFAILED] no", "certificate-refused"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO no", "certificate-refused"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO [UNAVAILABLE] later", "unavailable"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO [LIMIT] too many", "limit"],
  ])("%s, answered %s, is %s", async (capability, answer, code) => {
    expect((await meet(capability, { kind: "external" }, saying({ AUTHENTICATE: answer }))).outcome).toBe(code);
  });
});

describe("a session that a password and its code open", () => {
  const proof = { kind: "password", login: "cabinet\\demo", secret: "motdepasse123456" } as const;
  const plain = Buffer.from(`\u0000${proof.login}\u0000${proof.secret}`).toString("base64");

  test("are said by PLAIN where it is offered, whatever else the server wants, else by the LOGIN command", async () => {
    let tagged = "";
    const { outcome } = await meet("IMAP4rev1 AUTH=LOGIN AUTH=PLAIN AUTH=XOAUTH2", proof, (tag, line, answer) => {
      if (line === plain) answer(`${tagged} OK entrez`);
      else if (line.endsWith("AUTHENTICATE PLAIN")) [tagged] = [tag, answer("+ ")];
      else answer(`${tag} OK done`);
    });
    expect(outcome).toBe("open");
    const old = await meet("IMAP4rev1 AUTH=XOAUTH2", proof, saying({}));
    expect([old.outcome, old.heard.length]).toEqual(["open", 1]);
    expect(old.heard[0]).toMatch(/ LOGIN .*motdepasse123456/u);
  });

  test.each([
    ["NO", "code-refused", 1],
    ["NO [ALERT] Encore deux essais", "code-refused", 1],
    ["NO [AUTHENTICATIONFAILED] non", "code-refused", 1],
    ["NO [UNAVAILABLE] plus tard", "unavailable", 0],
  ])("answered %s is %s, and never said again by itself", async (answer, code, refused) => {
    const server = await scriptedServer("IMAP4rev1", saying({ LOGIN: `% ${answer}` }));
    closers.push(server.close);
    const { host, behaviour } = storeDouble();
    behaviour.secret = proof.secret;
    let refusals = 0;
    const ca = [(await testPki()).anchorPem];
    const ports = {
      host: { ...host, secretRefused: async () => void (refusals += 1) },
      tls: () => tlsPolicy({ ca }),
      destination: async () => ({ ok: true, address: "127.0.0.1", port: server.port }),
      confirm: () => Promise.resolve(),
    } as unknown as MailboxPorts;
    const auth = { kind: "code", login: proof.login, place: "after" } as const;
    const servers = { imap: { host: IMAP_HOST, port: server.port }, smtp: { host: IMAP_HOST, port: 1 }, auth };
    const config = { mailboxId: "a", address: SOFTWARE, servers } as unknown as MailboxConfig;
    const failure = await signIn(ports, config).catch((error: unknown) => failureOf(error).code);
    expect([failure, refusals]).toEqual([code, refused]);
    expect(server.heard.filter((line) => line.includes(" LOGIN "))).toHaveLength(1);
  });

  test("says nothing to a server that takes no password", async () => {
    const { outcome, heard } = await meet("IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2", proof, saying({}));
    expect([outcome, heard]).toEqual(["no-password", []]);
  });
});

describe("what opens a mailbox", () => {
  const configOf = (servers: Partial<MailboxConfig["servers"]>) =>
    ({ mailboxId: "a", address: SOFTWARE, servers }) as unknown as MailboxConfig;
  const byCertificate = configOf({ auth: { kind: "certificate", sasl: "external" } });
  const { host, behaviour, told } = storeDouble();
  const ports = { host, tls: () => ({ maxVersion: "TLSv1.2" }) } as unknown as Parameters<typeof tlsOf>[0];

  test("a certificate is presented by TLS to the servers of its own mailbox only", async () => {
    await expect(tlsOf(ports, byCertificate)).rejects.toMatchObject({ code: "no-certificate" });
    behaviour.identity = { pfx: Buffer.from("p12").toString("base64"), passphrase: "DEMO" };
    expect(await tlsOf(ports, byCertificate)).toEqual({
      maxVersion: "TLSv1.2",
      pfx: Buffer.from("p12"),
      passphrase: "DEMO",
    });
    expect(await tlsOf(ports, configOf({}))).toEqual({ maxVersion: "TLSv1.2" });
  });

  test("no token is asked for where a certificate is what opens, and an empty one is no proof", async () => {
    behaviour.token = "jeton";
    expect(await proofOf(ports, byCertificate, false)).toEqual({ kind: "external" });
    expect(told.tokens).toEqual([]);
    expect(await proofOf(ports, configOf({}), false)).toEqual({ kind: "token", token: "jeton" });
    behaviour.token = "";
    await expect(proofOf(ports, configOf({}), false)).rejects.toMatchObject({ code: "signed-out" });
  });

  test("a code is asked of the person before any server is called, and no token ever goes where a code opens", async () => {
    told.tokens.length = 0;
    const byCode = configOf({ auth: { kind: "code", login: "demo", place: "after" } });
    await expect(askFirst(ports, byCode)).rejects.toMatchObject({ code: "code-needed" });
    behaviour.secret = "motdepasse123456";
    await expect(askFirst(ports, byCode)).resolves.toBeUndefined();
    expect(await proofOf(ports, byCode, false)).toEqual({
      kind: "password",
      login: "demo",
      secret: "motdepasse123456",
    });
    expect(told.tokens).toEqual([]);
  });
});
