import { decodeCharset } from "./charset";
import { unflow } from "./flowed-text";
import { escapeHtml } from "#shared/rules/html-entities";
import { htmlToText } from "./html-text";
import { LIMITS } from "./mime-limits";
import { contentOf, type MimeNode } from "./mime-tree";
import { plainBody } from "#shared/rules/plain-line";

/** The body of a message, which nodes it was made of, and which of those were cut and must stay savable. */
export type Body = {
  readonly text: string;
  readonly html: string | null;
  readonly nodes: ReadonlySet<MimeNode>;
  readonly cut: ReadonlySet<MimeNode>;
};

/** Said at the end of what was cut: a reader must know that there is more, in the part that stays listed. */
const CUT = "[…]";

type Piece = { readonly text: string | null; readonly html: string | null };
type Reading = { readonly nodes: Set<MimeNode>; readonly cut: Set<MimeNode> };

/**
 * The text and the HTML of a message: of an alternative, the first plain text and the last HTML (RFC 2046 §5.1.4); of any other
 * multipart, all its inline texts one after another. Text comes from the HTML only where there is none. Both are bounded by
 * `LIMITS`: what is cut says so and is told by `cut`; several HTML bodies that make twice the bound together are not given.
 */
export function readBody(root: MimeNode): Body {
  const reading: Reading = { nodes: new Set(), cut: new Set() };
  const pieces = collect(root, root, reading);
  const texts = pieces.map(({ text, html }) => text ?? htmlToText(html ?? "")).filter((text) => text.trim() !== "");
  const text = texts.join("\n\n");
  const html = pieces.some((piece) => piece.html !== null)
    ? pieces.map((piece) => piece.html ?? `<pre>${escapeHtml(piece.text ?? "")}</pre>`).join("<hr>")
    : null;
  const [textTooLong, htmlTooLong] = [text.length > LIMITS.textChars + 100, (html ?? "").length > LIMITS.htmlChars * 2];
  if (textTooLong || htmlTooLong) for (const node of reading.nodes) reading.cut.add(node);
  return {
    text: textTooLong ? `${text.slice(0, LIMITS.textChars)}\n${CUT}` : text,
    html: htmlTooLong ? null : html,
    ...reading,
  };
}

/** Whether a leaf is written to be read in place: text without a file name, not announced as an attachment. */
export function isInlineText(node: MimeNode, root: MimeNode): boolean {
  if (node.type !== "text/plain" && node.type !== "text/html") return false;
  if (node.disposition === "attachment") return false;
  return node === root || !(node.dispositionParameters.has("filename") || node.parameters.has("name"));
}

function collect(node: MimeNode, root: MimeNode, reading: Reading): readonly Piece[] {
  if (node.type === "multipart/alternative" && node.children.length > 0) return alternative(node, root, reading);
  if (node.type.startsWith("multipart/")) return node.children.flatMap((child) => collect(child, root, reading));
  if (!isInlineText(node, root)) return [];
  return [leaf(node, reading)];
}

function alternative(node: MimeNode, root: MimeNode, reading: Reading): readonly Piece[] {
  const pieces = node.children.flatMap((child) => collect(child, root, reading));
  if (pieces.length === 0) return [];
  const text = pieces.find((piece) => piece.text !== null && piece.text.trim() !== "")?.text ?? null;
  return [{ text, html: pieces.findLast(({ html }) => html !== null)?.html ?? null }];
}

function leaf(node: MimeNode, reading: Reading): Piece {
  const bound = node.type === "text/html" ? LIMITS.htmlChars : LIMITS.textChars;
  reading.nodes.add(node);
  // A character takes at most four bytes, and three of quoted-printable each.
  const body = node.body.subarray(0, bound * 12);
  const decoded = decodeCharset(contentOf({ ...node, body }), node.parameters.get("charset"));
  const cut = body.length < node.body.length || decoded.length > bound;
  if (cut) reading.cut.add(node);
  const kept = decoded.slice(0, bound);
  if (node.type === "text/html") return { text: null, html: cut ? `${kept}<p>${CUT}</p>` : kept };
  const text = unflowed(node, plainBody(kept));
  return { text: cut ? `${text}\n${CUT}` : text, html: null };
}

function unflowed(node: MimeNode, text: string): string {
  if (node.parameters.get("format")?.toLowerCase() !== "flowed") return text;
  return unflow(text, node.parameters.get("delsp")?.toLowerCase() === "yes");
}
