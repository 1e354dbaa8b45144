import { expect, test } from "vitest";
import { catalogue } from "#shared/text/index";
import { shortcutOf, shortcuts } from "./shortcuts";

const press = (key: string, modifiers: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
});

test.each([
  ["j", "next"],
  ["k", "previous"],
  ["e", "archive"],
  ["t", "done"],
  ["u", "unread"],
  ["r", "reply"],
  ["c", "write"],
  ["/", "search"],
  ["?", "help"],
  ["q", null],
])("%s outside a field is %s", (key, expected) => expect(shortcutOf(press(key), false)).toBe(expected));

test("while typing, letters are letters", () => {
  for (const key of ["j", "e", "t", "r", "?", "/", "Delete", "Escape"]) expect(shortcutOf(press(key), true)).toBeNull();
});

test("while typing, Ctrl+K still opens the palette and F1 still helps", () => {
  expect(shortcutOf(press("k", { ctrlKey: true }), true)).toBe("palette");
  expect(shortcutOf(press("K", { metaKey: true }), true)).toBe("palette");
  expect(shortcutOf(press("F1"), true)).toBe("help");
});

test("a letter with Ctrl or Alt is another key", () => {
  expect(shortcutOf(press("e", { ctrlKey: true }), false)).toBeNull();
  expect(shortcutOf(press("e", { altKey: true }), false)).toBeNull();
  expect(shortcutOf(press("k", { ctrlKey: true, altKey: true }), false)).toBeNull();
});

test("Shift counts with letters, and is only a way to type signs", () => {
  expect(shortcutOf(press("p", { ctrlKey: true }), false)).toBe("print");
  expect(shortcutOf({ ...press("P", { ctrlKey: true }), shiftKey: true }, false)).toBe("savePdf");
  expect(shortcutOf({ ...press("+", { ctrlKey: true }), shiftKey: true }, true)).toBe("bigger");
  expect(shortcutOf(press("-", { ctrlKey: true }), true)).toBe("smaller");
  expect(shortcutOf({ ...press("0", { ctrlKey: true }), shiftKey: true }, false)).toBe("normalSize");
});

test("no key does two things, and each is said", () => {
  const keys = Object.values(shortcuts).flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
  const says = Object.values(shortcuts).map((shortcut) => catalogue("fr")[shortcut.says]);
  expect(says.every((text) => text !== undefined && text !== "")).toBe(true);
});
