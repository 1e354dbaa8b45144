import type { FetchMessageObject, MessageStructureObject } from "imapflow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envelopeRecord, flagsOf } from "./envelope-record";
import { structureOf } from "./structure";

const record = (message: Partial<FetchMessageObject>) => envelopeRecord({ seq: 1, uid: 7, ...message });

describe("a fetched message as a record", () => {
  it("carries what a list shows", () => {
    const made = record({
      modseq: 12n,
      flags: new Set(["\\Seen", "$PliDone", "\\Recent"]),
      size: 1234,
      internalDate: new Date("2026-11-05T08:31:00Z"),
      envelope: {
        date: new Date("2026-11-05T08:30:00Z"),
        subject: "Compte rendu",
        messageId: "<a@demo.mssante.fr>",
        inReplyTo: "<b@demo.mssante.fr>",
        from: [{ name: "DEMO", address: "demo@hopital.demo.mssante.fr" }],
        to: [{ address: "alice.demo@cabinet.demo.mssante.fr" }],
      },
      headers: Buffer.from("References: <x@y>\r\n\t<z@y>\r\nX-MSS-MES: FIN\r\n\r\n"),
    });
    expect(made).toEqual({
      uid: 7,
      modSeq: "12",
      flags: ["$PliDone", "\\Seen"],
      size: 1234,
      receivedAt: "2026-11-05T08:31:00.000Z",
      date: "2026-11-05T08:30:00.000Z",
      messageId: "<a@demo.mssante.fr>",
      inReplyTo: "<b@demo.mssante.fr>",
      references: ["<x@y>", "<z@y>"],
      subject: "Compte rendu",
      from: { name: "DEMO", address: "demo@hopital.demo.mssante.fr" },
      to: [{ name: "", address: "alice.demo@cabinet.demo.mssante.fr" }],
      cc: [],
      replyTo: [],
      mes: "FIN",
      looksXdm: false,
      attachments: 0,
    });
  });

  it("takes the date of arrival where the message has none that can be", () => {
    const internalDate = new Date("2026-11-05T08:31:00Z");
    for (const date of [
      "yesterday",
      new Date(Number.NaN),
      new Date("0001-01-01T00:00:00Z"),
      new Date("9999-01-01T00:00:00Z"),
      undefined,
    ])
      expect(record({ internalDate, envelope: { date } }).date).toBe("2026-11-05T08:31:00.000Z");
  });

  it("is whole even of nothing", () => {
    expect(record({})).toMatchObject({
      from: { name: "", address: "" },
      subject: "",
      flags: [],
      modSeq: null,
      mes: null,
    });
  });

  it("cuts what is longer than a list can use", () => {
    const made = record({
      envelope: {
        subject: "s".repeat(100_000),
        from: [{ name: "n".repeat(5000), address: `${"a".repeat(5000)}@x` }],
        to: Array.from({ length: 5000 }, (_, index) => ({ address: `a${index}@x` })),
      },
      headers: Buffer.from(`References: ${Array.from({ length: 500 }, (_, index) => `<${index}@x>`).join(" ")}\r\n`),
    });
    expect(made.subject).toHaveLength(1000);
    expect(made.from.name).toHaveLength(300);
    expect(made.from.address.length).toBeLessThanOrEqual(320);
    expect(made.to).toHaveLength(500);
    expect(made.references).toHaveLength(100);
    // The nearest ancestors come last (RFC 5322 §3.6.4).
    expect(made.references.at(-1)).toBe("<499@x>");
  });

  it("never takes the value of another header for the FIN one", () => {
    expect(record({ headers: Buffer.from("References: <a@b> X-MSS-MES: FIN\r\n") }).mes).toBeNull();
    expect(record({ headers: Buffer.from("x-mss-mes:\r\n FIN\r\n") }).mes).toBe("FIN");
  });

  it("survives any header bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const made = record({ headers: Buffer.from(bytes) });
        expect(made.references.every((reference) => /^<[^<>\s]+>$/u.test(reference))).toBe(true);
      }),
    );
  });

  it("gives flags in one order whatever the server's", () => {
    expect(flagsOf(new Set(["b", "\\Seen", "a"]))).toEqual(flagsOf(new Set(["\\Seen", "a", "b"])));
    expect(flagsOf(undefined)).toEqual([]);
    expect(flagsOf(new Set(Array.from({ length: 500 }, (_, index) => `k${index}`)))).toHaveLength(100);
  });
});

const part = (type: string, more: Partial<MessageStructureObject> = {}): MessageStructureObject => ({ type, ...more });
const multipart = (...childNodes: MessageStructureObject[]) => part("multipart/mixed", { childNodes });
const file = (type: string, filename: string) =>
  part(type, { disposition: "attachment", dispositionParameters: { filename } });

describe("the parts of a message", () => {
  it.each([
    ["a text", part("text/plain"), 0, false],
    [
      "two versions of a text",
      part("multipart/alternative", { childNodes: [part("text/plain"), part("text/html")] }),
      0,
      false,
    ],
    ["a PDF", multipart(part("text/plain"), file("application/pdf", "resultat.pdf")), 1, false],
    ["an XDM archive", multipart(part("text/plain"), file("application/zip", "IHE_XDM.ZIP")), 1, true],
    [
      "an archive of another type",
      multipart(part("text/plain"), file("application/octet-stream", "ihe_xdm.zip ")),
      1,
      true,
    ],
    ["an archive without a name", multipart(part("text/plain"), part("application/x-zip-compressed")), 1, true],
    [
      "a name in the type only",
      multipart(part("text/plain"), part("application/pdf", { parameters: { name: "a.pdf" } })),
      1,
      false,
    ],
    [
      "an image of the text",
      multipart(
        part("text/html"),
        part("image/png", { id: "<i@x>", disposition: "inline", dispositionParameters: { filename: "logo.png" } }),
      ),
      0,
      false,
    ],
    [
      "a forwarded message and what it holds",
      multipart(
        part("text/plain"),
        part("message/rfc822", { childNodes: [multipart(file("application/zip", "x.zip"))] }),
      ),
      1,
      false,
    ],
    [
      "a read receipt",
      part("multipart/report", {
        childNodes: [part("text/plain"), part("message/disposition-notification"), part("text/rfc822-headers")],
      }),
      0,
      false,
    ],
    [
      "a bounce",
      part("multipart/report", { childNodes: [part("text/plain"), part("message/delivery-status")] }),
      0,
      false,
    ],
    ["a lone PDF", part("application/pdf"), 1, false],
  ])("%s", (_name, structure, attachments, looksXdm) => {
    expect(structureOf(structure)).toEqual({ attachments, looksXdm });
  });

  it("does not climb for ever", () => {
    let deep = file("application/zip", "x.zip");
    for (let level = 0; level < 100_000; level += 1) deep = multipart(deep);
    expect(structureOf(deep)).toEqual({ attachments: 0, looksXdm: false });
    const wide = multipart(...Array.from({ length: 50_000 }, () => file("application/pdf", "a.pdf")));
    expect(structureOf(wide).attachments).toBeLessThanOrEqual(2000);
  });

  it("is nothing of nothing", () => {
    expect(structureOf(undefined)).toEqual({ attachments: 0, looksXdm: false });
  });
});
