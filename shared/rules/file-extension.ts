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
