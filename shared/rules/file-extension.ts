const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["application/pdf", "pdf"],
  ["application/rtf", "rtf"],
  ["text/rtf", "rtf"],
  ["text/plain", "txt"],
  ["image/tiff", "tif"],
  ["image/jpeg", "jpg"],
  ["image/jpg", "jpg"],
  ["image/png", "png"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["application/dicom", "dcm"],
]);

/** The extension of a file that a document holds, by its media type; `bin` for a type that no document of the French set has: no program opens it by itself. */
export const fileExtension = (mimeType: string): string => EXTENSIONS.get(mimeType) ?? "bin";

const KNOWN = new Set(EXTENSIONS.values());

/**
 * The extension of a document of an archive, told by its bytes: `pdf` or `xml` by how it starts, else that of its name where it is one of
 * those above; `bin` for anything else, whatever its name says.
 */
export function extensionOfFile(name: string, bytes: Uint8Array): string {
  const start = new TextDecoder("latin1")
    .decode(bytes.subarray(0, START))
    .replace(/^(?:ï»¿|ÿþ|þÿ)/u, "")
    .replaceAll("\0", "");
  if (start.startsWith("%PDF-")) return "pdf";
  if (start.trimStart().startsWith("<")) return "xml";
  const own = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? "";
  return own !== "pdf" && KNOWN.has(own) ? own : "bin";
}

const START = 64;
