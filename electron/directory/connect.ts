import { link, type Port, type Remote } from "#shared/contract/link";
import type { DirectoryHost, DirectoryService } from "./serve";

/** The typed client of a served directory; once its process is gone every call fails with `directory-gone`. */
export function connectDirectory(port: Port, host: DirectoryHost): Remote<DirectoryService> {
  return link<DirectoryService>(port, host, "directory-gone");
}
