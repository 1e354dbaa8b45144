import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlToText } from "./html-text";
import { cpuMs } from "./testing/cpu-time";

describe("text of HTML", () => {
  test.each([
    ["<p>Bonjour <b>docteur</b>,</p><p>Merci.</p>", "Bonjour docteur,\n\nMerci."],
    ["a<br>b<br/>c", "a\nb\nc"],
    ["a<br><br>b", "a\n\nb"],
    ["a<br><br><br><br>b", "a\n\nb"],
    ["<div>a</div><div>b</div>", "a\nb"],
    ["a\n   b\t c", "a b c"],
    ["a <b> b</b> c", "a b c"],
    ["a<b>b</b>", "ab"],
    ["<ul><li>un</li><li>deux</li></ul>fin", "- un\n- deux\nfin"],
    ["<table><tr><td>Na</td><td>140</td></tr><tr><td>K</td><td>4</td></tr></table>", "Na\t140\nK\t4"],
    ["<h1>Titre</h1>texte", "Titre\n\ntexte"],
    ["&eacute;t&eacute; &lt;b&gt;", "été <b>"],
    ["<style>p{color:red}</style><script>x()</script><title>t</title>visible", "visible"],
    ["<!-- caché -->visible", "visible"],
    ['<img src="x" alt="Logo du cabinet">', "Logo du cabinet"],
    ["<img src=x>a", "a"],
    ['<a href="https://demo.example/x">notice</a>', "notice <https://demo.example/x>"],
    ['<a href="https://demo.example/">https://demo.example</a>', "https://demo.example"],
    ['<a href="mailto:a@demo.example">a@demo.example</a>', "a@demo.example"],
    ['<a href="javascript:alert(1)">clic</a>', "clic"],
    ['<a href="https://a.example b">clic</a>', "clic"],
    ['<a name="x">ancre</a> suite', "ancre suite"],
    ['<a href="https://vrai.example">https://faux.example</a>', "https://faux.example <https://vrai.example>"],
    ["", ""],
    ["   ", ""],
    ["<p></p>", ""],
    ["a\u202eb\u0000c", "abc"],
  ])("%j is %j", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test("what follows an element that never closes is still told", () => {
    expect(htmlToText("<noscript><p>Résultat : positif")).toBe("Résultat : positif");
  });

  test("text in is text out, line breaks aside", () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom(..."abcé012".split("")), minLength: 1, maxLength: 8 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, (all) => {
        expect(
          htmlToText(all.map((word) => `<p>${word}</p>`).join(""))
            .split("\n\n")
            .filter(Boolean),
        ).toEqual(all);
        expect(htmlToText(all.join(" "))).toBe(all.join(" "));
      }),
    );
  });

  test.each(["<i> </i>", "<td>x</td>", "<a href='https://x.example'>y</a>", "<br>", "a ", "<p>é"])(
    "four megabytes of %j are read within two seconds",
    (unit) => {
      const time = cpuMs(() => {
        expect(htmlToText(unit.repeat(4_000_000 / unit.length)).length).toBeLessThanOrEqual(2_000_000);
      });
      expect(time).toBeLessThan(2_000);
    },
  );
});
