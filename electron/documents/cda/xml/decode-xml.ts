import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { DocumentError } from "../../document-error";

const declaration = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/;
const charsets: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "utf-8": "utf8",
    utf8: "utf8",
    "us-ascii": "utf8",
    ascii: "utf8",
    // Senders that declare ISO-8859-1 write the quotes and dashes of windows-1252, its superset.
    "iso-8859-1": "windows-1252",
    latin1: "windows-1252",
    "windows-1252": "windows-1252",
    cp1252: "windows-1252",
    "iso-8859-15": "iso-8859-15",
    "utf-16": "utf8",
    "utf-16le": "utf8",
    "utf-16be": "utf8",
  } as const),
);

/** Text of an XML file by its byte order mark, else its declaration, else UTF-8 (XML 1.0 appendix F); an unknown charset is `xml-unreadable`. */
export function decodeXml(bytes: Uint8Array): string {
  const text = wide(bytes) ?? narrow(bytes);
  // A mark, blank lines or padding around the document are harmless slips of senders.
  return text.replace(/^[\uFEFF \t\r\n]+/, "").replace(/[\0 \t\r\n]+$/, "");
}

function wide(bytes: Uint8Array): string | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0 && third === 0x3f && fourth === 0))
    return iconv.decode(view(bytes), "utf-16le");
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c && third === 0 && fourth === 0x3f))
    return iconv.decode(view(bytes), "utf-16be");
  return undefined;
}

function narrow(bytes: Uint8Array): string {
  const head = iconv.decode(view(bytes.subarray(0, 256)), "latin1").replace(/^ï»¿/, "");
  const declared = (declaration.exec(head)?.[1] ?? "utf-8").toLowerCase();
  const charset = charsets.get(declared);
  if (!charset) throw new DocumentError("xml-unreadable", declared.slice(0, 32));
  if (charset !== "utf8") return iconv.decode(view(bytes), charset);
  // Declared UTF-8 but written by a Windows program: the accents must survive.
  return isUtf8(bytes) ? view(bytes).toString("utf8") : iconv.decode(view(bytes), "windows-1252");
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
