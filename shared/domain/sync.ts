import type { FolderRole } from "./mailbox";
import type { Address } from "./message";

/** Where the synchronisation of a folder stands; kept with the messages in one transaction. */
export type FolderCursor = {
  readonly uidValidity: string;
  /** Highest UID seen, and lowest UID already fetched (newest first). 0 before anything. */
  readonly highestUid: number;
  readonly lowestUid: number;
  /** CONDSTORE mod-sequence as a decimal string, or null where the server has none. */
  readonly modSeq: string | null;
};

/** A folder as the server lists it. */
export type RemoteFolder = {
  readonly path: string;
  readonly name: string;
  readonly role: FolderRole;
  readonly total: number;
};

/** What one message's envelope and structure tell before its body is fetched. */
export type EnvelopeRecord = {
  readonly uid: number;
  readonly modSeq: string | null;
  /** System flags and keywords as written, e.g. `\\Seen`, `$PliDone`. */
  readonly flags: readonly string[];
  readonly size: number;
  /** ISO date-time of arrival (INTERNALDATE). */
  readonly receivedAt: string;
  /** ISO date-time of the Date field, or the arrival's where unreadable. */
  readonly date: string;
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly mes: "FIN" | null;
  /** An attachment that looks like an XDM archive by its name or type. */
  readonly looksXdm: boolean;
  readonly attachments: number;
};

/** A step of synchronisation: applied by the store with the cursor in one transaction. */
export type SyncBatch = {
  readonly path: string;
  readonly cursor: FolderCursor;
  readonly added: readonly EnvelopeRecord[];
  readonly flags: readonly {
    readonly uid: number;
    readonly flags: readonly string[];
    readonly modSeq: string | null;
  }[];
  /** UIDs that are gone. */
  readonly removed: readonly number[];
  /** Whether the folder keeps the keywords of its clients (`\\*` among PERMANENTFLAGS, RFC 3501 §7.1); absent when it was not asked. */
  readonly keywords?: boolean;
  /** UIDVALIDITY changed: everything known of the folder is dropped first. */
  readonly reset: boolean;
};

/** Envelopes as one string (`shared/rules/packed-batch`). */
export type PackedEnvelopes = string & { readonly packed: "envelopes" };

/** A step of synchronisation on its way between processes. */
export type PackedBatch = Omit<SyncBatch, "added"> & { readonly added: PackedEnvelopes };

/** A flag, move or deletion asked by the person, replayed in order on the server. */
export type RemoteOperation =
  | {
      readonly kind: "flags";
      readonly path: string;
      readonly uids: readonly number[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly kind: "move"; readonly path: string; readonly uids: readonly number[]; readonly to: string }
  | { readonly kind: "delete"; readonly path: string; readonly uids: readonly number[] };

/** Bytes of a message built once, before the network is touched. */
export type OutgoingMessage = {
  readonly messageId: string;
  readonly envelope: {
    readonly from: string;
    readonly to: readonly string[];
    /** A report of its delivery is asked of the servers (DSN, RFC 3461). */
    readonly deliveryReceipt?: boolean;
  };
  readonly raw: Uint8Array;
};

/** What a submission server says that it offers: its SIZE in bytes (RFC 1870), null when it states none, and reports of delivery (DSN, RFC 3461). */
export type SubmissionOffer = { readonly sizeLimit: number | null; readonly reportsDelivery: boolean };

/** What became of one attempt to submit. `unknown`: the connection was lost between DATA and the answer. */
export type SubmitOutcome =
  | {
      readonly kind: "accepted";
      readonly response: string;
      readonly rejected: readonly { readonly address: string; readonly code: number }[];
      /** A report of its delivery was asked, and the server offers none. */
      readonly unreported?: true;
    }
  | { readonly kind: "temporary"; readonly code: string; readonly response: string }
  | { readonly kind: "permanent"; readonly code: string; readonly response: string }
  | { readonly kind: "unknown"; readonly code: string }
  | { readonly kind: "token-refused" };

/**
 * How a mailbox that does not take the person's Pro Santé Connect identity is opened. `certificate`: by that of a legal person (BAL APP), which
 * TLS presents; no source says what follows it: SASL EXTERNAL (RFC 4422 annex A) by default, nothing where the operator wants nothing. `code`: by
 * a login, a password and a one-time code (TOTP, RFC 6238) in one password of SASL PLAIN or LOGIN.
 * `operator-ciba`: by XOAUTH2 with a token of the operator's own identity provider (`issuer`, https), which its person approves on a link sent to
 * her (CIBA, poll); `login` is who is asked there, the address or a telephone number; `digits`: two digits are sent with the request
 * (`binding_message`) for her to compare, which no source asks of an operator.
 */
export type MailboxAuth =
  | { readonly kind: "certificate"; readonly sasl: "external" | "none" }
  | { readonly kind: "code"; readonly login: string; readonly place: CodePlace }
  | {
      readonly kind: "operator-ciba";
      readonly issuer: string;
      readonly clientId: string;
      readonly hint: "address" | "telephone";
      readonly login: string;
      readonly digits?: true;
    };

/**
 * Where the one-time code goes in the one password that SASL carries: right behind the password, behind it and a comma, or as the person types it in
 * one field. No source fixes it; the first is the usual one (inferred).
 */
export type CodePlace = "after" | "comma" | "alone";

/** Where the servers of a mailbox are, from autoconfiguration. */
export type MailboxServers = {
  /** How it is opened; absent: by the identity of who signed in (XOAUTH2). */
  readonly auth?: MailboxAuth;
  readonly imap: { readonly host: string; readonly port: number };
  readonly smtp: { readonly host: string; readonly port: number };
};
