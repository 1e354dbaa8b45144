const LONE_SURROGATE = /\p{Surrogate}/u;

/** A Unicode mailbox name as modified UTF-7 (RFC 3501 §5.1.3). */
export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => (run === "&" ? "&-" : `&${toBase64(run)}-`));
}

/** The Unicode name behind modified UTF-7; UTF-8 bytes are read too; undefined where it is malformed. */
export function decodeMailboxName(encoded: string): string | undefined {
  if (/[\x80-\xff]/.test(encoded)) return fromUtf8(encoded);
  let valid = true;
  const name = encoded.replace(/&([^-]*)(-?)/g, (_, base64: string, end: string) => {
    const text = end === "" ? undefined : base64 === "" ? "&" : fromBase64(base64);
    valid &&= text !== undefined;
    return text ?? "";
  });
  return valid ? name : undefined;
}

function toBase64(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("base64").replace(/=+$/, "").replaceAll("/", ",");
}

function fromBase64(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+,]+$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64.replaceAll(",", "/"), "base64");
  if (bytes.length === 0 || bytes.length % 2 !== 0) return undefined;
  const text = bytes.swap16().toString("utf16le");
  // Only one spelling of a name is accepted, or two folders could look alike.
  return toBase64(text) === base64 && !LONE_SURROGATE.test(text) && !/[\x20-\x7e]/.test(text) ? text : undefined;
}

function fromUtf8(binary: string): string | undefined {
  const bytes = Buffer.from(binary, "latin1");
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) ? text : undefined;
}
