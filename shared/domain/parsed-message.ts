import type { ArchiveRefusal } from "./archive-refusal";
import type { XdmArchive } from "./document";
import type { Address, MssHeaders, Receipt } from "./message";

/** A part of a message that a person can save, by its position in the depth-first walk of the MIME tree. */
export type ParsedPart = {
  readonly index: number;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
  readonly contentId: string | null;
  readonly inline: boolean;
  readonly dangerous: boolean;
  /** An archive that was not opened, and why. */
  readonly refused?: ArchiveRefusal;
};

/** What the parser process makes of the raw bytes of a message: plain data only. */
export type ParsedMessage = {
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: Address;
  readonly sender: Address | null;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** Hidden recipients, as a draft of ours holds them. */
  readonly bcc?: readonly Address[];
  /** As the copy of a draft says: a report of its delivery is to be asked. */
  readonly deliveryReceipt?: true;
  readonly replyTo: readonly Address[];
  /** ISO date-time, empty when absent or unreadable. */
  readonly date: string;
  readonly returnPath: string;
  readonly receiptAskedBy: string;
  /** A program wrote it by itself (`Auto-Submitted` other than `no`, RFC 3834 §5): nothing answers it by itself. */
  readonly automatic: boolean;
  readonly mss: MssHeaders;
  readonly text: string;
  /** Untrusted HTML with cid pictures already inlined as data URLs (raster types only), or null. */
  readonly html: string | null;
  readonly parts: readonly ParsedPart[];
  readonly receipt: Receipt | null;
  readonly xdm: XdmArchive | null;
  /** The archive came inside a returned message (message/rfc822): shown as returned, never filed by itself. */
  readonly xdmReturned: boolean;
  /** Text of PDF and CDA parts, for search (bounded to 200,000 characters). */
  readonly searchText: string;
};
