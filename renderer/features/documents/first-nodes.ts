import type { NarrativeNode, NarrativeSection } from "#shared/domain/document";

type Parent = Exclude<NarrativeNode, string> & { readonly children: readonly NarrativeNode[] };

/** What may be drawn in part: the rows of a table and the items of a list follow one another. */
const CUT: ReadonlySet<string> = new Set(["table", "thead", "tbody", "tfoot", "list"]);

/**
 * The beginning of a document, of about `most` nodes: whole paragraphs, whole rows. What is kept whole is the same
 * object as in the document, and so is the document once all of it is.
 */
export function firstNodes(sections: readonly NarrativeSection[], most: number): readonly NarrativeSection[] {
  return cutSections(sections, { left: Math.max(1, most) });
}

/** Nodes that may still be kept. */
type Room = { left: number };

function cutSections(sections: readonly NarrativeSection[], room: Room): readonly NarrativeSection[] {
  return kept(sections, room, (section) => {
    if (fits(section, room)) return section;
    room.left -= 1;
    const content = cutNodes(section.content, room);
    return { ...section, content, sections: room.left > 0 ? cutSections(section.sections, room) : [] };
  });
}

function cutNodes(nodes: readonly NarrativeNode[], room: Room): readonly NarrativeNode[] {
  return kept(nodes, room, (node) => {
    if (typeof node !== "string" && CUT.has(node.kind) && !fits(node, room)) {
      room.left -= 1;
      return { ...(node as Parent), children: cutNodes((node as Parent).children, room) } as NarrativeNode;
    }
    if (typeof node === "string" || !CUT.has(node.kind)) room.left -= weightOf(node);
    return node;
  });
}

/** The first ones that there is room for, each as `cut` gives it; the same list where nothing was left out. */
function kept<One>(all: readonly One[], room: Room, cut: (one: One) => One): readonly One[] {
  const first: One[] = [];
  for (const one of all) {
    if (room.left <= 0) break;
    first.push(cut(one));
  }
  return first.length === all.length && first.every((one, at) => one === all[at]) ? all : first;
}

/** Takes the room of all of it, where there is as much. */
function fits(part: NarrativeSection | Exclude<NarrativeNode, string>, room: Room): boolean {
  const weight = weightOf(part);
  if (weight > room.left) return false;
  room.left -= weight;
  return true;
}

const weights = new WeakMap<object, number>();

/** How many nodes there are in it, itself included; counted once. */
function weightOf(part: NarrativeNode | NarrativeSection): number {
  if (typeof part === "string") return 1;
  const known = weights.get(part);
  if (known !== undefined) return known;
  const inside: readonly (NarrativeNode | NarrativeSection)[] =
    "content" in part ? [...part.content, ...part.sections] : "children" in part ? part.children : [];
  const weight = inside.reduce<number>((sum, one) => sum + weightOf(one), 1);
  weights.set(part, weight);
  return weight;
}
