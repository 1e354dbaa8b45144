import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bitsOf, bodyOf, childrenOf, DerError, fieldsOf, integerOf, oidOf, readDer, timeOf, wholeOf } from "./der";

const hex = (text: string) => readDer(Buffer.from(text.replaceAll(" ", ""), "hex"));

/** One element in DER, written here from X.690 and from nothing in the product. */
function write(tag: number, body: Uint8Array): Buffer {
  const digits = body.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
  return Buffer.concat([
    Buffer.from([tag]),
    body.length < 0x80 ? length : Buffer.concat([Buffer.from([0x80 + length.length]), length]),
    body,
  ]);
}

describe("reading DER", () => {
  test("what is written is read back, whatever its size", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 5 }), (sizes) => {
        const bodies = sizes.map((size) => Buffer.alloc(size, size & 0xff));
        const whole = write(0x30, Buffer.concat(bodies.map((body) => write(0x04, body))));
        const list = readDer(whole);
        // Compared as bytes: the test library's own comparison takes seconds on so many.
        expect(whole.equals(wholeOf(list))).toBe(true);
        const fields = fieldsOf(list);
        expect(fields).toHaveLength(bodies.length);
        expect(fields.every((field, index) => bodies[index]?.equals(bodyOf(field)) === true)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("noise is refused in one way only, and at once", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        try {
          for (const child of childrenOf(readDer(noise))) bodyOf(child);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["nothing", ""],
    ["half an element", "30"],
    ["a length past the end", "3003 0101"],
    ["bytes after the end", "0500 00"],
    ["an indefinite length", "3080 0000"],
    ["a length longer than it needs to be", "308101 05"],
    ["a length on five bytes", "30850000000001 05"],
    ["a long tag", "1f8101 00"],
  ])("%s is refused", (_name, text) => {
    expect(() => hex(text)).toThrow(DerError);
  });

  test("a child may not reach out of its parent", () => {
    expect(() => fieldsOf(hex("3004 0405 0102"))).toThrow(DerError);
    expect(() => fieldsOf(hex("3001 04"))).toThrow(DerError);
  });

  test("a structure with too many fields, or that is none, is refused", () => {
    expect(() => fieldsOf(readDer(write(0x30, Buffer.from("0500".repeat(65), "hex"))))).toThrow(DerError);
    expect(() => fieldsOf(hex("0500"))).toThrow(DerError);
    expect(() => fieldsOf(undefined)).toThrow(DerError);
  });
});

describe("the values inside", () => {
  test.each([
    ["06 09 2b0601050507300101", "1.3.6.1.5.5.7.48.1.1"],
    ["06 09 2a864886f70d01010b", "1.2.840.113549.1.1.11"],
    ["06 03 551d14", "2.5.29.20"],
    ["06 03 883703", "2.999.3"],
  ])("%s is the identifier %s", (text, oid) => {
    expect(oidOf(hex(text))).toBe(oid);
  });

  test.each([
    ["170d 3439313233313233353935395a", "2049-12-31T23:59:59.000Z"],
    ["170d 3530303130313030303030305a", "1950-01-01T00:00:00.000Z"],
    ["180f 32303530303130313030303030305a", "2050-01-01T00:00:00.000Z"],
  ])("%s is the time %s (RFC 5280 §4.1.2.5)", (text, time) => {
    expect(new Date(timeOf(hex(text))).toISOString()).toBe(time);
  });

  test.each([
    "170b 343931323331323335395a",
    "1811 323035303031303130303030302b30313030",
    "170d 3439313333313233353935395a",
    "0400",
  ])("%s is no time", (text) => expect(() => timeOf(hex(text))).toThrow(DerError));

  test("integers, keys and signatures are bounded and whole", () => {
    expect(integerOf(hex("0202 00ff"))).toBe("00ff");
    for (const text of ["0200", `0219 ${"01".repeat(25)}`, "0401 00"])
      expect(() => integerOf(hex(text))).toThrow(DerError);
    expect(Buffer.from(bitsOf(hex("0303 00abcd"))).toString("hex")).toBe("abcd");
    for (const text of ["0303 01abcd", "0300", "0401 00"]) expect(() => bitsOf(hex(text))).toThrow(DerError);
    for (const text of ["0600", "0601 80", `0621 ${"01".repeat(33)}`]) expect(() => oidOf(hex(text))).toThrow(DerError);
  });
});
