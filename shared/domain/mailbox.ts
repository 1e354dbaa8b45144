import type { FolderId, MailboxId } from "./ids";

/** Kind of a mailbox: personnelle, organisationnelle, applicative, cabinet (TRE_R257). */
export type MailboxKind = "PER" | "ORG" | "APP" | "CAB";

/** A mailbox (BAL) that the person opened in this profile. */
export type Mailbox = {
  readonly id: MailboxId;
  readonly address: string;
  readonly kind: MailboxKind;
  /** Label of the From field (ECO.2.2.7), e.g. `Dr_Marie_MARTIN_Cabinet`. */
  readonly fromLabel: string;
  /** What the interface calls it. */
  readonly name: string;
  /** Index of its colour in the tokens, 0–5. */
  readonly colour: number;
  readonly environmentId: string;
};

/** What a folder is for (RFC 6154 special-use), `other` for the person's own. */
export type FolderRole = "inbox" | "sent" | "drafts" | "trash" | "junk" | "archive" | "other";

/** A folder of a mailbox. */
export type Folder = {
  readonly id: FolderId;
  readonly mailboxId: MailboxId;
  readonly path: string;
  readonly name: string;
  readonly role: FolderRole;
};

/** State of the connection of one mailbox, as shown; codes are worded by the catalogue. */
export type ConnectionState =
  | {
      readonly state: "offline";
      readonly reason: "signed-out" | "network" | "refused" | "tls" | "server" | "disk" | "paused";
      /** What exactly failed, in the words of the connection test. */
      readonly code?: string;
    }
  | { readonly state: "connecting" }
  | { readonly state: "syncing"; readonly done: number; readonly total: number }
  | { readonly state: "ready"; readonly at: string };
