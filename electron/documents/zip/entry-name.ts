import iconv from "iconv-lite";
import { DocumentError } from "../document-error";

const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;

/** Text of a raw entry name: UTF-8 when flagged or valid, else code page 437 (APPNOTE 4.4.4, D.1). */
export function decodeEntryName(raw: Uint8Array, utf8Flag: boolean): string {
  const buffer = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  if (utf8Flag) return buffer.toString("utf8");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return iconv.decode(buffer, "cp437");
  }
}

/**
 * Name of an entry with `/` between folders and no `.` step; a folder keeps its final `/`.
 * A name that climbs, is absolute, has a drive or a stream, a control character, a device or nothing throws `zip-unsafe-name`.
 */
export function safeEntryName(written: string): string {
  const name = written.replaceAll("\\", "/");
  if (name.length === 0 || name.length > 512 || /[\u0000-\u001F\u007F\u202A-\u202E\u2066-\u2069:]/.test(name)) refuse();
  if (name.startsWith("/")) refuse();
  const steps = name.split("/").filter((step) => step !== "." && step !== "");
  if (steps.length === 0) refuse();
  for (const step of steps) {
    // Windows drops final dots and spaces: "nul ." is the device too, ".. " climbs.
    const bare = step.replace(/[. ]+$/, "");
    if (bare === "" || device.test(bare)) refuse();
  }
  return steps.join("/") + (name.endsWith("/") ? "/" : "");
}

function refuse(): never {
  throw new DocumentError("zip-unsafe-name");
}
