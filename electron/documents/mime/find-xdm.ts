import type { ArchiveRefusal } from "#shared/domain/archive-refusal";
import { DocumentError, type DocumentErrorCode } from "../document-error";
import { layoutOf } from "../xdm/archive-layout";
import { mergeArchives } from "../xdm/merge-archives";
import { readXdm } from "../xdm/read-xdm";
import { archiveLimits } from "../zip/archive-limits";
import { listArchive } from "../zip/read-archive";
import { contentOf, type MimeNode } from "./mime-tree";
import { partName } from "./part-list";

/** The archives that a message carries, with the way to their files: `opened` is all of them as one, `each` tells them apart. */
export type FoundXdm = {
  readonly returned: boolean;
  readonly opened: OpenedXdm;
  readonly each: readonly { readonly node: MimeNode; readonly opened: OpenedXdm }[];
};
/** What was found in a message: its archives, and those that were not opened, each with the reason. */
export type ArchiveSearch = {
  readonly found: FoundXdm | null;
  readonly refused: ReadonlyMap<MimeNode, ArchiveRefusal>;
};
export type OpenedXdm = Awaited<ReturnType<typeof readXdm>>;

const TYPES = new Set(["application/zip", "application/x-zip-compressed", "application/x-zip"]);
/** Archives looked into, the others being told `too-many`: a message carries one or a few, a returned one the same again. */
const MAX_TRIED = 10;

/**
 * The XDM archives of a message: parts whose name or type says zip and whose bytes prove it (a METADATA.XML in an IHE_XDM folder). Those of a
 * message that it returns count only where it has none of its own. One that cannot be read counts as none, and why is told where its name or
 * type says that it is an archive; what they unfold to is bounded for all of them together.
 */
export async function findXdm(nodes: readonly MimeNode[]): Promise<ArchiveSearch> {
  const candidates = nodes
    .filter(mayBeArchive)
    .toSorted((one, other) => one.messageDepth - other.messageDepth || one.index - other.index);
  const refused = new Map<MimeNode, ArchiveRefusal>();
  const found: { readonly node: MimeNode; readonly opened: OpenedXdm }[] = [];
  let left: number = archiveLimits.totalBytes;
  for (const [rank, node] of candidates.entries()) {
    const [earlier] = found;
    if (earlier !== undefined && earlier.node.messageDepth > 0 !== node.messageDepth > 0) break;
    if (rank >= MAX_TRIED) {
      if (saysArchive(node)) refused.set(node, "too-many");
      continue;
    }
    const opened = await openXdm(contentOf(node), left);
    if (typeof opened !== "string") {
      found.push({ node, opened });
      left -= opened.unfolded;
      continue;
    }
    const reason = REFUSALS[opened];
    if (reason !== undefined && saysArchive(node)) refused.set(node, reason);
  }
  const [one, ...more] = found;
  if (one === undefined) return { found: null, refused };
  const opened = mergeArchives([one.opened, ...more.map((each) => each.opened)]);
  return { found: { returned: one.node.messageDepth > 0, opened, each: found }, refused };
}

function mayBeArchive(node: MimeNode): boolean {
  if (node.type.startsWith("multipart/") || node.children.length > 0) return false;
  return saysArchive(node) || isZip(contentOf({ ...node, body: node.body.subarray(0, 16) }));
}

const saysArchive = (node: MimeNode): boolean => TYPES.has(node.type) || /\.zip$/i.test(partName(node));

/** The archive, or why it is not one that can be read. */
async function openXdm(bytes: Uint8Array, totalBytes: number): Promise<OpenedXdm | DocumentErrorCode> {
  if (!isZip(bytes)) return "zip-unreadable";
  try {
    // Only the names of an archive of something else are read.
    if (layoutOf(await listArchive(bytes)) === "none") return "not-xdm";
    return await readXdm(bytes, { ...archiveLimits, totalBytes });
  } catch (cause) {
    // Whatever is wrong with an archive, the message that carries it stays readable.
    return cause instanceof DocumentError ? cause.code : "zip-unreadable";
  }
}

/** An archive of something else (`not-xdm`) is an ordinary file: nothing was refused. */
const REFUSALS: Readonly<Partial<Record<DocumentErrorCode, ArchiveRefusal>>> = {
  "zip-encrypted": "protected",
  "zip-too-many-entries": "too-big",
  "zip-too-big": "too-big",
  "zip-ratio": "too-big",
  "zip-unreadable": "damaged",
  "zip-wrong-size": "damaged",
  "zip-damaged": "damaged",
  "zip-overlap": "unsafe",
  "zip-unsafe-name": "unsafe",
  "xml-doctype": "unsafe",
  "xml-too-deep": "undescribed",
  "xml-too-big": "undescribed",
  "xml-unreadable": "undescribed",
};

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}
