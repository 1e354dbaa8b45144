import { decodeEntities } from "./html-entities";
import type { HtmlAttribute } from "./html-tokens";

/** The value of an attribute as written, empty when there is none. */
export const attributeOf = (attributes: readonly HtmlAttribute[], name: string): string =>
  attributes.find((one) => one.name === name)?.value ?? "";

/** Where a link leads, when it is worth telling: web and mail targets only; empty for any other. */
export function linkTarget(attributes: readonly HtmlAttribute[]): string {
  const href = decodeEntities(attributeOf(attributes, "href")).trim();
  return /^(?:https?:\/\/|mailto:)[^\s<>]+$/i.test(href) ? href.slice(0, 2_000) : "";
}

/** Whether the words of a link already say where it leads. */
export function saysTarget(shown: string, target: string): boolean {
  const bare = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^(?:https?:\/\/|mailto:)/, "")
      .replace(/\/$/, "");
  return bare(shown) === bare(target);
}
