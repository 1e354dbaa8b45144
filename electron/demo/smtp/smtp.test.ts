import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { tlsPolicy } from "../../trust/tls-policy";
import { type MailToWrite, writeMail } from "../mail/write-mail";
import type { Pki } from "../pki/pki";
import { testPki } from "../pki/testing/authorities";
import { type ComplaintCode, headerComplaints } from "./header-complaints";
import { type SmtpServer, startSmtpServer } from "./start-smtp-server";
import { createSmtpFaults, type Submission } from "./submission";

const DOCTOR = "demo.martin@medecin.demo.mssante.fr";
const COLLEAGUE = "paul.demo-cardio@medecin.demo.mssante.fr";
const HOST = "smtp.demo.mssante.fr";

const faults = createSmtpFaults();
let pki: Pki;
let server: SmtpServer;
let taken: Submission[] = [];
beforeAll(async () => {
  pki = await testPki();
  server = await startSmtpServer({
    tls: await pki.issue([HOST]),
    faults,
    maxBytes: 20_000,
    authenticate: async ({ user, token }) => {
      if (token === "panne") throw new Error("provider down");
      return token === "bon" ? { ok: true, mailbox: user } : { ok: false };
    },
    recipient: (address) =>
      address === COLLEAGUE ? "accepted" : address.endsWith("mssante.fr") ? "unknown" : "outside",
    submit: async (submission) => void taken.push(submission),
  });
});
afterEach(() => {
  taken = [];
  Object.assign(faults, createSmtpFaults());
});
afterAll(() => server.close());

type Wire = { say(line: string): Promise<string>; hear(): Promise<string>; secure(): Promise<Wire>; end(): void };

/** One SMTP conversation, answer by answer (the last line of an answer has no dash). */
function wireOver(socket: Socket): Wire {
  let heard = "";
  let wake = (): void => undefined;
  const take = (chunk: Buffer): void => {
    heard += chunk.toString("latin1");
    wake();
  };
  socket
    .on("data", take)
    .on("error", () => undefined)
    .on("close", () => wake());
  const hear = async (): Promise<string> => {
    while (!/^\d{3} .*\r\n$/mu.test(heard) && !socket.destroyed) await new Promise<void>((resolve) => (wake = resolve));
    const answer = heard;
    heard = "";
    return answer;
  };
  return {
    hear,
    async say(line) {
      socket.write(`${line}\r\n`);
      return hear();
    },
    async secure() {
      socket.off("data", take);
      const secured = connectTls({ socket, servername: HOST, ...tlsPolicy({ ca: [pki.anchorPem] }) });
      await new Promise((resolve, reject) => secured.once("secureConnect", resolve).once("error", reject));
      return wireOver(secured);
    },
    end: () => socket.destroy(),
  };
}

async function greeted(): Promise<Wire> {
  const wire = wireOver(connect(server.port, "127.0.0.1"));
  expect(await wire.hear()).toMatch(/^220 /u);
  return wire;
}
async function secured(): Promise<Wire> {
  const wire = await greeted();
  await wire.say("EHLO pli.local");
  expect(await wire.say("STARTTLS")).toMatch(/^220 /u);
  const inner = await wire.secure();
  await inner.say("EHLO pli.local");
  return inner;
}
const proof = (token: string, user = DOCTOR) =>
  Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString("base64");
async function signedIn(): Promise<Wire> {
  const wire = await secured();
  expect(await wire.say("AUTH XOAUTH2")).toMatch(/^334 ?\r\n/u);
  expect(await wire.say(proof("bon"))).toMatch(/^235 /u);
  return wire;
}

describe("the submission server", () => {
  test("takes no authentication in clear text, then XOAUTH2 only, SIZE and DSN", async () => {
    const wire = await greeted();
    const clear = await wire.say("EHLO pli.local");
    expect(clear).toContain("STARTTLS");
    expect(await wire.say(`AUTH XOAUTH2 ${proof("bon")}`)).toMatch(/^538 /u);
    expect(await wire.say("STARTTLS")).toMatch(/^220 /u);
    const inner = await wire.secure();
    const offered = await inner.say("EHLO pli.local");
    expect(offered).toMatch(/AUTH XOAUTH2\r\n/u);
    expect(offered).toContain("SIZE 20000");
    expect(offered).toContain("DSN");
    inner.end();
  });

  test("answers a refused token with its challenge, then 535; a provider out of order with 454", async () => {
    const wire = await secured();
    await wire.say("AUTH XOAUTH2");
    const challenge = await wire.say(proof("faux"));
    expect(JSON.parse(Buffer.from(challenge.slice(4), "base64").toString())).toEqual({
      status: "401",
      schemes: "bearer",
      scope: "mail",
    });
    expect(await wire.say("")).toMatch(/^535 /u);
    await wire.say("AUTH XOAUTH2");
    expect(await wire.say(proof("panne"))).toMatch(/^454 /u);
    faults.unavailable = true;
    await wire.say("AUTH XOAUTH2");
    expect(await wire.say(proof("bon"))).toMatch(/^454 /u);
    wire.end();
  });

  test("a message goes from its owner to people who exist, with what the sender wants to hear", async () => {
    const wire = await signedIn();
    expect(await wire.say("MAIL FROM:<autre@medecin.demo.mssante.fr>")).toMatch(/^553 /u);
    expect(await wire.say(`MAIL FROM:<${DOCTOR}> RET=HDRS ENVID=abc`)).toMatch(/^250 /u);
    expect(await wire.say("RCPT TO:<personne@demo.mssante.fr>")).toMatch(/^550 .*5\.1\.1/u);
    expect(await wire.say("RCPT TO:<quelquun@exemple.fr>")).toMatch(/^550 .*5\.7\.1/u);
    expect(await wire.say(`RCPT TO:<${COLLEAGUE.toUpperCase()}> NOTIFY=SUCCESS,FAILURE`)).toMatch(/^250 /u);
    expect(await wire.say("DATA")).toMatch(/^354 /u);
    expect(await wire.say("Subject: DEMO\r\n\r\n..point\r\n.")).toMatch(/^250 /u);
    expect(taken).toEqual([
      {
        sender: DOCTOR,
        recipients: [{ address: COLLEAGUE, notify: ["SUCCESS", "FAILURE"] }],
        envelopeId: "abc",
        raw: Buffer.from("Subject: DEMO\r\n\r\n.point\r\n"),
      },
    ]);
    wire.end();
  });

  test("too big is refused before, when announced, and after, when not; nothing is taken", async () => {
    const wire = await signedIn();
    expect(await wire.say(`MAIL FROM:<${DOCTOR}> SIZE=20001`)).toMatch(/^552 /u);
    await wire.say(`MAIL FROM:<${DOCTOR}>`);
    await wire.say(`RCPT TO:<${COLLEAGUE}>`);
    await wire.say("DATA");
    expect(await wire.say(`${"x".repeat(70)}\r\n`.repeat(400) + ".")).toMatch(/^552 /u);
    expect(taken).toEqual([]);
    wire.end();
  });

  test("a deferral is temporary, and holds once", async () => {
    faults.deferNext = true;
    const wire = await signedIn();
    for (const expected of [/^451 /u, /^250 /u]) {
      await wire.say(`MAIL FROM:<${DOCTOR}>`);
      await wire.say(`RCPT TO:<${COLLEAGUE}>`);
      await wire.say("DATA");
      expect(await wire.say("Subject: DEMO\r\n\r\n.")).toMatch(expected);
    }
    expect(taken).toHaveLength(1);
    wire.end();
  });
});

describe("complaints", () => {
  const NIL = ["X-MSS-NIL", "PLI-DEMO"] as const;
  const complaints = (
    mail: Partial<MailToWrite>,
    recipient = COLLEAGUE,
    change = (raw: Buffer) => raw,
  ): readonly ComplaintCode[] => {
    const written = writeMail({
      from: { name: "Dr_Demo_MARTIN", address: DOCTOR },
      to: [{ address: recipient }],
      subject: "Bonjour",
      date: new Date(0),
      messageId: "m@x",
      headers: [NIL],
      text: "é",
      ...mail,
    });
    return headerComplaints({
      sender: DOCTOR,
      recipients: [{ address: recipient, notify: [] }],
      envelopeId: "",
      raw: change(written),
    }).map(({ code }) => code);
  };
  const archive = [{ name: "IHE_XDM.zip", mimeType: "application/zip", bytes: new Uint8Array(4) }];
  const replaced = (from: string | RegExp, to: string) => (raw: Buffer) =>
    Buffer.from(raw.toString("latin1").replace(from, to), "latin1");

  test.each<[string, readonly ComplaintCode[], Partial<MailToWrite>, string?, ((raw: Buffer) => Buffer)?]>([
    ["a right message", [], {}],
    [
      "a right archive",
      [],
      {
        files: archive,
        subject: "XDM/1.0/DDM+CR PAT-DEMO Jeanne",
        headers: [NIL, ["X-MSS-INS", "O"], ["X-MSS-CODECDA", "11502-2"]],
      },
    ],
    ["a right end to a patient", [], { headers: [NIL, ["X-MSS-MES", "FIN"]] }, "279035121518989@patient.mssante.fr"],
    ["no NIL", ["nil-missing"], { headers: [] }],
    ["no Message-ID", ["message-id-missing"], {}, COLLEAGUE, replaced(/Message-ID: .*\r\n/u, "")],
    ["another From", ["from-differs"], { from: { name: "X", address: COLLEAGUE } }],
    ["no label", ["from-label-missing"], { from: { address: DOCTOR } }],
    [
      "headers of an archive without one",
      ["ins-without-xdm", "code-cda-without-xdm"],
      { headers: [NIL, ["X-MSS-INS", "N"], ["X-MSS-CODECDA", "x"]] },
    ],
    ["a bare archive", ["ins-missing", "code-cda-missing", "subject-grammar"], { files: archive }],
    ["an odd INS", ["ins-without-xdm", "ins-value"], { headers: [NIL, ["X-MSS-INS", "oui"]] }],
    ["an odd end, to a professional", ["mes-value", "mes-without-patient"], { headers: [NIL, ["X-MSS-MES", "fin"]] }],
    ["latin-1", ["charset"], {}, COLLEAGUE, replaced("charset=UTF-8", "charset=iso-8859-1")],
    [
      "raw accents in a header",
      ["header-not-ascii"],
      {},
      COLLEAGUE,
      replaced("Subject: Bonjour", "Subject: \u00e9t\u00e9"),
    ],
    [
      "a receipt for somebody else",
      ["receipt-not-sender"],
      { headers: [NIL, ["Disposition-Notification-To", COLLEAGUE]] },
    ],
  ])("%s", (_name, expected, mail, recipient, change) => {
    expect(complaints(mail, recipient, change)).toEqual(expected);
  });
});
