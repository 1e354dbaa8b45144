export { TextProvider, useText, type Text, type TextValues } from "./text-provider";
