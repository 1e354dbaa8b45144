import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startControl, type Control } from "./control";
import { makePrivateFolder } from "./private-folder";
import { openRemoteSpace, type RemoteSpace } from "./remote-space";
import { PEOPLE } from "./residents";
import { type SpaceOfTrust, startSpaceOfTrust } from "./space-of-trust";

const [CLAIRE, DENIS, NADIA] = PEOPLE.map(({ email }) => email) as [string, string, string];
const folder = mkdtempSync(join(tmpdir(), "pli-remote-"));
let space: SpaceOfTrust;
let control: Control;
let remote: RemoteSpace;
beforeAll(async () => {
  space = await startSpaceOfTrust({ relay: true, ownership: "exact", maxBytes: 100_000 });
  control = await startControl(space);
  writeFileSync(join(folder, "space.json"), JSON.stringify(control.description));
  remote = openRemoteSpace(join(folder, "space.json"));
});
afterAll(async () => {
  await control.stop();
  await space.stop();
  rmSync(folder, { recursive: true });
});

describe("the relay that stands for Postfix where one is not root", () => {
  const send = (user: string, accessToken: string, to: string, text = "Message fictif.") => {
    const transport = nodemailer.createTransport({
      host: "127.0.0.1",
      port: space.submission.port,
      requireTLS: true,
      tls: { ca: [space.pki.anchorPem], servername: "smtp.essai.mssante.fr" },
      auth: { type: "OAuth2", user, accessToken },
    });
    return transport.sendMail({ from: user, to, subject: "Relais DEMO", text }).finally(() => transport.close());
  };

  test("takes a message with a good token and hands it to Dovecot", async () => {
    await expect(send(CLAIRE, await space.token(CLAIRE), NADIA)).resolves.toMatchObject({ accepted: [NADIA] });
    expect(space.dovecot.log()).toContain("saved mail to INBOX");
  });

  test("refuses a token of another domain, an unknown recipient and a message too big", async () => {
    await expect(send(CLAIRE, await space.token(NADIA), DENIS)).rejects.toMatchObject({ code: "EAUTH" });
    const token = await space.token(CLAIRE);
    await expect(send(CLAIRE, token, "personne@cabinet.essai.mssante.fr")).rejects.toMatchObject({ code: "EENVELOPE" });
    await expect(send(CLAIRE, token, DENIS, "x".repeat(200_000))).rejects.toMatchObject({ responseCode: 552 });
  });
});

describe("the configuration server", () => {
  const fetchFile = async (host: string): Promise<{ status: number; text: string }> => {
    const request = get({
      host: "127.0.0.1",
      port: space.autoconfig.port,
      path: "/mail/config-v1.1.xml",
      headers: { host },
      servername: host,
      ca: [space.pki.anchorPem],
    });
    const [response] = await once(request, "response");
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return { status: response.statusCode, text: Buffer.concat(chunks).toString() };
  };

  test("names the two entry points of a domain it serves, and remembers who asked", async () => {
    const { status, text } = await fetchFile("autoconfig.cabinet.essai.mssante.fr");
    expect([status, text.match(/OAuth2|TLS-client-cert/gu)]).toEqual([
      200,
      ["OAuth2", "TLS-client-cert", "OAuth2", "TLS-client-cert"],
    ]);
    expect(await remote.autoconfigRequests()).toContain("autoconfig.cabinet.essai.mssante.fr/mail/config-v1.1.xml");
  });
});

describe("a journey in another process", () => {
  test("delivers mail and reads the environment", async () => {
    await remote.deliver(DENIS, "Subject: Par le contrôle\r\n\r\nCorps fictif.\r\n");
    expect(remote.environment.hosts?.["imap.essai.mssante.fr"]?.port).toBe(space.dovecot.ports.imap);
    expect(await remote.token(DENIS)).toMatch(/^ey/u);
    expect(await remote.pending()).toEqual([]);
  });

  test("is refused without the secret, and for an unknown act", async () => {
    const { origin } = new URL(remote.control);
    expect((await fetch(`${origin}/0000/pending`)).status).toBe(400);
    expect((await fetch(`${remote.control}/constructor`)).status).toBe(400);
  });
});

test("a private folder is closed to others and leaves nothing behind", () => {
  const made = makePrivateFolder("essai");
  const file = made.write("a/b.txt", "x");
  expect(existsSync(file)).toBe(true);
  made.remove();
  expect(existsSync(made.path)).toBe(false);
});
