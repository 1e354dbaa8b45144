import type { NarrativeNode, NarrativeSection } from "#shared/domain/document";

/** The nodes that hold text in a line or a paragraph. */
export type NarrativeBlock = Extract<
  NarrativeNode,
  { kind: "paragraph" | "item" | "content" | "caption" | "sub" | "sup" | "footnote" }
>;

/** Deeper than this a narrative is drawn as its text: no document written for people goes there. */
export const MOST_DEPTH = 40;

/** The text of a node, spaces as written. */
export function nodeText(node: NarrativeNode): string {
  if (typeof node === "string") return node;
  if (node.kind === "break") return "\n";
  if (node.kind === "media") return node.caption ?? "";
  return node.children.map(nodeText).join("");
}

/** Footnotes of a document in the order they are met; the place in the list is their number, less one. */
export function footnotesOf(sections: readonly NarrativeSection[]): readonly NarrativeBlock[] {
  const found: NarrativeBlock[] = [];
  const visit = (node: NarrativeNode): void => {
    if (typeof node === "string") return;
    if (node.kind === "footnote") found.push(node);
    if ("children" in node) node.children.forEach(visit);
  };
  const walk = (section: NarrativeSection): void => {
    section.content.forEach(visit);
    section.sections.forEach(walk);
  };
  sections.forEach(walk);
  return found;
}

const emphases: Readonly<Record<string, "strong" | "em" | "under">> = {
  Bold: "strong",
  Emphasis: "em",
  Italics: "em",
  Underline: "under",
};

/** Emphases among the style codes of CDA (`Bold`, `Emphasis`, `Italics`, `Underline`); layout codes are ours to decide and are dropped. */
export const emphasesOf = (styles: readonly string[] = []): ReadonlySet<"strong" | "em" | "under"> =>
  new Set(styles.flatMap((style) => (Object.hasOwn(emphases, style) ? [emphases[style] ?? "em"] : [])));

/** Spans that a table may ask for: whole, positive, bounded. */
export const spanOf = (span = 1): number => (Number.isInteger(span) && span > 0 ? Math.min(span, 100) : 1);
