import { createServer } from "node:net";
import { ImapFlow } from "imapflow";
import { Client } from "ldapts";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PEOPLE } from "./residents";
import { type SpaceOfTrust, startSpaceOfTrust } from "./space-of-trust";

const [CLAIRE, DENIS, NADIA] = PEOPLE.map(({ email }) => email) as [string, string, string];
let space: SpaceOfTrust;
beforeAll(async () => {
  space = await startSpaceOfTrust({ lineLengthLimit: 2048 });
});
afterAll(() => space.stop());

async function imap(user: string, accessToken: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port: space.dovecot.ports.imap,
    secure: false,
    doSTARTTLS: true,
    servername: "imap.essai.mssante.fr",
    tls: { ca: [space.pki.anchorPem] },
    auth: { user, accessToken },
    logger: false,
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function subjects(user: string): Promise<readonly string[]> {
  const client = await imap(user, await space.token(user));
  const lock = await client.getMailboxLock("INBOX");
  try {
    const found: string[] = [];
    for await (const message of client.fetch("1:*", { envelope: true })) found.push(message.envelope?.subject ?? "");
    return found;
  } finally {
    lock.release();
    await client.logout();
  }
}

type Custom = {
  auth: { credentials: { user: string; options?: { accessToken?: string } } };
  sendCommand(line: string): Promise<{ status: number; response: string }>;
};

/** The token on a line of its own (RFC 4954 §4), as the product sends it. */
async function twoStep({ auth, sendCommand }: Custom): Promise<void> {
  const { user, options } = auth.credentials;
  await sendCommand("AUTH XOAUTH2");
  const answer = await sendCommand(
    Buffer.from(`user=${user}\u0001auth=Bearer ${options?.accessToken ?? ""}\u0001\u0001`).toString("base64"),
  );
  if (answer.status !== 235) throw new Error(answer.response);
}

async function send(
  from: string,
  to: string,
  subject: string,
  odd: { padding?: number; as?: string } = {},
): Promise<string> {
  const user = odd.as ?? from;
  const accessToken = await space.token(user, odd.padding === undefined ? {} : { padding: odd.padding });
  const transport = nodemailer.createTransport({
    host: "127.0.0.1",
    port: space.submission.port,
    requireTLS: true,
    tls: { ca: [space.pki.anchorPem], servername: "smtp.essai.mssante.fr" },
    auth: { type: "custom", method: "XOAUTH2-2STEP", user, pass: "-", options: { accessToken } },
    customAuth: { "XOAUTH2-2STEP": (context: unknown) => twoStep(context as Custom) },
  } as never);
  try {
    const sent: { response: string } = await transport.sendMail({ from, to, subject, text: "Message fictif." });
    return sent.response;
  } finally {
    transport.close();
  }
}

describe("Dovecot", () => {
  test("opens a mailbox by STARTTLS and XOAUTH2 with a signed token", async () => {
    await space.deliver(CLAIRE, `From: DEMO <${NADIA}>\r\nTo: ${CLAIRE}\r\nSubject: Bonjour\r\n\r\n.point\r\n`);
    expect(await subjects(CLAIRE)).toContain("Bonjour");
  });

  test("opens a shared mailbox of the same domain, and nobody else's", async () => {
    const token = await space.token(CLAIRE);
    const shared = await imap("secretariat.demo@cabinet.essai.mssante.fr", token);
    const folders = (await shared.list()).flatMap(({ specialUse }) => specialUse ?? []);
    expect(folders).toEqual(expect.arrayContaining(["\\Sent", "\\Drafts", "\\Trash"]));
    await shared.logout();
    await expect(imap(NADIA, token)).rejects.toMatchObject({ serverResponseCode: "AUTHENTICATIONFAILED" });
  });

  test("refuses an expired token", async () => {
    const expired = await space.token(CLAIRE, { secondsLeft: -5 });
    await expect(imap(CLAIRE, expired)).rejects.toMatchObject({ serverResponseCode: "AUTHENTICATIONFAILED" });
  });

  test("loses nothing when it is stopped and started again", async () => {
    await space.dovecot.pause();
    await expect(imap(CLAIRE, await space.token(CLAIRE))).rejects.toBeDefined();
    await space.dovecot.resume();
    expect(await subjects(CLAIRE)).toContain("Bonjour");
  });
});

describe("submission", () => {
  test("a message sent in two steps reaches another mailbox", async () => {
    expect(await send(CLAIRE, NADIA, "Avis DEMO")).toMatch(/^250/u);
    await expect.poll(() => subjects(NADIA), { timeout: 10_000 }).toContain("Avis DEMO");
  });

  test("a token longer than a command line passes in two steps", async () => {
    expect(await send(CLAIRE, DENIS, "Jeton long DEMO", { padding: 3000 })).toMatch(/^250/u);
  });

  test("a sender that is not one's own is refused", async () => {
    await expect(send(NADIA, DENIS, "Usurpation DEMO", { as: CLAIRE })).rejects.toMatchObject({ responseCode: 553 });
  });

  test("an unknown recipient and a domain outside the space of trust are refused", async () => {
    await expect(send(CLAIRE, "personne@cabinet.essai.mssante.fr", "x")).rejects.toMatchObject({ code: "EENVELOPE" });
    await expect(send(CLAIRE, "quelquun@exemple.invalid", "x")).rejects.toMatchObject({ code: "EENVELOPE" });
  });
});

describe("OpenLDAP", () => {
  const directory = async (): Promise<Client> => {
    const client = new Client({ url: `ldap://127.0.0.1:${space.slapd.port}`, timeout: 5000, connectTimeout: 3000 });
    await client.startTLS({ ca: [space.pki.anchorPem], servername: "ldap.essai.mssante.fr" });
    return client;
  };

  test("answers at most 100 entries, over StartTLS, without an account", async () => {
    const client = await directory();
    const { searchEntries } = await client.search("ou=bal,o=mssante,c=fr", {
      filter: "(sn=nombreux*)",
      sizeLimit: 200,
    });
    expect(searchEntries).toHaveLength(100);
    await client.unbind();
  });

  test("keeps accents significant", async () => {
    const client = await directory();
    const count = async (filter: string) =>
      (await client.search("ou=bal,o=mssante,c=fr", { filter, sizeLimit: 100 })).searchEntries.length;
    expect([await count("(sn=bédu*)"), await count("(sn=bedu*)")]).toEqual([8, 0]);
    await client.unbind();
  });
});

describe("the whole", () => {
  test("the environment leads to every server by its name, and to loopback only", () => {
    const places = Object.values(space.environment.hosts ?? {});
    expect(places.every(({ address, port }) => address === "127.0.0.1" && port > 1024)).toBe(true);
    expect(Object.keys(space.environment.hosts ?? {})).toContain("autoconfig.cabinet.essai.mssante.fr");
  });

  test("uses ports that nobody else holds", async () => {
    const server = createServer();
    const taken = new Promise((resolve) => server.once("error", resolve));
    server.listen(space.slapd.port, "127.0.0.1");
    expect(await taken).toMatchObject({ code: "EADDRINUSE" });
  });
});
