import type { CdaDocument, NarrativeNode, NarrativeSection } from "#shared/domain/document";
import { packNarrative } from "#shared/rules/packed-narrative";

/** A document as it was kept. Those of the first profiles hold their sections in full (`sections`, each text an object): they are packed here. */
export function storedCda(json: string): CdaDocument {
  const kept = JSON.parse(json) as CdaDocument & { readonly sections?: readonly OldSection[] };
  const { sections, ...cda } = kept;
  return sections === undefined ? cda : { ...cda, narrative: packNarrative(sections.map(sectionOf)) };
}

type OldText = { readonly kind: "text"; readonly text: string };
type OldNode = OldText | Exclude<NarrativeNode, string>;
type OldSection = Omit<NarrativeSection, "content" | "sections"> & {
  readonly content: readonly OldNode[];
  readonly sections: readonly OldSection[];
};

function sectionOf(section: OldSection): NarrativeSection {
  return { ...section, content: section.content.map(nodeOf), sections: section.sections.map(sectionOf) };
}

function nodeOf(node: OldNode): NarrativeNode {
  if (node.kind === "text") return node.text;
  // A document of an old profile: its children are old nodes too.
  return "children" in node ? { ...node, children: (node.children as readonly OldNode[]).map(nodeOf) } : node;
}
