import fc from "fast-check";
import { expect, test } from "vitest";
import { labelKeyword, labelName, labelSlug, nameOfSlug, slugOfKeyword } from "./label";

test("a name becomes a keyword that a server takes, and is found again", () => {
  expect(labelSlug("À rappeler !")).toBe("a_rappeler");
  expect(labelKeyword("a_rappeler")).toBe("$PliLabel_a_rappeler");
  expect(slugOfKeyword("$PliLabel_a_rappeler")).toBe("a_rappeler");
  expect(slugOfKeyword("$PLILABEL_A_RAPPELER")).toBe("a_rappeler");
  expect(nameOfSlug("a_rappeler")).toBe("A rappeler");
});

test("other keywords are no labels", () => {
  for (const keyword of [
    "$PliDone",
    "\\Seen",
    "$PliLabel_",
    "$PliLabel__",
    "$PliLabel_é",
    `$PliLabel_${"x".repeat(41)}`,
    "$Label1",
  ])
    expect(slugOfKeyword(keyword)).toBeNull();
});

test("a name of signs alone gives nothing", () => expect(labelSlug(" … ! ")).toBe(""));

test("any name gives an atom of its own keyword, or nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(labelName(name)).not.toMatch(/\p{Cc}/u);
      const slug = labelSlug(name);
      if (slug === "") return;
      expect(labelKeyword(slug)).toMatch(/^\$PliLabel_[a-z0-9_]+$/u);
      expect(slugOfKeyword(labelKeyword(slug))).toBe(slug);
    }),
  );
});
