import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MSS_HEADERS, mssHeadersFor, parseMssHeaders } from "./headers";

const plain = { nil: "DEV935997", cdas: [], finRequested: false, hasPatientRecipient: false };
const cda = (code: string, insQualified = false) => ({ code, insQualified });

describe("headers of a message to send", () => {
  it("holds the NIL alone on a message without document (ECO.2.4.3)", () => {
    expect(mssHeadersFor(plain)).toEqual({ ok: true, headers: [["X-MSS-NIL", "DEV935997"]] });
  });

  it("adds INS and CODECDA with one document (ECO.2.4.1, ECO.2.4.2)", () => {
    expect(mssHeadersFor({ ...plain, cdas: [cda("34112-3", true)] })).toEqual({
      ok: true,
      headers: [
        ["X-MSS-NIL", "DEV935997"],
        ["X-MSS-INS", "O"],
        ["X-MSS-CODECDA", "34112-3"],
      ],
    });
  });

  it("separates the codes of several documents with commas, in their order", () => {
    const result = mssHeadersFor({ ...plain, cdas: [cda("34112-3"), cda("PRESC-BIO"), cda("15508-5")] });
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && Object.fromEntries(result.headers)).toEqual({
      "X-MSS-NIL": "DEV935997",
      "X-MSS-INS": "N",
      "X-MSS-CODECDA": "34112-3,PRESC-BIO,15508-5",
    });
  });

  it("says O as soon as one document has a qualified INS", () => {
    const result = mssHeadersFor({ ...plain, cdas: [cda("1"), cda("2", true)] });
    expect(result.ok && result.headers[1]).toEqual(["X-MSS-INS", "O"]);
  });

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])("FIN asked %s, patient %s: FIN sent %s (ECO.2.2.8)", (finRequested, hasPatientRecipient, sent) => {
    const result = mssHeadersFor({ ...plain, finRequested, hasPatientRecipient });
    expect(result.ok && result.headers.some(([name, value]) => name === "X-MSS-MES" && value === "FIN")).toBe(sent);
  });

  it.each(["", "  "])("refuses to send without NIL (%j)", (nil) => {
    expect(mssHeadersFor({ ...plain, nil })).toEqual({ ok: false, code: "nil-missing" });
  });

  it.each(["DEV\r\nBcc: x@evil.fr", "DÉV", "a".repeat(65), "a\u0000"])("refuses the NIL %j", (nil) => {
    expect(mssHeadersFor({ ...plain, nil })).toEqual({ ok: false, code: "nil-invalid" });
  });

  it.each(["", "1,2", "34112-3\r\nX: y", "é", "a b"])("refuses the document code %j", (code) => {
    expect(mssHeadersFor({ ...plain, cdas: [cda("34112-3"), cda(code)] })).toEqual({
      ok: false,
      code: "cda-code-invalid",
    });
  });

  it("never yields anything but printable ASCII on one line, and is read back the same", () => {
    const input = fc.record({
      nil: fc.string({ maxLength: 70 }),
      cdas: fc.array(
        fc.record({ code: fc.oneof(fc.constantFrom("34112-3", "PRESC-BIO"), fc.string()), insQualified: fc.boolean() }),
        { maxLength: 4 },
      ),
      finRequested: fc.boolean(),
      hasPatientRecipient: fc.boolean(),
    });
    fc.assert(
      fc.property(input, (message) => {
        const result = mssHeadersFor(message);
        if (!result.ok) return;
        for (const [, value] of result.headers) expect(value).toMatch(/^[ -~]+$/);
        const names = result.headers.map(([name]) => name);
        expect(names).toEqual(Object.values(MSS_HEADERS).filter((name) => names.includes(name)));
        const table = new Map(result.headers);
        const read = parseMssHeaders((name) => table.get(name));
        expect(read.codeCda).toEqual(message.cdas.map((one) => one.code));
        expect(read.ins === null).toBe(message.cdas.length === 0);
        expect(read.mes === "FIN").toBe(message.finRequested && message.hasPatientRecipient);
      }),
    );
  });
});

describe("headers of a received message", () => {
  const read = (headers: Record<string, string>) => parseMssHeaders((name) => headers[name]);

  it("are all absent from ordinary mail", () => {
    expect(read({})).toEqual({ nil: null, ins: null, codeCda: [], mes: null });
    expect(parseMssHeaders(() => null)).toEqual({ nil: null, ins: null, codeCda: [], mes: null });
  });

  it("are read through case, spaces, folding and semicolons", () => {
    expect(
      read({
        "X-MSS-NIL": " DEV935997 ",
        "X-MSS-INS": " o",
        "X-MSS-CODECDA": "34112-3,\r\n PRESC-BIO; 15508-5 ,",
        "X-MSS-MES": "FIN ",
      }),
    ).toEqual({
      nil: "DEV935997",
      ins: "O",
      codeCda: ["34112-3", "PRESC-BIO", "15508-5"],
      mes: "FIN",
    });
  });

  it("are dropped when they are not understood", () => {
    expect(read({ "X-MSS-INS": "Oui", "X-MSS-MES": "fin", "X-MSS-CODECDA": "<script>,é" })).toEqual({
      nil: null,
      ins: null,
      codeCda: [],
      mes: null,
    });
  });

  it("are bounded", () => {
    const huge = read({ "X-MSS-CODECDA": "1,".repeat(1_000_000), "X-MSS-NIL": "x".repeat(1_000_000) });
    expect(huge.codeCda).toHaveLength(200);
    expect(huge.nil).toHaveLength(64);
  });
});
