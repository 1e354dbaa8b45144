import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64, decodeQuotedPrintable, decodeTransfer } from "./transfer-decoding";
import { cpuMs } from "./testing/cpu-time";

const bytes = (text: string) => Buffer.from(text, "latin1");
const text = (decoded: Uint8Array) => Buffer.from(decoded).toString("latin1");
/** A plain writer of quoted-printable, to read back what it writes. */
const quoted = (source: Uint8Array) =>
  [...source].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

describe("base64", () => {
  test.each([
    ["YQ==", "a"],
    ["YWI=", "ab"],
    ["YWJj", "abc"],
    ["YW\r\nJj", "abc"],
    [" Y W J j ", "abc"],
    ["YWJj!!!ZGVm", "abcdef"],
    ["-YW*Jj", "abc"],
    ["YQ==YWJj", "aabc"],
    ["YQ=", "a"],
    ["YQ", "a"],
    ["Y", ""],
    ["", ""],
    ["====", ""],
    ["YWJj\0\0ZGVm", "abcdef"],
  ])("%j is read as %j", (written, expected) => {
    expect(text(decodeBase64(bytes(written)))).toBe(expected);
  });

  test("any bytes come back as they were, whatever the line length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.integer({ min: 1, max: 76 }), (source, width) => {
        const written = Buffer.from(source)
          .toString("base64")
          .replace(new RegExp(`.{${width}}`, "g"), "$&\r\n");
        expect([...decodeBase64(bytes(written))]).toEqual([...source]);
      }),
    );
  });

  test("junk of any kind is never refused and never makes the answer longer than the input", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (junk) => {
        expect(decodeBase64(junk).length).toBeLessThanOrEqual(junk.length);
      }),
    );
  });
});

describe("quoted-printable", () => {
  test.each([
    ["caf=E9", "caf\xe9"],
    ["caf=e9", "caf\xe9"],
    ["a=\r\nb", "ab"],
    ["a=\nb", "ab"],
    ["a=  \r\nb", "ab"],
    ["a=", "a"],
    ["a=ZZb", "a=ZZb"],
    ["a=E", "a=E"],
    ["a == b", "a == b"],
    ["a=3D=3Db", "a==b"],
    ["a  \r\nb\t\nc", "a\r\nb\nc"],
    ["a=20\r\nb", "a \r\nb"],
    ["=00=FF", "\x00\xff"],
    ["", ""],
  ])("%j is read as %j", (written, expected) => {
    expect(text(decodeQuotedPrintable(bytes(written)))).toBe(expected);
  });

  test("any bytes written as escapes come back as they were", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (source) => {
        expect([...decodeQuotedPrintable(bytes(quoted(source)))]).toEqual([...source]);
      }),
    );
  });

  test("any bytes are read without an error, never into more than they were", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (junk) => {
        expect(decodeQuotedPrintable(junk).length).toBeLessThanOrEqual(junk.length);
      }),
    );
  });

  test("twenty megabytes of broken escapes are read within two seconds", () => {
    const time = cpuMs(() => {
      decodeQuotedPrintable(Buffer.from("= ".repeat(10_000_000)));
    });
    expect(time).toBeLessThan(2_000);
  });
});

describe("the encoding of a part", () => {
  test.each([
    ["BASE64", "YQ==", "a"],
    [" base64 ", "YQ==", "a"],
    ["Quoted-Printable", "=61", "a"],
    ["8bit", "=61", "=61"],
    ["binary", "YQ==", "YQ=="],
    ["x-uuencode", "begin", "begin"],
    ["", "YQ==", "YQ=="],
  ])("%j of %j gives %j", (encoding, written, expected) => {
    expect(text(decodeTransfer(bytes(written), encoding))).toBe(expected);
  });
});
