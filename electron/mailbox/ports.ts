import type { Socket } from "node:net";
import type { ConnectionOptions, TLSSocket } from "node:tls";
import type { Environment } from "#shared/domain/environment";
import type { MailboxId } from "#shared/domain/ids";
import type { ConnectionState } from "#shared/domain/mailbox";
import type {
  FolderCursor,
  MailboxServers,
  OutgoingMessage,
  RemoteFolder,
  RemoteOperation,
  SubmissionOffer,
  SubmitOutcome,
  PackedBatch,
} from "#shared/domain/sync";
import type { TraceEvent } from "#shared/domain/trace-event";

/** A mailbox to keep open and where its servers are, as autoconfiguration found them. */
export type MailboxConfig = {
  readonly mailboxId: MailboxId;
  readonly address: string;
  readonly servers: MailboxServers;
  readonly environment: Environment;
};

/** One step of the connection test (CONF.04); `code` is worded by the catalogue. */
export type ProbeStep = {
  readonly step: "dns" | "tcp" | "starttls" | "certificate" | "imap" | "smtp";
  readonly state: "ok" | "failed" | "skipped";
  readonly code?: string;
  /** `host:port` that did not answer. */
  readonly about?: string;
};

/** Which message: its folder's path and its UID there. */
export type MessagePlace = { readonly mailboxId: MailboxId; readonly path: string; readonly uid: number };

/** A message to file in a folder, e.g. a draft or the copy of what was sent; `date` is ISO. */
export type AppendRequest = {
  readonly mailboxId: MailboxId;
  readonly path: string;
  readonly raw: Uint8Array;
  readonly flags: readonly string[];
  readonly date?: string;
};

/** The copy of a draft that a folder is to hold; null: none. */
export type DraftCopyRequest = {
  readonly mailboxId: MailboxId;
  readonly path: string;
  readonly draftId: string;
  readonly raw: Uint8Array | null;
};

/** Where a move put messages, as the server told it; those it did not find are not there. Null where the server does not tell. */
export type MovedUids = readonly { readonly from: number; readonly to: number }[];

/** What the process of the mailboxes serves; every failure is a `PliError` whose code is `offline`, `signed-out` or tells the refusal. */
export type MailboxService = {
  /** Starts and keeps the mailbox connected until `close`; resolves at once. */
  readonly open: (config: MailboxConfig) => Promise<void>;
  readonly close: (mailboxId: MailboxId) => Promise<void>;
  readonly sync: (mailboxId: MailboxId) => Promise<void>;
  readonly fetchSource: (place: MessagePlace) => Promise<Uint8Array>;
  readonly operate: (input: {
    readonly mailboxId: MailboxId;
    readonly operation: RemoteOperation;
  }) => Promise<MovedUids | null>;
  readonly append: (request: AppendRequest) => Promise<{ readonly uid: number | null }>;
  readonly putDraftCopy: (request: DraftCopyRequest) => Promise<void>;
  readonly find: (input: {
    readonly mailboxId: MailboxId;
    readonly path: string;
    readonly messageId: string;
  }) => Promise<number | null>;
  readonly submit: (input: {
    readonly mailboxId: MailboxId;
    readonly outgoing: OutgoingMessage;
  }) => Promise<SubmitOutcome>;
  /** A message of this mailbox is about to leave: its session with the submission server is opened ahead, and kept a moment. */
  readonly prepare: (mailboxId: MailboxId) => Promise<void>;
  /** The message itself, given to that session while it is written down elsewhere; nothing leaves before `submitHeld`. */
  readonly hold: (input: { readonly mailboxId: MailboxId; readonly outgoing: OutgoingMessage }) => Promise<void>;
  /** As `submit`, for the message that is held; null, and nothing sent, where it is not. */
  readonly submitHeld: (input: {
    readonly mailboxId: MailboxId;
    readonly messageId: string;
  }) => Promise<SubmitOutcome | null>;
  readonly probe: (config: MailboxConfig) => Promise<readonly ProbeStep[]>;
  /** What the submission server offers, asked once and without a word to the mailbox's own server; null while it is away. */
  readonly submissionOffer: (mailboxId: MailboxId) => Promise<SubmissionOffer | null>;
  /** Messages of a folder that hold every word, by the server's own search: its UIDs, newest first, at most 200. */
  readonly search: (input: {
    readonly mailboxId: MailboxId;
    readonly path: string;
    readonly words: readonly string[];
  }) => Promise<readonly number[]>;
  /** How full the mailbox is (bytes), null where its server does not say (RFC 9208). */
  readonly quota: (mailboxId: MailboxId) => Promise<{ readonly used: number; readonly limit: number } | null>;
};

/** What the main process offers to the mailboxes. */
export type MailboxHost = {
  /** Handed for one AUTH and dropped; `fresh` after a refusal. Fails with `signed-out` when there is no session, `link-needed` where the operator's own has none. */
  readonly token: (input: { readonly mailboxId: MailboxId; readonly fresh: boolean }) => Promise<string>;
  /** Password and one-time code as one, handed for one AUTH and dropped. Fails with `code-needed` until the person gives a code. */
  readonly secret: (mailboxId: MailboxId) => Promise<string>;
  /** The server refused the last one: it is never given again. */
  readonly secretRefused: (mailboxId: MailboxId) => Promise<void>;
  /** The certificate that opens this mailbox, handed for one connection; null when there is none. */
  readonly identity: (mailboxId: MailboxId) => Promise<TlsIdentity | null>;
  readonly cursor: (mailboxId: MailboxId, path: string) => Promise<FolderCursor | null>;
  /** How many messages of a folder are known: the length of `knownUids`. */
  readonly held: (mailboxId: MailboxId, path: string) => Promise<number>;
  /** Whether `knownUids` are exactly those of these ranges, which do not overlap. */
  readonly holds: (
    mailboxId: MailboxId,
    path: string,
    ranges: readonly (readonly [first: number, last: number])[],
  ) => Promise<boolean>;
  readonly knownUids: (mailboxId: MailboxId, path: string) => Promise<readonly number[]>;
  readonly folders: (mailboxId: MailboxId, folders: readonly RemoteFolder[]) => Promise<void>;
  /** Resolves once the batch is in the store: the next one waits for it. */
  readonly batch: (mailboxId: MailboxId, batch: PackedBatch) => Promise<void>;
  readonly state: (mailboxId: MailboxId, state: ConnectionState) => Promise<void>;
  readonly trace: (event: TraceEvent) => Promise<void>;
  readonly probeStep: (mailboxId: MailboxId, step: ProbeStep) => Promise<void>;
  /** What revocation says of a chain (leaf first, DER); one checker in main serves every mailbox. */
  readonly revocation: (chain: readonly Uint8Array[]) => Promise<"good" | "revoked" | "unknown">;
};

/** A certificate and its key as TLS presents them (PKCS#12 in base64, and what opens it). */
export type TlsIdentity = { readonly pfx: string; readonly passphrase: string };

/** What is said after TLS to open a mailbox: a token, a login with its one password (code included), its name under a certificate (EXTERNAL), or nothing. */
export type Proof =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "password"; readonly login: string; readonly secret: string }
  | { readonly kind: "external" | "none" };

/** Where a host really is, or why it is never reached. */
export type Destination =
  | { readonly ok: true; readonly address: string; readonly port: number }
  | { readonly ok: false; readonly code: string };

/** Time and chance, so that tests may choose them. */
export type Clock = {
  readonly now: () => Date;
  /** Calls back once after `ms`; returns how to cancel. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** From 0 to 1. */
  readonly random: () => number;
};

/** How often things happen, in milliseconds. */
export type Pace = {
  readonly firstRetry: number;
  readonly longestRetry: number;
  /** After a token that was refused twice: the person must act, or the provider recover. */
  readonly refusedRetry: number;
  /** Folders that IDLE does not watch are looked at this often. */
  readonly poll: number;
  /** The second connection is closed after this long without work. */
  readonly linger: number;
};

/** One submission, on a socket already connected in clear text: STARTTLS follows. */
export type SubmitTarget = {
  readonly user: string;
  readonly host: string;
  readonly connection: Socket;
  readonly tls: ConnectionOptions;
  readonly proof: Proof;
  /** Rejects when the peer of an accepted handshake must not be told anything: revoked, or a key too short. */
  readonly confirm: (socket: TLSSocket) => Promise<void>;
};

/** Everything the mailboxes need from elsewhere. */
export type MailboxPorts = {
  readonly host: MailboxHost;
  /** The API LPS policy with the environment's own authorities (CONF.03, CONF.27). */
  readonly tls: (config: MailboxConfig) => ConnectionOptions;
  readonly destination: (config: MailboxConfig, host: string, port: number) => Promise<Destination>;
  /** The last question before a token is shown (CONF.22): rejects with a TLS error when the peer is revoked or weak. */
  readonly confirm: (config: MailboxConfig, socket: TLSSocket) => Promise<void>;
  /** What a refused handshake means; undefined when the error is not about a certificate or a suite. */
  readonly certificateFailure: (error: unknown) => string | undefined;
  readonly submit: (
    target: SubmitTarget,
    /** A promise: the session is opened meanwhile; null: nothing leaves after all. */
    message: OutgoingMessage | Promise<OutgoingMessage | null>,
  ) => Promise<{ readonly outcome: SubmitOutcome; readonly offer: SubmissionOffer | null }>;
  readonly clock: Clock;
  readonly pace?: Partial<Pace>;
};
