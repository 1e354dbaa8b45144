/** What the first bytes of a file say that it is. */
export type FileKind =
  | "pdf"
  | "zip"
  | "png"
  | "jpeg"
  | "gif"
  | "tiff"
  | "rtf"
  | "ole"
  | "executable"
  | "script"
  | "shortcut"
  | "page"
  | "xml"
  | "unknown";

const SIGNATURES: readonly (readonly [FileKind, readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["gif", [0x47, 0x49, 0x46, 0x38]],
  ["tiff", [0x49, 0x49, 0x2a, 0x00]],
  ["tiff", [0x4d, 0x4d, 0x00, 0x2a]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ["ole", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ["executable", [0x4d, 0x5a]],
  ["executable", [0x7f, 0x45, 0x4c, 0x46]],
  ["executable", [0xcf, 0xfa, 0xed, 0xfe]],
  ["executable", [0xca, 0xfe, 0xba, 0xbe]],
  ["script", [0x23, 0x21]],
  ["shortcut", [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]],
];

const PAGE = /^\s*(?:<!doctype\s+html|<html|<script|<svg|<\?xml[^>]*>\s*(?:<!--[^]*?-->\s*)?<(?:svg|html))/i;

/** Kind of a file by its first bytes (at least 512 where there are as many); never by its name. */
export const fileKind = (head: Uint8Array): FileKind => {
  const signature = SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (signature !== undefined) return signature[0];
  // Past a byte-order mark, as the programs that would open it do.
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const text = String.fromCharCode(...head.subarray(start, start + 512));
  if (PAGE.test(text)) return "page";
  return /^\s*<(?:\?xml|[a-z])/i.test(text) ? "xml" : "unknown";
};

const EXPECTED: Readonly<Record<string, readonly FileKind[]>> = {
  pdf: ["pdf"],
  zip: ["zip"],
  png: ["png"],
  jpg: ["jpeg"],
  jpeg: ["jpeg"],
  gif: ["gif"],
  tif: ["tiff"],
  tiff: ["tiff"],
  rtf: ["rtf"],
  docx: ["zip"],
  xlsx: ["zip"],
  pptx: ["zip"],
  odt: ["zip"],
  ods: ["zip"],
  // Older software writes RTF under .doc.
  doc: ["ole", "rtf"],
  xls: ["ole"],
  ppt: ["ole"],
  xml: ["xml"],
  txt: ["unknown", "xml"],
  csv: ["unknown"],
};

const DANGEROUS: ReadonlySet<FileKind> = new Set(["executable", "script", "shortcut", "page"]);

/** Whether the bytes could be executed whatever the name says, or are not what the extension promises (A03). */
export const contentDisagrees = (name: string, head: Uint8Array): "executable" | "mismatch" | null => {
  const kind = fileKind(head);
  if (DANGEROUS.has(kind)) return "executable";
  const expected = EXPECTED[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ""];
  return expected === undefined || head.length === 0 || expected.includes(kind) ? null : "mismatch";
};
