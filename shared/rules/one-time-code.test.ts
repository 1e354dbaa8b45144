import { expect, test } from "vitest";
import { oneSecret, readCode } from "./one-time-code";

test.each([
  ["123456", "123456"],
  [" 123 456 ", "123456"],
  ["12\u202f34.56-78", "12345678"],
  ["12345", null],
  ["123456789", null],
  ["12345a", null],
  ["", null],
])("a code typed as %j is %j", (typed, code) => expect(readCode(typed)).toBe(code));

test("a password and its code make one password, as the operator wants it", () => {
  expect(oneSecret("after", "mot", "123456")).toBe("mot123456");
  expect(oneSecret("comma", "mot", "123456")).toBe("mot,123456");
  expect(oneSecret("alone", "", "123456mot")).toBe("123456mot");
});
