import { afterEach, describe, expect, test } from "vitest";
import { PliError } from "#shared/domain/failure";
import { tlsPolicy } from "../trust/tls-policy";
import { failureOf } from "./failure";
import { connectImap } from "./imap-client";
import type { MailboxConfig } from "./ports";
import { proofOf, tlsOf } from "./prove";
import { IMAP_HOST, testPki } from "./testing/practice";
import { type Script, scriptedServer } from "./testing/scripted-server";
import { storeDouble } from "./testing/store-double";

const SOFTWARE = "logiciel.demo@cabinet.demo.mssante.fr";
const identity = Buffer.from(SOFTWARE).toString("base64");
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Opens a session by certificate with a scripted server, for what no real one does on demand. */
async function meet(capability: string, kind: "external" | "none", script: Script) {
  const server = await scriptedServer(capability, script);
  closers.push(server.close);
  const outcome = await connectImap({
    user: SOFTWARE,
    host: IMAP_HOST,
    place: { address: "127.0.0.1", port: server.port },
    tls: tlsPolicy({ ca: [(await testPki()).anchorPem] }),
    byCertificate: true,
    proof: async () => ({ kind }),
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
    const short = await meet("IMAP4rev1 SASL-IR AUTH=EXTERNAL AUTH=XOAUTH2", "external", saying({}));
    expect([short.outcome, short.heard.length]).toEqual(["open", 1]);
    expect(short.heard[0]).toMatch(new RegExp(`AUTHENTICATE EXTERNAL ${identity}$`, "u"));
    const lines: string[] = [];
    const long = await meet("IMAP4rev1 AUTH=EXTERNAL", "external", (tag, line, answer) => {
      if (line === identity) answer(`${lines.at(-1)} OK entrez`);
      else if (line.endsWith("AUTHENTICATE EXTERNAL")) {
        lines.push(tag);
        answer("+ ");
      } else answer(`${tag} OK done`);
    });
    expect(long.outcome).toBe("open");
  });

  test("says nothing but asks for a list where no SASL is wanted: a server that does not answer it has not opened", async () => {
    const open = await meet("IMAP4rev1", "none", saying({}));
    expect(open.outcome).toBe("open");
    expect(open.heard.some((line) => line.includes("AUTHENTICATE"))).toBe(false);
    const closed = await meet("IMAP4rev1", "none", saying({ LIST: "% BAD not authenticated" }));
    expect(closed.outcome).toBe("certificate-refused");
  });

  test.each([
    ["IMAP4rev1 AUTH=XOAUTH2", "% OK done", "no-external"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO [AUTHENTICATIONFAILED] no", "certificate-refused"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO no", "certificate-refused"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO [UNAVAILABLE] later", "unavailable"],
    ["IMAP4rev1 SASL-IR AUTH=EXTERNAL", "% NO [LIMIT] too many", "limit"],
  ])("%s, answered %s, is %s", async (capability, answer, code) => {
    expect((await meet(capability, "external", saying({ AUTHENTICATE: answer }))).outcome).toBe(code);
  });
});

describe("what opens a mailbox", () => {
  const configOf = (servers: Partial<MailboxConfig["servers"]>) =>
    ({ mailboxId: "a", address: SOFTWARE, servers }) as unknown as MailboxConfig;
  const byCertificate = configOf({ auth: { kind: "certificate", sasl: "external" } });
  const { host, behaviour } = storeDouble();
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
    const never = () => Promise.reject(new PliError("unexpected"));
    expect(await proofOf(byCertificate, never)).toEqual({ kind: "external" });
    expect(await proofOf(configOf({}), async () => "jeton")).toEqual({ kind: "token", token: "jeton" });
    await expect(proofOf(configOf({}), async () => "")).rejects.toMatchObject({ code: "signed-out" });
  });
});
