import { expect, test } from "vitest";
import { setsColour } from "./sets-colour";

test.each([
  ["color: red", true],
  ["font-weight: bold;  COLOR:#000", true],
  ["margin-top: 2px; background-color: rgb(1, 2, 3)", true],
  ["", false],
  ["border-top-color: red; border-left-color: #123456", false],
  ["font-style: italic; text-align: center", false],
])("«%s» sets a colour of text or ground: %s", (style, expected) => expect(setsColour(style)).toBe(expected));
