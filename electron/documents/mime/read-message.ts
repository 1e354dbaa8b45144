import type { XdmArchive } from "#shared/domain/document";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { parseMssHeaders } from "#shared/rules/headers";
import { readFirstAddress } from "./address-list";
import { type Body, readBody } from "./body-text";
import { type ArchiveSearch, type FoundXdm, findXdm } from "./find-xdm";
import { inlinePictures } from "./inline-pictures";
import { type MimeNode, type MimeTree, readMimeTree } from "./mime-tree";
import { readEnvelope } from "./read-envelope";
import { readPart, savableNodes } from "./part-list";
import { readReceipt } from "./read-receipt";
import { returnPathOf } from "./return-path";
import { readSearchText } from "./search-text";

/** How a message is read; `pdf: false` leaves the PDFs out of the search text, for one whose PDFs take the parser down. */
export type ReadMessageOptions = { readonly pdf?: boolean };

/**
 * Reads the raw bytes of a message into plain data (RFC 5322, 2045–2047, 2231). Everything is bounded (`LIMITS`); names, addresses
 * and subject are cleaned (M01, M03); a broken archive or part never breaks the message. Fails only with `message-too-big` or
 * `message-headers-too-big`.
 * @internal The parser process keeps the tree between two questions; tests ask at once.
 */
export async function readMessage(raw: Uint8Array, options: ReadMessageOptions = {}): Promise<ParsedMessage> {
  const tree = readMimeTree(raw);
  return describeMessage(tree, await findXdm(tree.nodes), options);
}

/** The same from a tree already split and an archive already found. */
export async function describeMessage(
  tree: MimeTree,
  { found, refused }: ArchiveSearch,
  { pdf = true }: ReadMessageOptions = {},
): Promise<ParsedMessage> {
  const { root, nodes } = tree;
  const body = readBody(root);
  const listed = savableNodes(nodes, shownNodes(body));
  const { html, used } = inlinePictures(body.html ?? "", listed);
  const envelope = readEnvelope(root.fields);
  return {
    ...envelope,
    returnPath: returnPathOf(root.fields),
    receiptAskedBy: readFirstAddress(root.fields.first("disposition-notification-to")),
    ...(/(?:^|;)\s*DSN=1\s*(?:;|$)/iu.test(root.fields.first("x-mozilla-draft-info")) ? { deliveryReceipt: true } : {}),
    automatic: !/^\s*(?:no\b|$)/iu.test(root.fields.first("auto-submitted")),
    mss: parseMssHeaders((name) => root.fields.first(name.toLowerCase()) || null),
    text: body.text,
    html: body.html === null ? null : html,
    parts: listed.map((node) => {
      const reason = refused.get(node);
      return { ...readPart(node, used.has(node)), ...(reason === undefined ? {} : { refused: reason }) };
    }),
    receipt: readReceipt(tree, envelope.subject, body.text),
    xdm: found === null ? null : archiveOf(found),
    xdmReturned: found?.returned ?? false,
    searchText: await readSearchText(listed, found?.opened ?? null, pdf),
  };
}

/** The archives as one; where there are several, each document says in which part it came. */
function archiveOf({ opened, each }: FoundXdm): XdmArchive {
  if (each.length === 1) return opened.archive;
  const parts = each.flatMap(({ node, opened: { archive } }) => archive.documents.map(() => node.index));
  return {
    ...opened.archive,
    documents: opened.archive.documents.map((document, at) => ({ ...document, archivePart: parts[at] ?? 0 })),
  };
}

/** What the body shows whole; a text that had to be cut stays a part that can be saved. */
function shownNodes(body: Body): ReadonlySet<MimeNode> {
  return new Set([...body.nodes].filter((node) => !body.cut.has(node)));
}
