import { expect, test } from "vitest";
import { fileSize, spacedIdNat } from "./quantities";

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/gu, " ");

test.each([
  [0, "0 o"],
  [999, "999 o"],
  [214_000, "214 Ko"],
  [1_240_000, "1,2 Mo"],
  [25_000_000, "25 Mo"],
  [3_400_000_000, "3,4 Go"],
  [-5, "0 o"],
])("%d bytes read %s", (bytes, expected) => expect(plain(fileSize(bytes, "fr"))).toBe(expected));
test("English units", () => expect(plain(fileSize(1_240_000, "en"))).toBe("1.2 MB"));

test.each([
  ["899700218896", "8 99700 21889 6"],
  ["123", "123"],
])("the identifier %s reads %s", (id, expected) => expect(plain(spacedIdNat(id))).toBe(expected));
