import { link, type Port } from "#shared/contract/link";
import { contactFileText, readContactFile } from "./contact-file/contact-file";
import type { ReadContacts } from "./contact-file/vcard";
import { readWhiteList } from "./white-list";
import { createOfflineService, type OfflineService } from "./offline/service";

/** What the process calls on main: rows read while a file is imported. */
export type DirectoryHost = { readonly told: (rows: number) => void };

/** What the directory's process serves: the offline directory, and the reading of files that hold people. */
export type DirectoryService = OfflineService & {
  readonly readContacts: (path: string) => Promise<ReadContacts>;
  readonly writeContacts: typeof contactFileText;
  readonly readWhiteList: typeof readWhiteList;
};

/** Serves the offline directory on a port. */
export function serveDirectory(
  port: Port,
  ports: { readonly now: () => Date; readonly onUnexpected: (error: unknown) => void },
): void {
  const service = createOfflineService({ now: ports.now, told: (rows) => void host.told(rows) });
  const offered = { ...service, readContacts: readContactFile, writeContacts: contactFileText, readWhiteList };
  const host = link<DirectoryHost>(port, offered satisfies DirectoryService, "directory-gone", ports.onUnexpected);
}
