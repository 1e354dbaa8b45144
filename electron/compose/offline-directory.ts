import { basename, join } from "node:path";
import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { Recipient } from "#shared/domain/draft";
import type { Environment } from "#shared/domain/environment";
import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { downloadExtraction, offeredAt } from "../directory/offline/download";
import { failureOf } from "../directory/failure";
import { MOST_ENTRIES } from "../directory/finding";
import { mergeFindings } from "../directory/merge";
import { questionOfText } from "../directory/question";
import type { Source } from "../directory/source";
import { systemClock } from "../directory/system-clock";
import { createDirectoryProcess } from "./directory-process";
import { partFileAt } from "./part-file";
import type { OpenDoor } from "./https-door";
import type { Reporting } from "./ports";
import type { Services } from "./services";

/** The directory kept on this computer: proposals while typing, a source of the window, and what the settings do with it. */
export type OfflineDirectory = {
  readonly source: Source;
  readonly complete: (text: string) => Promise<readonly Recipient[]>;
  readonly close: () => void;
  readonly handlers: Pick<
    Handlers,
    "offline.state" | "offline.check" | "offline.download" | "offline.import" | "offline.cancel" | "offline.remove"
  >;
};

/** While typing: enough to choose from. */
const MOST_PROPOSED = 30;
const FRESH_MS = 7 * 86_400_000;
const TOLD_EVERY_MS = 250;

type Ports = {
  readonly platform: Pick<Reporting, "start" | "clock" | "dialogs" | "report">;
  readonly environment: () => Environment;
  readonly door: OpenDoor;
  /** Folder of the open profile. */
  readonly folder: () => string;
  readonly changed: () => void;
  readonly trace: Services["trace"];
};

/** Nothing is started before it is asked for. */
export function createOfflineDirectory(ports: Ports): OfflineDirectory {
  const progress = createProgress(ports.changed);
  const process = createDirectoryProcess(ports.platform, ports.folder, (rows) => progress.rows(rows));
  let stop = new AbortController();
  let offered: string | null = null;
  let failure: string | null = null;
  const ask: Source["ask"] = async (question, pace) => {
    const answer = process.exists()
      ? await process.call((service) => service.ask(question, pace === "typing" ? MOST_PROPOSED : MOST_ENTRIES))
      : null;
    return answer ?? { findings: [], cut: "no", ignored: [] };
  };
  const state = async (): Promise<OfflineDirectoryState> => {
    const facts = process.exists() ? await process.call((service) => service.facts()) : null;
    const age = ports.platform.clock().getTime() - Date.parse(facts?.asOf ?? facts?.importedAt ?? "");
    return {
      present: facts === null ? null : { ...facts, stale: age > FRESH_MS },
      work: progress.now(),
      failure,
      canDownload: ports.environment().directory.extraction !== undefined,
      offered,
    };
  };
  const work = async (act: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    if (progress.now() !== null) return;
    stop = new AbortController();
    failure = null;
    try {
      await act(stop.signal);
    } catch (error) {
      failure = codeOf(error);
      if (failure === "offline-unexpected") ports.platform.report(error, "offline directory");
    }
    progress.end();
    const { signal } = stop;
    await ports.trace({
      action: "sync",
      request: "offline directory",
      answer: failure ?? "imported",
      success: failure === null && !signal.aborted,
    });
  };
  const importFile = async (path: string, name: string): Promise<void> => {
    progress.begin("import");
    await process.call((service) => service.import({ path, name }));
  };
  const download = async (signal: AbortSignal): Promise<void> => {
    const environment = ports.environment();
    const url = environment.directory.extraction;
    if (url === undefined) throw new PliError("offline-no-place");
    const part = partFileAt(join(ports.folder(), "annuaire.part"));
    progress.begin("download");
    const request = ports.door(environment, "directory");
    const told = (done: number, total: number | null): void => progress.bytes(done, total);
    const { name } = await downloadExtraction({ url, request, part, clock: systemClock, signal, told });
    try {
      await importFile(part.path, name);
    } finally {
      await part.remove();
    }
  };
  return {
    source: { name: "offline", ask, close: () => process.close() },
    close: () => process.close(),
    complete: async (text) => {
      const question = questionOfText(text);
      if (question === undefined) {
        // Somebody began to type: the process is there for the next letters.
        if (process.exists()) await process.call((service) => service.facts());
        return [];
      }
      const { findings } = await ask(question, "typing", new AbortController().signal);
      return mergeFindings(findings, question);
    },
    handlers: {
      "offline.state": state,
      "offline.check": async () => {
        const environment = ports.environment();
        const url = environment.directory.extraction;
        if (url === undefined) return state();
        const found = await offeredAt(url, ports.door(environment, "directory")).catch(() => null);
        offered = found?.asOf ?? null;
        return state();
      },
      "offline.download": async () => {
        void work(download);
        return state();
      },
      "offline.import": async () => {
        const path = await ports.platform.dialogs.chooseSource("txt", "csv", "zip");
        if (path !== null) void work(() => importFile(path, basename(path)));
        return state();
      },
      "offline.cancel": async () => {
        stop.abort();
        if (progress.now()?.kind === "import") await process.call(async (service) => service.cancel());
        return state();
      },
      "offline.remove": async () => {
        stop.abort();
        await process.call((service) => service.remove());
        await ports.trace({ action: "delete", request: "offline directory", answer: "removed", success: true });
        ports.changed();
        return state();
      },
    },
  };
}

const codeOf = (error: unknown): string => {
  if (error instanceof PliError) return error.code.startsWith("offline-") ? error.code : "offline-unexpected";
  const code = failureOf(error);
  return code === "unreadable" && !(error instanceof Error && error.name === "DirectoryError")
    ? "offline-unexpected"
    : `offline-${code}`;
};

/** How far the work is; the page is told at most four times a second. */
function createProgress(changed: () => void) {
  let now: OfflineDirectoryState["work"] = null;
  let told = 0;
  const set = (next: OfflineDirectoryState["work"], always: boolean): void => {
    now = next;
    if (!always && Date.now() - told < TOLD_EVERY_MS) return;
    told = Date.now();
    changed();
  };
  return {
    now: () => now,
    begin: (kind: "download" | "import") => set({ kind, done: 0, total: null }, true),
    bytes: (done: number, total: number | null) => set({ kind: "download", done, total }, false),
    rows: (done: number) => set({ kind: "import", done, total: null }, false),
    end: () => set(null, true),
  };
}
