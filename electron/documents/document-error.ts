/** Closed set of the reasons why an archive or a document is refused, read or written; worded by the catalogue. */
export const documentErrorCodes = [
  "zip-unreadable",
  "zip-too-many-entries",
  "zip-too-big",
  "zip-ratio",
  "zip-wrong-size",
  "zip-damaged",
  "zip-overlap",
  "zip-unsafe-name",
  "zip-encrypted",
  "xml-doctype",
  "xml-too-deep",
  "xml-too-big",
  "xml-unreadable",
  "not-xdm",
  "not-cda",
  "base64-invalid",
  "media-too-big",
  "media-unreadable",
  "picture-refused",
  "pdf-refused",
  "cda-incomplete",
  "xdm-incomplete",
  "xdm-several-patients",
] as const;

/** One reason of `documentErrorCodes`. */
export type DocumentErrorCode = (typeof documentErrorCodes)[number];

/** An expected refusal: `code` says why; `about` names a field of ours or an entry of the archive, never its content. */
export class DocumentError extends Error {
  readonly code: DocumentErrorCode;
  readonly about: string | undefined;

  constructor(code: DocumentErrorCode, about?: string) {
    super(code);
    this.name = "DocumentError";
    this.code = code;
    this.about = about;
  }
}
