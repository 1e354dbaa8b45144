import type { SessionState } from "#shared/domain/session";
import type { TestStep } from "./accounts";

/** What the page is told: something changed, read it again. Only `session` and `notice` carry content, and it is plain. */
export type AppEvent =
  | { readonly kind: "changed"; readonly what: readonly Changed[] }
  | { readonly kind: "session"; readonly session: SessionState }
  | { readonly kind: "connection-test"; readonly address: string; readonly steps: readonly TestStep[] }
  | { readonly kind: "notice"; readonly code: string; readonly about?: string }
  | { readonly kind: "open-conversation"; readonly id: string }
  | { readonly kind: "open-draft"; readonly id: string }
  /** A draft was thrown away in its own window. */
  | { readonly kind: "thrown"; readonly id: string }
  /** The window of a draft was closed by the person. */
  | { readonly kind: "closed-draft"; readonly id: string }
  /** A message left from a window of its own; `sendAt` when it is planned. */
  | { readonly kind: "sent"; readonly outboxId: string; readonly sendAt: string | null }
  | { readonly kind: "command"; readonly command: string };

/** The areas whose queries are read again. */
export type Changed =
  | "app"
  | "mailboxes"
  | "conversations"
  | "drafts"
  | "templates"
  | "spelling"
  | "outbox"
  | "documents"
  | "patients"
  | "journal"
  | "safety"
  | "directory"
  | "searches"
  | "environment"
  | "proxy"
  | "housekeeping"
  | "rules"
  | "contacts"
  | "practice-folder"
  | "scan-folder"
  | "updates"
  | "demo";
