import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mailLinkAmong, readMailLink } from "./mail-link";

const ADDRESS = "nadia.demo@confrere.demo.mssante.fr";
const OTHER = "paul.demo@confrere.demo.mssante.fr";
const alone = { to: [{ name: "", address: ADDRESS }], cc: [], subject: "", text: "" };

describe("a mailto given by another program (L08)", () => {
  test("its people, subject and text are kept", () => {
    expect(readMailLink(`mailto:${ADDRESS}`)).toEqual(alone);
    expect(readMailLink(`MAILTO:${ADDRESS}?cc=${OTHER}&subject=Bonjour%20%C3%A0%20vous&body=Une%0D%0Adeux`)).toEqual({
      ...alone,
      cc: [{ name: "", address: OTHER }],
      subject: "Bonjour à vous",
      text: "Une\ndeux",
    });
    expect(readMailLink(`mailto:${ADDRESS},${OTHER}?to=${ADDRESS}`)?.to).toHaveLength(2);
  });

  test("files, hidden copies and headers are not", () => {
    const link = `mailto:${ADDRESS}?attach=/etc/passwd&attachment=C:%5Cx&bcc=${OTHER}&in-reply-to=x&from=${OTHER}&X-MSS-MES=FIN`;
    expect(readMailLink(link)).toEqual(alone);
  });

  test("a line break slipped into the subject or an address is not one any more", () => {
    expect(readMailLink(`mailto:${ADDRESS}?subject=a%0D%0ABcc:%20${OTHER}`)?.subject).toBe(`a Bcc: ${OTHER}`);
    expect(readMailLink(`mailto:${ADDRESS}%0d%0abcc:${OTHER}`)).toBeNull();
  });

  test("what is no address, too long or badly encoded is refused", () => {
    expect(readMailLink("mailto:?subject=x")).toBeNull();
    expect(readMailLink("mailto:%E0%A4%A")).toBeNull();
    expect(readMailLink(`mailto:${ADDRESS}?body=${"x".repeat(9000)}`)).toBeNull();
    expect(readMailLink(`https://demo.invalid/?mailto:${ADDRESS}`)).toBeNull();
    expect(readMailLink(`mailto:${ADDRESS}?subject=%E0%A4%A&body=ok`)).toEqual({ ...alone, text: "ok" });
  });
});

test("among the arguments of a second start, nothing else is looked at (L09)", () => {
  expect(mailLinkAmong(["/opt/pli", "--inspect=0.0.0.0", "\\\\server\\x", "file:///etc", `mailto:${ADDRESS}`])).toEqual(
    alone,
  );
  expect(mailLinkAmong(["/opt/pli", "--user-data-dir=/tmp", "."])).toBeNull();
});

test("any text gives bounded plain text, or nothing", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (start, subject, body) => {
      const link = readMailLink(
        `mailto:${ADDRESS}${start}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`,
      );
      if (link === null) return;
      expect(link.subject).not.toMatch(/\p{Cc}/u);
      expect(link.text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      expect(link.to.every(({ address }) => /^[!-~]+@[!-~]+$/u.test(address))).toBe(true);
    }),
  );
});
