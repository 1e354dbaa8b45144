import { createHash } from "node:crypto";
import type { ParsedPart } from "#shared/domain/parsed-message";
import { fileExtension } from "#shared/rules/file-extension";
import { contentDisagrees } from "#shared/rules/file-kind";
import { looksExecutable, safeFileName } from "#shared/rules/safe-filename";
import { contentId } from "./inline-pictures";
import { contentOf, type MimeNode } from "./mime-tree";

/** Parts of a report that the program reads and a person has no use for. */
const MACHINE = new Set(["message/disposition-notification", "message/delivery-status", "text/rfc822-headers"]);
/** Of what mail carries and no document of the French set holds. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "message/rfc822": "eml",
  "text/html": "html",
  "text/calendar": "ics",
  "text/vcard": "vcf",
  "text/xml": "xml",
  "application/xml": "xml",
  "application/zip": "zip",
  "application/ms-tnef": "dat",
  "application/pkcs7-mime": "p7m",
  "application/x-pkcs7-mime": "p7m",
  "application/pkcs7-signature": "p7s",
  "application/x-pkcs7-signature": "p7s",
};

/** The nodes that a person can save: leaves and messages of the message itself, but for what its body and its receipt are made of. */
export function savableNodes(nodes: readonly MimeNode[], shown: ReadonlySet<MimeNode>): readonly MimeNode[] {
  const isContainer = (node: MimeNode): boolean => node.type.startsWith("multipart/");
  return nodes.filter(
    (node) => node.messageDepth === 0 && !isContainer(node) && !shown.has(node) && !MACHINE.has(node.type),
  );
}

/** A part as listed: safe name, what its name and its bytes say (A01–A04); `inline` when the HTML shows it in place. */
export function readPart(node: MimeNode, inline: boolean): ParsedPart {
  const bytes = contentOf(node);
  const name = partName(node);
  const written = writtenName(node);
  return {
    index: node.index,
    name,
    mimeType: node.type,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    contentId: contentId(node) || null,
    inline,
    dangerous:
      looksExecutable(name) || looksExecutable(written) || contentDisagrees(name, bytes.subarray(0, 1024)) !== null,
  };
}

/** Name under which a part can be saved: the sender's made safe, else one told by the type. */
export function partName(node: MimeNode): string {
  const fallback = node.type === "message/rfc822" ? "message" : `piece-jointe-${node.index}`;
  const extension = EXTENSIONS[node.type] ?? fileExtension(node.type);
  const named = safeFileName(writtenName(node), "");
  if (named !== "" && !named.startsWith(".")) return named;
  return safeFileName(`${fallback}${named || `.${extension}`}`, fallback);
}

function writtenName(node: MimeNode): string {
  return node.dispositionParameters.get("filename") ?? node.parameters.get("name") ?? "";
}
