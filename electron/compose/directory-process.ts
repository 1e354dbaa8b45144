import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Remote } from "#shared/contract/link";
import { PliError } from "#shared/domain/failure";
import { connectDirectory } from "../directory/connect";
import type { DirectoryService } from "../directory/serve";
import type { Reporting } from "./ports";

/** The process of the offline directory: it starts on first need and ends when nothing was asked for a while. */
export type DirectoryProcess = {
  /** Calls it, with the directory of the profile's folder open; once more where it ended by itself meanwhile. */
  readonly call: <Value>(act: (service: Remote<DirectoryService>) => Promise<Value>) => Promise<Value>;
  /** Whether the profile's folder holds a directory: false spares a process that would find nothing. */
  readonly exists: () => boolean;
  readonly close: () => void;
};

/** Long enough to write a message without starting it again, short enough not to be there all day. */
const IDLE_MS = 180_000;

type Running = {
  readonly service: Remote<DirectoryService>;
  readonly opened: Promise<unknown>;
  readonly kill: () => void;
};

/** `folder` is that of the open profile; another folder is another process. `told` gets the rows read by an import. */
export function createDirectoryProcess(
  platform: Pick<Reporting, "start">,
  folder: () => string,
  told: (rows: number) => void,
): DirectoryProcess {
  let running: (Running & { readonly folder: string }) | null = null;
  let calls = 0;
  let idle: NodeJS.Timeout | undefined;
  let closings = 0;
  const close = (): void => {
    closings += 1;
    clearTimeout(idle);
    running?.kill();
    running = null;
  };
  const start = (where: string): Running => {
    const child = platform.start("directory");
    const service = connectDirectory(child, { told });
    const opened = service.open(where);
    opened.catch(() => undefined);
    const started = { folder: where, service, opened, kill: child.kill };
    child.onClose(() => {
      if (running === started) running = null;
    });
    running = started;
    return started;
  };
  const ask = async <Value>(act: (service: Remote<DirectoryService>) => Promise<Value>): Promise<Value> => {
    const where = folder();
    if (running !== null && running.folder !== where) close();
    const { service, opened } = running ?? start(where);
    clearTimeout(idle);
    calls += 1;
    try {
      await opened;
      return await act(service);
    } finally {
      calls -= 1;
      if (calls === 0) idle = setTimeout(close, IDLE_MS).unref();
    }
  };
  return {
    call: async (act) => {
      const before = closings;
      try {
        return await ask(act);
      } catch (error) {
        const ended = error instanceof PliError && error.code === "directory-gone" && before === closings;
        if (!ended) throw error;
        return await ask(act);
      }
    },
    exists: () => existsSync(join(folder(), "annuaire.db")),
    close,
  };
}
