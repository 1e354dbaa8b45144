/** Actions that the law and the user need to find again (CONF.17, CONF.18, UX.37). */
export type TraceAction =
  | "connect"
  | "disconnect"
  | "sign-in"
  | "sign-out"
  | "token-refused"
  | "sync"
  | "directory"
  | "read"
  | "send"
  | "send-failed"
  | "delete"
  | "move"
  | "flag"
  | "rule"
  | "draft-save"
  | "receipt-send"
  | "document-read"
  | "document-file"
  | "document-unfile"
  | "document-replace"
  | "document-delete"
  | "document-export"
  | "document-print"
  | "document-hand-over"
  | "practice-folder"
  | "scan-folder"
  | "document-report"
  | "document-make"
  | "patient-create"
  | "patient-change"
  | "recovery-code"
  | "backup"
  | "restore"
  | "check"
  | "export"
  | "journal-keep"
  | "cache"
  | "update"
  | "error";

/**
 * One line of the functional journal: who, when (local time with its offset), what, request, answer, failures included; never the content,
 * never a subject, a patient name or a matricule in clear.
 */
export type TraceEvent = {
  readonly action: TraceAction;
  readonly mailbox: string;
  readonly actor: string;
  readonly request: string;
  readonly answer: string;
  readonly success: boolean;
  readonly messageId?: string;
  readonly folder?: string;
  readonly recipients?: readonly string[];
  readonly size?: number;
  readonly documentId?: string;
  readonly cdaCode?: string;
};

/** A line as read back. `at` is ISO local time with offset; `hash` chains it to the line before. */
export type TraceLine = TraceEvent & { readonly seq: number; readonly at: string; readonly hash: string };

/** The kinds that a person looks for; `failure` is any line that did not succeed. */
export const TRACE_KINDS = {
  connection: ["connect", "disconnect", "sign-in", "sign-out", "token-refused", "directory"],
  mail: ["sync", "read", "send", "send-failed", "delete", "move", "flag", "rule", "draft-save", "receipt-send"],
  document: [
    "document-read",
    "document-file",
    "document-unfile",
    "document-replace",
    "document-delete",
    "document-export",
    "document-print",
    "document-hand-over",
    "document-make",
    "document-report",
  ],
  patient: ["patient-create", "patient-change"],
  safety: [
    "recovery-code",
    "backup",
    "restore",
    "check",
    "export",
    "practice-folder",
    "scan-folder",
    "journal-keep",
    "cache",
    "update",
  ],
} as const satisfies Readonly<Record<string, readonly TraceAction[]>>;

/** A kind of line, or the failures of all kinds. */
export type TraceKind = keyof typeof TRACE_KINDS | "failure";

/** Which lines: words (accents ignored), local days `YYYY-MM-DD` both included, a kind, the messages named; null or empty for all. */
export type TraceFilter = {
  readonly search: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly kind: TraceKind | null;
  readonly messageIds?: readonly string[];
};
