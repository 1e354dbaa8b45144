import type { MessageStructureObject } from "imapflow";

/** What a list needs to know of a message's parts. */
export type StructureSummary = { readonly looksXdm: boolean; readonly attachments: number };

const MAX_PARTS = 2000;
const ZIP_TYPES = new Set(["application/zip", "application/x-zip", "application/x-zip-compressed"]);
/** Parts that a report is made of (RFC 3464, RFC 8098): they are read, not saved. */
const REPORT_TYPES = new Set([
  "message/delivery-status",
  "message/disposition-notification",
  "message/global-delivery-status",
]);

/** Counts attachments (a forwarded message is one) and tells whether one may be an XDM archive: any zip may, by its type or its name. */
export function structureOf(root: MessageStructureObject | undefined): StructureSummary {
  let attachments = 0;
  let looksXdm = false;
  // A list, not a recursion: the depth of a hostile message is not ours to climb.
  const waiting = root === undefined ? [] : [root];
  for (let seen = 0; seen < MAX_PARTS; seen += 1) {
    const part = waiting.pop();
    if (part === undefined) break;
    const type = part.type.toLowerCase();
    if (type.startsWith("multipart/")) waiting.push(...(part.childNodes ?? []).slice(0, MAX_PARTS));
    else if (isAttachment(part, type, part === root)) {
      attachments += 1;
      looksXdm ||= ZIP_TYPES.has(type) || /\.zip$/iu.test(nameOf(part).trim());
    }
  }
  return { looksXdm, attachments };
}

function isAttachment(part: MessageStructureObject, type: string, alone: boolean): boolean {
  if (REPORT_TYPES.has(type) || type === "text/rfc822-headers") return false;
  const disposition = part.disposition?.toLowerCase();
  if (disposition === "attachment") return true;
  if (nameOf(part) !== "") return disposition !== "inline" || part.id === undefined;
  if (type === "message/rfc822") return true;
  return !type.startsWith("text/") && disposition !== "inline" && (alone || part.id === undefined);
}

function nameOf(part: MessageStructureObject): string {
  return part.dispositionParameters?.["filename"] ?? part.parameters?.["name"] ?? "";
}
