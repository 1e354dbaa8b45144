import { link, type Port, type Remote } from "#shared/contract/link";
import { createOfflineService, type OfflineService } from "./offline/service";

/** What the process calls on main: rows read while a file is imported. */
export type DirectoryHost = { readonly told: (rows: number) => void };

/** What the directory's process serves. */
export type DirectoryService = OfflineService;

/** Serves the offline directory on a port. */
export function serveDirectory(
  port: Port,
  ports: { readonly now: () => Date; readonly onUnexpected: (error: unknown) => void },
): void {
  const service = createOfflineService({ now: ports.now, told: (rows) => void host.told(rows) });
  const host = link<DirectoryHost>(port, service, "directory-gone", ports.onUnexpected);
}

/** The typed client of a served directory; once its process is gone every call fails with `directory-gone`. */
export function connectDirectory(port: Port, host: DirectoryHost): Remote<DirectoryService> {
  return link<DirectoryService>(port, host, "directory-gone");
}
