import { createHash } from "node:crypto";
import { gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import type { Anomaly, CdaMedia } from "#shared/domain/document";
import { DocumentError } from "../document-error";
import { decodeBase64 } from "./base64";
import { matchesMediaType, plainMediaType } from "./media-type";
import { attribute, find, textOf, type XmlElement } from "./xml/xml-element";

/** Bounds of what a CDA embeds: bytes of one file once inflated, files, bytes of all. */
export const mediaLimits = { bytes: 60 * 2 ** 20, count: 200, totalBytes: 100 * 2 ** 20 } as const;

/** A file taken out of a body, or `undefined` with the reason why it could not be. */
export type ReadMedia = { readonly media?: CdaMedia; readonly bytes?: Uint8Array; readonly anomaly?: Anomaly };

/**
 * Takes a file out of an HL7 ED element (`representation="B64"`, `compression`, `integrityCheck`).
 * Bytes that contradict the declared type make it `application/octet-stream`, never shown; an external reference is never followed.
 */
export function readMedia(element: XmlElement, id: string, left: number): ReadMedia {
  const declared = plainMediaType(attribute(element, "mediaType"));
  const content = textOf(element);
  if (content.trim() === "")
    return { anomaly: { code: find(element, "reference") ? "media-external" : "media-empty", about: id } };
  try {
    const bytes = contentOf(element, content, declared, Math.min(left, mediaLimits.bytes));
    const trusted = matchesMediaType(declared, bytes);
    const anomaly: Anomaly | undefined = trusted
      ? integrityAnomaly(element, bytes, id)
      : { code: "media-type-mismatch", about: id };
    const media = {
      id,
      mimeType: trusted ? declared : "application/octet-stream",
      size: bytes.byteLength,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    };
    return { media, bytes, ...(anomaly ? { anomaly } : {}) };
  } catch (cause) {
    if (cause instanceof DocumentError)
      return { anomaly: { code: cause.code === "media-too-big" ? "media-too-big" : "media-unreadable", about: id } };
    throw cause;
  }
}

function contentOf(element: XmlElement, content: string, mediaType: string, maximum: number): Uint8Array {
  const encoded = attribute(element, "representation").toUpperCase() === "B64" || !mediaType.startsWith("text/");
  const bytes = encoded ? decodeBase64(content, maximum) : new TextEncoder().encode(content);
  if (bytes.byteLength > maximum) throw new DocumentError("media-too-big");
  return inflated(bytes, attribute(element, "compression").toUpperCase(), maximum);
}

function inflated(bytes: Uint8Array, compression: string, maximum: number): Uint8Array {
  if (compression === "") return bytes;
  const options = { maxOutputLength: Math.max(1, maximum) };
  try {
    if (compression === "DF") return new Uint8Array(inflateRawSync(bytes, options));
    if (compression === "ZL") return new Uint8Array(inflateSync(bytes, options));
    if (compression === "GZ") return new Uint8Array(gunzipSync(bytes, options));
  } catch (cause) {
    throw new DocumentError(codeOf(cause) === "ERR_BUFFER_TOO_LARGE" ? "media-too-big" : "media-unreadable");
  }
  throw new DocumentError("media-unreadable");
}

function integrityAnomaly(element: XmlElement, bytes: Uint8Array, id: string): Anomaly | undefined {
  const expected = attribute(element, "integrityCheck").replace(/\s+/g, "");
  if (expected === "") return undefined;
  const algorithm = attribute(element, "integrityCheckAlgorithm") === "SHA-256" ? "sha256" : "sha1";
  const found = createHash(algorithm).update(bytes).digest();
  return found.toString("base64") === expected || found.toString("hex") === expected.toLowerCase()
    ? undefined
    : { code: "media-integrity", about: id };
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}
