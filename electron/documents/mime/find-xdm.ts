import { isXdm, readXdm } from "../xdm/read-xdm";
import { contentOf, type MimeNode } from "./mime-tree";
import { partName } from "./part-list";

/** An archive that a message carries, with the way to its files. */
export type FoundXdm = { readonly node: MimeNode; readonly returned: boolean; readonly opened: OpenedXdm };
export type OpenedXdm = Awaited<ReturnType<typeof readXdm>>;

const TYPES = new Set([
  "application/zip",
  "application/x-zip-compressed",
  "application/x-zip",
  "application/octet-stream",
  "multipart/x-zip",
]);
/** Archives looked into: a message carries one, a returned one the same again. */
const MAX_TRIED = 10;

/**
 * The first XDM archive of a message: a part whose name or type says zip and whose bytes prove it (a METADATA.XML in an IHE_XDM
 * folder). The message's own parts come before those of a message that it returns. One that cannot be read counts as none.
 */
export async function findXdm(nodes: readonly MimeNode[]): Promise<FoundXdm | null> {
  const candidates = nodes
    .filter(mayBeArchive)
    .toSorted((one, other) => one.messageDepth - other.messageDepth || one.index - other.index);
  for (const node of candidates.slice(0, MAX_TRIED)) {
    const opened = await openXdm(contentOf(node));
    if (opened) return { node, returned: node.messageDepth > 0, opened };
  }
  return null;
}

function mayBeArchive(node: MimeNode): boolean {
  if (node.type.startsWith("multipart/") || node.children.length > 0) return false;
  return (
    TYPES.has(node.type) ||
    /\.zip$/i.test(partName(node)) ||
    isZip(contentOf({ ...node, body: node.body.subarray(0, 16) }))
  );
}

async function openXdm(bytes: Uint8Array): Promise<OpenedXdm | null> {
  if (!isZip(bytes)) return null;
  try {
    return (await isXdm(bytes)) ? await readXdm(bytes) : null;
  } catch {
    // Whatever is wrong with an archive, the message that carries it stays readable.
    return null;
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}
