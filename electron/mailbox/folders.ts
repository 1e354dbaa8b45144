import type { ImapFlow, ListResponse } from "imapflow";
import type { FolderRole } from "#shared/domain/mailbox";
import type { RemoteFolder } from "#shared/domain/sync";
import type { FolderMark } from "./untouched";

/** Order of synchronisation: what is read first comes first. */
const ORDER: readonly FolderRole[] = ["inbox", "sent", "drafts", "archive", "other", "junk", "trash"];
const MAX_FOLDERS = 1000;
const MAX_PATH = 1000;

const ROLES: Readonly<Record<string, FolderRole>> = {
  "\\Inbox": "inbox",
  "\\Sent": "sent",
  "\\Drafts": "drafts",
  "\\Trash": "trash",
  "\\Junk": "junk",
  "\\Archive": "archive",
};

/** A folder as it is listed, and what the server says of it on that occasion. */
export type ListedFolder = { readonly folder: RemoteFolder; readonly mark: FolderMark };

const STATUS = { messages: true, uidNext: true, uidValidity: true, highestModseq: true } as const;

/** The folders that hold messages of their own, in order of synchronisation, INBOX first; roles by SPECIAL-USE (RFC 6154) or by name. At most 1,000. */
export async function listFolders(client: ImapFlow): Promise<readonly ListedFolder[]> {
  const listed = await client.list({ statusQuery: STATUS });
  return listed
    .filter(holdsMessages)
    .map((folder) => ({ folder: remoteFolder(folder), mark: markOf(folder) }))
    .sort((a, b) => ORDER.indexOf(a.folder.role) - ORDER.indexOf(b.folder.role))
    .slice(0, MAX_FOLDERS);
}

const remoteFolder = (folder: ListResponse): RemoteFolder => ({
  path: folder.path,
  name: folder.name.slice(0, 200),
  role: roleOf(folder),
  total: folder.status?.messages ?? 0,
});

function markOf({ status }: ListResponse): FolderMark {
  const { messages, uidNext, uidValidity, highestModseq } = status ?? {};
  // Without mod-sequences it is 0 (RFC 7162 §3.1.2.2): a flag may change unseen.
  const said = messages !== undefined && uidNext !== undefined && uidValidity !== undefined && !!highestModseq;
  return said ? { messages, uidNext, uidValidity: String(uidValidity), modSeq: String(highestModseq) } : null;
}

function roleOf(folder: ListResponse): FolderRole {
  if (folder.path.toUpperCase() === "INBOX") return "inbox";
  return ROLES[folder.specialUse ?? ""] ?? "other";
}

/** \All and \Flagged are views of the other folders: their messages would be counted twice. */
function holdsMessages(folder: ListResponse): boolean {
  const flags = new Set([...folder.flags].map((flag) => flag.toLowerCase()));
  const view = folder.specialUse === "\\All" || folder.specialUse === "\\Flagged";
  return !flags.has("\\noselect") && !flags.has("\\nonexistent") && !view && folder.path.length <= MAX_PATH;
}
