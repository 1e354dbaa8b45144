import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { buildReport, type ReportInput } from "./build-report";

const original = Buffer.from(
  [
    "From: Dr Paul DEMO <paul.demo@chu.demo.mssante.fr>",
    "To: <marie.demo@medecin.demo.mssante.fr>",
    "Subject: XDM/1.0/DDM+CR DEMO PAT-TROIS Dominique 28/03/1979",
    "Message-ID: <m1@chu.demo.mssante.fr>",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    "Chère consœur, voici le compte rendu.",
    ".",
    "--pas-une-frontiere",
    "",
  ].join("\r\n"),
);
const base: ReportInput = {
  mailbox: { address: "marie.demo@medecin.demo.mssante.fr", fromLabel: "Dr_Marie_DEMO" },
  to: "paul.demo@chu.demo.mssante.fr",
  form: "mdn",
  code: "904",
  sentBy: "person",
  words: "",
  original: {
    raw: original,
    messageId: "<m1@chu.demo.mssante.fr>",
    subject: "XDM/1.0/DDM+CR DEMO PAT-TROIS Dominique 28/03/1979",
  },
  nil: "PLI-DEMO",
  reportingUa: "poste; Pli 0.1.0",
  uniqueId: "0a1b",
  date: new Date("2026-11-22T08:00:00Z"),
};
const textOf = async (over: Partial<ReportInput> = {}): Promise<string> =>
  Buffer.from((await buildReport({ ...base, ...over })).raw).toString("latin1");
const unfolded = (text: string): string => text.replaceAll(/\r\n[ \t]+/gu, " ");
const headOf = (text: string): string => unfolded(text.slice(0, text.indexOf("\r\n\r\n")));

describe("a report of integration failure as an MDN (UX.11, IG-MDN v1.1.3)", () => {
  it("is a multipart/report of three parts: words, machine fields, the whole original once and untouched", async () => {
    const text = await textOf();
    expect(headOf(text)).toMatch(/Content-Type: multipart\/report;.*report-type=disposition-notification/u);
    expect([...text.matchAll(/^Content-Type: ([a-z]+\/[a-z0-9-]+)/gmu)].map(([, type]) => type)).toEqual([
      "multipart/report",
      "text/plain",
      "message/disposition-notification",
      "message/rfc822",
      "text/plain",
    ]);
    expect(text.split(original.toString("latin1"))).toHaveLength(2);
  });

  it("tells the failure in the new form of the disposition, with its own Error field in US-ASCII", async () => {
    const text = await textOf();
    expect(text).toContain("\r\nDisposition: automatic-action/MDN-sent-manually; processed/error\r\n");
    expect(text).toContain(
      "\r\nError: 904^INS ou traits non strictement egaux a ceux du dossier^applicationErrorCondition| E^Error^errorSeverity\r\n",
    );
    expect(text).toContain("\r\nOriginal-Message-ID: <m1@chu.demo.mssante.fr>\r\n");
    expect(text).toContain("\r\nFinal-Recipient: rfc822;marie.demo@medecin.demo.mssante.fr\r\n");
    expect(text).not.toContain("processed/Error:");
  });

  it("says so when a rule sent it, and then asks no vacation message in return (RFC 3834)", async () => {
    const [byRule, byPerson] = [await textOf({ sentBy: "rule" }), await textOf()];
    expect(byRule).toContain("automatic-action/MDN-sent-automatically; processed/error");
    expect(headOf(byRule)).toMatch(/^Auto-Submitted: auto-replied$/mu);
    expect(headOf(byPerson)).not.toMatch(/Auto-Submitted/u);
  });

  it("carries the product reference like every message (CONF.16), and asks no receipt of its own", async () => {
    const head = headOf(await textOf());
    expect(head).toMatch(/^X-MSS-NIL: PLI-DEMO$/imu);
    expect(head).not.toMatch(/Disposition-Notification-To|X-MSS-INS|X-MSS-CODECDA|X-MSS-MES/iu);
    await expect(buildReport({ ...base, nil: "" })).rejects.toMatchObject({ code: "nil-missing" });
  });

  it("never encodes the original, and says 8bit when it must (RFC 2046 §5.2.1)", async () => {
    expect(await textOf()).toMatch(/Content-Type: message\/rfc822\r\nContent-Transfer-Encoding: 8bit/u);
    const ascii = Buffer.from("Subject: a\r\n\r\nb\r\n");
    expect(await textOf({ original: { ...base.original, raw: ascii } })).toMatch(
      /Content-Type: message\/rfc822\r\nContent-Transfer-Encoding: 7bit/u,
    );
  });

  it("leaves from the mailbox to whom asked, in the thread of the original", async () => {
    const built = await buildReport(base);
    expect(built.envelope).toEqual({ from: base.mailbox.address, to: [base.to] });
    expect(built.messageId).toBe("<0a1b@medecin.demo.mssante.fr>");
    expect(headOf(Buffer.from(built.raw).toString("latin1"))).toMatch(/^In-Reply-To: <m1@chu\.demo\.mssante\.fr>$/mu);
  });
});

describe("a report where no receipt was asked (IG-MDN, « courriel standard »)", () => {
  it("is an ordinary message with the original joined under its expected name, and no MDN part", async () => {
    const text = await textOf({ form: "mail", words: "Dossier inconnu chez nous." });
    expect(headOf(text)).toMatch(/Content-Type: multipart\/mixed/u);
    expect(text).not.toContain("disposition-notification");
    const read = await simpleParser(Buffer.from(text, "latin1"));
    expect(read.subject).toBe("[KO Intégration système !][904] XDM/1.0/DDM+CR DEMO PAT-TROIS Dominique 28/03/1979");
    expect(read.text).toContain("904 - INS ou traits non strictement égaux à ceux du dossier");
    expect(read.text).toContain("Dossier inconnu chez nous.");
    expect(read.attachments).toMatchObject([{ contentType: "message/rfc822", filename: "message_original.eml" }]);
    expect(read.attachments[0]?.content.equals(original)).toBe(true);
  });
});

describe("whatever is given", () => {
  it("a line break never becomes a header", async () => {
    for (const over of [
      { mailbox: { ...base.mailbox, fromLabel: "Dr\r\nBcc: x@demo.mssante.fr" } },
      { original: { ...base.original, messageId: "<a@b>\r\nX: y" } },
      { reportingUa: "a\nb" },
    ])
      await expect(buildReport({ ...base, ...over })).rejects.toMatchObject({ code: "header-injection" });
    await expect(buildReport({ ...base, to: "a@b\r\nBcc: c@d" })).rejects.toMatchObject({ code: "invalid-address" });
    const head = headOf(await textOf({ original: { ...base.original, subject: "a\r\nBcc: x@demo.mssante.fr" } }));
    expect(head).not.toMatch(/^Bcc:/mu);
  });

  it("the original comes back byte for byte, boundary look-alikes included", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom("--", "\r\n", ".", "é", "--_NmP-0a1b-Part_1", "Subject: x", "\r\n\r\n", " ", "\u0000"),
        ),
        async (pieces) => {
          const raw = Buffer.from(`Subject: x\r\n\r\n${pieces.join("")}\r\n`);
          const built = Buffer.from((await buildReport({ ...base, original: { ...base.original, raw } })).raw);
          expect(built.includes(raw)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
