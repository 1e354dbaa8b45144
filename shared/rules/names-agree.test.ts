import fc from "fast-check";
import { expect, test } from "vitest";
import { namesAgree } from "./names-agree";

test.each([
  ["Dr Anne DEMO", "DEMO Anne"],
  ["Dr DEMO", "DEMO Anne"],
  ["Élodie Démo-Martin", "DEMO MARTIN Elodie"],
  ["A. DEMO", "Anne DEMO"],
  ["", "DEMO Anne"],
  ["Dr", "DEMO Anne"],
])("%j and %j may be one person", (one, other) => expect(namesAgree(one, other)).toBe(true));

test.each([
  ["DEMO Anne", "ESSAI Bruno"],
  ["DEMO Anne", "DEMO Bruno"],
  ["Dr Anne DEMO", "Dr Bruno ESSAI"],
  ["A. DEMO", "Bruno DEMO"],
])("%j and %j are two", (one, other) => expect(namesAgree(one, other)).toBe(false));

test("whichever is first, the answer is the same, and a name agrees with itself", () => {
  const name = fc.array(fc.constantFrom("Dr", "DEMO", "Anne", "a", "Élodie", "elodie", "Bruno"), { maxLength: 4 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      const [first, second] = [one.join(" "), other.join(" ")];
      expect(namesAgree(first, second)).toBe(namesAgree(second, first));
      expect(namesAgree(first, first)).toBe(true);
    }),
  );
});
