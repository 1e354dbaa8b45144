import type { ImapFlow, ListResponse } from "imapflow";
import type { FolderRole } from "#shared/domain/mailbox";
import type { RemoteFolder } from "#shared/domain/sync";

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

/** The folders that hold messages of their own, in order of synchronisation, INBOX first; roles by SPECIAL-USE (RFC 6154) or by name. At most 1,000. */
export async function listFolders(client: ImapFlow): Promise<readonly RemoteFolder[]> {
  const listed = await client.list({ statusQuery: { messages: true } });
  return listed
    .filter(holdsMessages)
    .map((folder) => ({
      path: folder.path,
      name: folder.name.slice(0, 200),
      role: roleOf(folder),
      total: folder.status?.messages ?? 0,
    }))
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
    .slice(0, MAX_FOLDERS);
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
