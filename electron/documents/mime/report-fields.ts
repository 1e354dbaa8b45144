import { readFirstAddress } from "./address-list";
import { type HeaderFields, readHeaderFields } from "./header-fields";
import { readMessageId } from "./message-ids";
import { contentOf, type MimeNode } from "./mime-tree";

/** A report is a few lines: what is longer is no report. */
const MAX_REPORT_BYTES = 64 * 1024;
const MAX_BLOCKS = 200;

/** Blocks of fields, separated by empty lines, of a machine-readable report part (RFC 3464 §2.1, RFC 8098 §3.1). */
export function readReportBlocks(node: MimeNode): readonly HeaderFields[] {
  const text = Buffer.from(contentOf(node).subarray(0, MAX_REPORT_BYTES)).toString("latin1").replace(/\r\n?/g, "\n");
  const blocks = text.split(/\n[ \t]*\n/).slice(0, MAX_BLOCKS);
  return blocks.map((block) => readHeaderFields(Buffer.from(block, "latin1"))).filter(({ names }) => names.length > 0);
}

/** The address of `rfc822; address` (RFC 3464 §2.3.2); a bare address is read too. */
export function readReportAddress(value: string): string {
  return readFirstAddress(value.replace(/^[^;@"]{1,40};/, ""));
}

/** Message-ID of the message that a report gives back, whole or by its headers alone; an empty string when it does not. */
export function returnedMessageId(nodes: readonly MimeNode[]): string {
  const whole = nodes.find((node) => node.messageDepth === 1 && node.parent?.type === "message/rfc822");
  const found = readMessageId(whole?.fields.first("message-id") ?? "");
  if (found) return found;
  const headers = nodes.find((node) => node.type === "text/rfc822-headers" && node.messageDepth === 0);
  return headers
    ? readMessageId(readHeaderFields(contentOf(headers).subarray(0, MAX_REPORT_BYTES)).first("message-id"))
    : "";
}
