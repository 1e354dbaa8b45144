import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64";

const MOST = 1000;

/** The alphabet looked at letter by letter: slow, and beyond doubt. */
function plainlyValid(text: string): boolean {
  const packed = text.replace(/[ \t\r\n]+/g, "");
  const body = packed.replace(/={0,2}$/, "");
  return /^[A-Za-z0-9+/]*$/.test(body) && body.length % 4 !== 1;
}

describe("base64 of a document", () => {
  it("gives back any bytes, whatever white space was put in", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), (bytes, step) => {
        const text = encodeBase64(bytes);
        const folded = step === 0 ? text : text.replace(new RegExp(`.{${step}}`, "g"), "$&\r\n ");
        expect([...decodeBase64(folded, MOST)]).toEqual([...bytes]);
      }),
    );
  });

  it("refuses exactly what is not base64", () => {
    const letters = fc.constantFrom(..."ABab01+/=-_ é\u0000\n*");
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 24 }), (text) => {
        const padded = text.replace(/[ \t\r\n]+/g, "");
        if (/=[^=]/.test(padded) || /={3,}/.test(padded)) {
          expect(() => decodeBase64(text, MOST)).toThrow();
          return;
        }
        if (plainlyValid(text)) expect(() => decodeBase64(text, MOST)).not.toThrow();
        else expect(() => decodeBase64(text, MOST)).toThrow(expect.objectContaining({ code: "base64-invalid" }));
      }),
      { numRuns: 2000 },
    );
  });

  it("says that it is too big before it decodes anything", () => {
    expect(() => decodeBase64("A".repeat(4000), 1000)).toThrow(expect.objectContaining({ code: "media-too-big" }));
  });
});
