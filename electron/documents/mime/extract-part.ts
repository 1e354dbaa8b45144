import { PliError } from "#shared/domain/failure";
import { contentOf, type MimeNode, type MimeTree, readMimeTree } from "./mime-tree";
import { partName } from "./part-list";

/** A part as it is saved: bytes without their transfer encoding, under a safe name. */
export type ExtractedPart = { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array };

/**
 * The part that stands at `index` of the depth-first walk (`ParsedPart.index`). Fails with `part-not-found` for a multipart or no part at all.
 * @internal The parser process keeps the tree between two questions; tests ask at once.
 */
export async function extractPart(raw: Uint8Array, index: number): Promise<ExtractedPart> {
  return partOf(readMimeTree(raw), index);
}

/** The same from a tree already split. */
export function partOf({ nodes }: MimeTree, index: number): ExtractedPart {
  const node: MimeNode | undefined = nodes[index];
  if (!node || node.type.startsWith("multipart/")) throw new PliError("part-not-found");
  return { name: partName(node), mimeType: node.type, bytes: Uint8Array.from(contentOf(node)) };
}
