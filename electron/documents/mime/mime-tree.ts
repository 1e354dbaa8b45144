import { PliError } from "#shared/domain/failure";
import { findDelimiters } from "./delimiters";
import { type HeaderFields, readHeaderFields } from "./header-fields";
import { readHeaderValue } from "./header-parameters";
import { LIMITS } from "./mime-limits";
import { decodeTransfer } from "./transfer-decoding";

/** A node of a message: a multipart or message/rfc822 with its children, or a leaf. Bytes are views, never copies. */
export type MimeNode = {
  /** Position in the depth-first walk of the whole tree, the root being 0. */
  readonly index: number;
  readonly parent: MimeNode | null;
  /** How many message/rfc822 stand above: 0 for the parts of the message itself. */
  readonly messageDepth: number;
  readonly fields: HeaderFields;
  /** Media type in lower case; `application/octet-stream` for what is kept unread because a bound was met. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly disposition: string;
  readonly dispositionParameters: ReadonlyMap<string, string>;
  /** Body as it travels: see `contentOf` for its bytes without the transfer encoding. */
  readonly body: Uint8Array;
  readonly children: MimeNode[];
};

export type MimeTree = { readonly root: MimeNode; readonly nodes: readonly MimeNode[] };

type Place = { readonly parent: MimeNode | null; readonly messageDepth: number; readonly multipartDepth: number };

const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]{1,80}\/[a-z0-9!#$&^_.+-]{1,120}$/;

/**
 * Splits a message into its MIME tree (RFC 2045, 2046), the same way every time (M04). Beyond the bounds of `LIMITS` what is left
 * of a multipart is kept as one opaque part: nothing is hidden. Fails with `message-too-big`, `message-headers-too-big`.
 */
export function readMimeTree(raw: Uint8Array): MimeTree {
  if (raw.length > LIMITS.rawBytes) throw new PliError("message-too-big");
  const start = leadingBlank(raw);
  if (headerEnd(raw.subarray(start)).size > LIMITS.headerBytes) throw new PliError("message-headers-too-big");
  const nodes: MimeNode[] = [];
  const root = readNode(raw.subarray(start), { parent: null, messageDepth: 0, multipartDepth: 0 }, nodes);
  return { root, nodes };
}

/** The bytes of a node's body without its transfer encoding. */
export function contentOf(node: MimeNode): Uint8Array {
  return decodeTransfer(node.body, node.fields.first("content-transfer-encoding"));
}

function readNode(bytes: Uint8Array, place: Place, nodes: MimeNode[]): MimeNode {
  const { size, bodyStart } = headerEnd(bytes);
  if (size > LIMITS.headerBytes) return opaque(bytes, place, nodes);
  const fields = readHeaderFields(bytes.subarray(0, size));
  const disposition = readHeaderValue(fields.first("content-disposition"));
  const content = readHeaderValue(fields.first("content-type"));
  const node: MimeNode = {
    index: nodes.length,
    parent: place.parent,
    messageDepth: place.messageDepth,
    fields,
    type: mediaType(content.value, place.parent),
    parameters: content.parameters,
    disposition: disposition.value,
    dispositionParameters: disposition.parameters,
    body: bytes.subarray(bodyStart),
    children: [],
  };
  if (node.type.startsWith("multipart/")) return readMultipart(node, place, nodes);
  nodes.push(node);
  if (node.type === "message/rfc822" && place.messageDepth < LIMITS.messageDepth && nodes.length < LIMITS.parts) {
    const inner = { parent: node, messageDepth: place.messageDepth + 1, multipartDepth: place.multipartDepth };
    node.children.push(readNode(contentOf(node), inner, nodes));
  }
  return node;
}

function readMultipart(declared: MimeNode, place: Place, nodes: MimeNode[]): MimeNode {
  const boundary = declared.parameters.get("boundary") ?? "";
  const usable = boundary !== "" && boundary.length <= 200;
  const delimiters = usable ? findDelimiters(declared.body, boundary, LIMITS.parts + 1) : [];
  // Without a delimiter there is no part to see: what is there is shown as text (RFC 2045 §5.2).
  const node = delimiters.length === 0 ? { ...declared, type: "text/plain" } : declared;
  if (delimiters.length > 0 && place.multipartDepth >= LIMITS.multipartDepth)
    return opaque(declared.body, place, nodes);
  nodes.push(node);
  const inner = { parent: node, messageDepth: place.messageDepth, multipartDepth: place.multipartDepth + 1 };
  for (const [at, delimiter] of delimiters.entries()) {
    if (delimiter.closing) break;
    if (nodes.length >= LIMITS.parts) {
      node.children.push(opaque(node.body.subarray(delimiter.end), inner, nodes));
      break;
    }
    // A missing last delimiter leaves the last part to run to the end.
    const end = delimiters[at + 1]?.start ?? node.body.length;
    node.children.push(readNode(node.body.subarray(delimiter.end, Math.max(end, delimiter.end)), inner, nodes));
  }
  return node;
}

/** What a bound keeps from being read, as one part that can be saved. */
function opaque(bytes: Uint8Array, place: Place, nodes: MimeNode[]): MimeNode {
  const node: MimeNode = {
    index: nodes.length,
    parent: place.parent,
    messageDepth: place.messageDepth,
    fields: readHeaderFields(new Uint8Array()),
    type: "application/octet-stream",
    parameters: new Map(),
    disposition: "attachment",
    dispositionParameters: new Map(),
    body: bytes,
    children: [],
  };
  nodes.push(node);
  return node;
}

function mediaType(declared: string, parent: MimeNode | null): string {
  if (MEDIA_TYPE.test(declared)) return declared;
  return parent?.type === "multipart/digest" ? "message/rfc822" : "text/plain";
}

/** Size of the header block and start of the body: the first empty line ends the header; without one all is header. */
function headerEnd(bytes: Uint8Array): { readonly size: number; readonly bodyStart: number } {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(0x0a, start);
    const next = found < 0 ? bytes.length : found + 1;
    if (found === start || (found === start + 1 && bytes[start] === 0x0d)) return { size: start, bodyStart: next };
    if (start > LIMITS.headerBytes) break;
    start = next;
  }
  return { size: bytes.length, bodyStart: bytes.length };
}

function leadingBlank(raw: Uint8Array): number {
  let at = 0;
  while (at < raw.length && (raw[at] === 0x0a || raw[at] === 0x0d || raw[at] === 0x20)) at++;
  return at;
}
