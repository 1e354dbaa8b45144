/** Actions that the law and the user need to find again (CONF.17, CONF.18, UX.37). */
export type TraceAction =
  | "connect"
  | "disconnect"
  | "sign-in"
  | "sign-out"
  | "token-refused"
  | "sync"
  | "read"
  | "send"
  | "send-failed"
  | "delete"
  | "move"
  | "flag"
  | "draft-save"
  | "receipt-send"
  | "document-read"
  | "document-file"
  | "document-unfile"
  | "document-replace"
  | "document-delete"
  | "document-export"
  | "document-report"
  | "patient-create"
  | "patient-change"
  | "recovery-code"
  | "backup"
  | "restore"
  | "check"
  | "export"
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
