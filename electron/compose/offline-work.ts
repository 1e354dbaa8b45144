import { join } from "node:path";
import { PliError } from "#shared/domain/failure";
import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { downloadExtraction } from "../directory/offline/download";
import { DirectoryError } from "../directory/failure";
import { systemClock } from "../directory/system-clock";
import type { DirectoryProcess } from "./directory-process";
import type { OfflinePorts } from "./offline-directory";
import { partFileAt } from "./part-file";

/** What changes the directory of this computer: one thing at a time, told as it goes. */
export type OfflineWork = {
  readonly now: () => OfflineDirectoryState["work"];
  /** Why the last one failed. */
  readonly failure: () => string | null;
  readonly download: () => void;
  readonly importFile: (path: string, name: string) => void;
  readonly stop: () => Promise<void>;
  /** Rows read so far by the process. */
  readonly rows: (done: number) => void;
};

const TOLD_EVERY_MS = 250;

/** Downloads and imports; `process` is the one that reads the file. */
export function createOfflineWork(ports: OfflinePorts, process: () => DirectoryProcess): OfflineWork {
  let now: OfflineDirectoryState["work"] = null;
  let failure: string | null = null;
  let stop = new AbortController();
  let told = 0;
  const tell = (next: OfflineDirectoryState["work"], always = true): void => {
    now = next;
    if (!always && Date.now() - told < TOLD_EVERY_MS) return;
    told = Date.now();
    ports.changed();
  };
  const start = (kind: "download" | "import", act: (signal: AbortSignal) => Promise<unknown>): void => {
    if (now !== null) return;
    stop = new AbortController();
    failure = null;
    tell({ kind, done: 0, total: null });
    void ended(ports, act(stop.signal)).then((code) => {
      failure = code;
      tell(null);
    });
  };
  const read = (path: string, name: string): Promise<unknown> => {
    tell({ kind: "import", done: 0, total: null });
    return process().call((service) => service.import({ path, name }));
  };
  const toldBytes = (done: number, total: number | null): void => tell({ kind: "download", done, total }, false);
  return {
    now: () => now,
    failure: () => failure,
    rows: (done) => tell({ kind: "import", done, total: null }, false),
    importFile: (path, name) => start("import", () => read(path, name)),
    download: () => start("download", (signal) => downloaded(ports, signal, toldBytes, read)),
    stop: async () => {
      stop.abort();
      if (now?.kind === "import") await process().call((service) => service.cancel());
    },
  };
}

async function downloaded(
  { environment, door, folder }: OfflinePorts,
  signal: AbortSignal,
  told: (done: number, total: number | null) => void,
  read: (path: string, name: string) => Promise<unknown>,
): Promise<void> {
  const url = environment().directory.extraction;
  if (url === undefined) throw new PliError("offline-no-place");
  const part = partFileAt(join(folder(), "annuaire.part"));
  const request = door(environment(), "directory");
  const { name } = await downloadExtraction({ url, request, part, clock: systemClock, signal, told });
  try {
    await read(part.path, name);
  } finally {
    await part.remove();
  }
}

/** How it ended, in the journal and as a code; null when it went well. */
async function ended({ platform, trace, imported }: OfflinePorts, work: Promise<unknown>): Promise<string | null> {
  const failure = await work.then(
    () => null,
    (error: unknown) => {
      const code = codeOf(error);
      if (code === "offline-unexpected") platform.report(error, "offline directory");
      return code;
    },
  );
  const success = failure === null;
  // What it means for those who are known is another matter than the directory itself.
  if (success) await imported().catch((error: unknown) => platform.report(error, "published addresses"));
  await trace({ action: "directory", request: "offline directory", answer: failure ?? "imported", success });
  return failure;
}

function codeOf(error: unknown): string {
  if (error instanceof DirectoryError) return `offline-${error.code}`;
  const known = error instanceof PliError && error.code.startsWith("offline-");
  return known ? error.code : "offline-unexpected";
}
