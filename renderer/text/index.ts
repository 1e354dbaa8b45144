export { TextProvider, textOf, useText, type Text, type TextValues } from "./text-provider";
