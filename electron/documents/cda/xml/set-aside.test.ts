import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readXml } from "./read-xml";
import { setAside } from "./set-aside";
import { textOf } from "./xml-element";

const long = "QUJD".repeat(40_000);
const read = (text: string) => readXml(new TextEncoder().encode(text));

describe("long runs of text", () => {
  test("are taken out, and put back where they were", () => {
    const { light, restored } = setAside(`<a><b>${long}</b><c>${long}=</c></a>`);
    expect(light.length).toBeLessThan(40);
    const [first, second] = light.match(/\uE000\d/gu) ?? [];
    expect([restored(first ?? ""), restored(second ?? ""), restored("x")]).toEqual([long, `${long}=`, "x"]);
  });

  test("leave the tree as the parser alone would give it", () => {
    const root = read(`<a>un<b k="1">${long}</b>deux<c><![CDATA[${long}]]></c><d>${long}&amp;</d></a>`);
    expect(textOf(root)).toBe(`un${long}deux${long}${long}&`);
  });

  test("stay out of the document inside a comment or an instruction", () => {
    expect(textOf(read(`<a>un<!-- <b>${long}</b> -->deux<?p >${long}< ?></a>`))).toBe("undeux");
  });

  test("are still refused where they break the form", () => {
    expect(() => read(`<a>${long}`)).toThrow("xml-unreadable");
    expect(() => read(`<a>${long}]]></a>`)).toThrow("xml-unreadable");
    expect(() => read(`<a b=">${long}</a>`)).toThrow("xml-unreadable");
    expect(() => read(`${long}<a/>`)).toThrow("xml-unreadable");
  });

  test("are not looked for inside a tag", () => {
    expect(() => read(`<a>${"x".repeat(70_000)}<b c="${long}"/></a>`)).toThrow("xml-too-big");
    expect(setAside(`<a><b c="${long}"/></a>`).light).toContain(long);
  });

  test("are left to the parser by a text that holds the mark itself", () => {
    expect(textOf(read(`<a><b>\uE0000</b><c>${long}</c></a>`))).toBe(`\uE0000${long}`);
  });

  test("whatever lies around them, the text read is the text written", () => {
    const piece = fc.oneof(fc.string({ unit: fc.constantFrom(..."ab 1é]>") }), fc.constant(long));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const source = pieces.map((each, at) => `<b${at}>${each.replaceAll("]]>", "")}</b${at}>`).join("");
        expect(textOf(read(`<a>${source}</a>`))).toBe(pieces.map((each) => each.replaceAll("]]>", "")).join(""));
      }),
      { numRuns: 40 },
    );
  });
});
