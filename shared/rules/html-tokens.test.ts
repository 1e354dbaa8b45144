import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEntities, escapeHtml } from "./html-entities";
import { readHtml } from "./html-tokens";
import { cpuMs } from "../../electron/documents/mime/testing/cpu-time";

const tokens = (html: string) =>
  [...readHtml(html)].map((token) => {
    if (token.kind === "text") return token.text;
    if (token.kind === "close") return `</${token.name}>`;
    return `<${[token.name, ...token.attributes.map(({ name, value }) => `${name}=${value}`)].join(" ")}>`;
  });

describe("tags and text", () => {
  test.each([
    ["a<b>c</b>", ["a", "<b>", "c", "</b>"]],
    ["<P CLASS='x' ID=y hidden>", ["<p class=x id=y hidden=>"]],
    ['<a href="x > y">z', ["<a href=x > y>", "z"]],
    ["<br/>", ["<br>"]],
    ["<br / >", ["<br>"]],
    ["1 < 2 <3", ["1 < 2 <3"]],
    ["a<", ["a<"]],
    ["a<!-- <b> -->c", ["a", "c"]],
    ["a<!-->b", ["a", "b"]],
    ["a<!-- sans fin <b>", ["a"]],
    ["<!DOCTYPE html><?xml ?><p>", ["<p>"]],
    ["<script>if (a<b) '</p>'</script>x", ["<script>", "</script>", "x"]],
    ["<SCRIPT>a</sCript >x", ["<script>", "</script>", "x"]],
    ["<style>p{}", ["<style>"]],
    ["<title><b>x</title>y", ["<title>", "</title>", "y"]],
    ["<svg><p></svg>y", ["<svg>", "</svg>", "y"]],
    ["<svg>visible", ["<svg>", "visible"]],
    ["<plaintext><b>", ["<plaintext>"]],
    ["a<p title='sans fin", ["a"]],
    ["<p a=1 a=2>", ["<p a=1>"]],
    ["</p onclick=x>", ["</p>"]],
    ["<x:y-1>", ["<x:y-1>"]],
    ["<p\n=x>y", ["<p>", "y"]],
  ])("%j gives %j", (html, expected) => {
    expect(tokens(html)).toEqual(expected);
  });

  test("the place of a value in the source is exact, quoted or not", () => {
    for (const html of ['<img alt="é" src="cid:a">', "<img alt='é' src='cid:a'>", "<img alt=é src=cid:a>"]) {
      const [token] = [...readHtml(html)];
      const src = token?.kind === "open" ? token.attributes.find(({ name }) => name === "src") : undefined;
      expect(html.slice(src?.start, src?.end)).toBe("cid:a");
    }
  });

  test("letters whose lower case is longer do not shift the end of a script", () => {
    expect(tokens(`${"İ".repeat(20)}<script>x</script>y`).at(-1)).toBe("y");
  });

  test.each(["<", "<a ", '<a b="', "<svg>", "<!--", "<script>", "</", "<a a=b ", "<p>", "&amp;", "<a b='c\"d'>"])(
    "four megabytes of %j are cut within two seconds",
    (unit) => {
      const time = cpuMs(() => {
        let count = 0;
        for (const token of readHtml(unit.repeat(4_000_000 / unit.length))) count += token.kind.length;
        expect(count).toBeGreaterThanOrEqual(0);
      });
      expect(time).toBeLessThan(2_000);
    },
  );

  test("any text is cut without an error, and text given holds no tag that a browser would see", () => {
    const unit = fc.constantFrom(..."<>/!-='\" abp&;#".split(""), "script", "<!--", "-->", "</");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (pieces) => {
        for (const token of readHtml(pieces.join("")))
          if (token.kind === "text") expect(token.text).not.toMatch(/<[a-z/!?]/i);
      }),
      { numRuns: 500 },
    );
  });
});

describe("character references", () => {
  test.each([
    ["&eacute;&Eacute;&agrave;&ccedil;&oelig;&OElig;", "éÉàçœŒ"],
    ["&nbsp;", "\u00a0"],
    ["&euro;&rsquo;&hellip;&laquo;&raquo;", "€’…«»"],
    ["&#233;&#xE9;&#XE9;", "ééé"],
    ["&#128;&#146;&#x9c;", "€’œ"],
    ["&#0;&#xD800;&#x110000;", "\ufffd\ufffd\ufffd"],
    ["&#128512;", "😀"],
    ["&eacute et &amp", "é et &"],
    ["&inconnu; & &; &#; &#x;", "&inconnu; & &; &#; &#x;"],
    ["&amp;lt;", "&lt;"],
    ["&yuml;&thorn;&iexcl;", "ÿþ¡"],
    ["&constructor;&__proto__;", "&constructor;&__proto__;"],
  ])("%j is %j", (html, text) => {
    expect(decodeEntities(html)).toBe(text);
  });

  test("what is escaped is read back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        expect(decodeEntities(escapeHtml(text))).toBe(text);
        expect(escapeHtml(text)).not.toMatch(/[<>"]/);
      }),
    );
  });
});
