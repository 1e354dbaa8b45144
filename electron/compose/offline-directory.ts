import { basename } from "node:path";
import type { Handlers } from "#shared/contract/index";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import type { Recipient } from "#shared/domain/draft";
import type { Environment } from "#shared/domain/environment";
import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { MOST_ENTRIES } from "../directory/finding";
import { mergeFindings } from "../directory/merge";
import { offeredAt } from "../directory/offline/download";
import { questionOfCriteria, questionOfText } from "../directory/question";
import type { Source } from "../directory/source";
import { createDirectoryProcess, type DirectoryProcess } from "./directory-process";
import type { OpenDoor } from "./https-door";
import { createOfflineWork, type OfflineWork } from "./offline-work";
import type { Reporting } from "./ports";
import type { Services } from "./services";

type Names =
  | "offline.state"
  | "offline.check"
  | "offline.download"
  | "offline.import"
  | "offline.cancel"
  | "offline.remove";

/** The directory kept on this computer: proposals while typing, a source of the window, and what the settings do with it. */
export type OfflineDirectory = {
  readonly source: Source;
  readonly complete: (text: string) => Promise<readonly Recipient[]>;
  /** What it publishes at these addresses. */
  readonly of: (addresses: readonly string[]) => Promise<readonly Recipient[]>;
  /** Its process, which also reads and writes files of contacts. */
  readonly process: DirectoryProcess;
  readonly close: () => void;
  readonly handlers: Pick<Handlers, Names>;
};

/** What it stands on; `folder` is that of the open profile. */
export type OfflinePorts = {
  readonly platform: Pick<Reporting, "start" | "clock" | "dialogs" | "report">;
  readonly environment: () => Environment;
  readonly door: OpenDoor;
  readonly folder: () => string;
  readonly changed: () => void;
  /** A new directory is in place. */
  readonly imported: () => Promise<void>;
  readonly whiteList: () => Promise<OfflineDirectoryState["whiteList"]>;
  readonly trace: Services["trace"];
};

/** While typing: enough to choose from. */
const MOST_PROPOSED = 30;
const FRESH_MS = 7 * 86_400_000;
const NEVER = new AbortController().signal;

/** Nothing is started before it is asked for. */
export function createOfflineDirectory(ports: OfflinePorts): OfflineDirectory {
  const work: OfflineWork = createOfflineWork(ports, () => process);
  const process = createDirectoryProcess(ports.platform, ports.folder, (rows) => work.rows(rows));
  const ask: Source["ask"] = async (question, pace) => {
    const most = pace === "typing" ? MOST_PROPOSED : MOST_ENTRIES;
    const answer = process.exists() ? await process.call((service) => service.ask(question, most)) : null;
    return answer ?? { findings: [], cut: "no", ignored: [] };
  };
  return {
    source: { name: "offline", ask, close: () => process.close() },
    process,
    close: () => process.close(),
    complete: async (text) => {
      const question = questionOfText(text);
      // Somebody begins to type: the process is there for the next letters.
      if (question === undefined && process.exists()) await process.call((service) => service.facts());
      if (question === undefined) return [];
      const { findings } = await ask(question, "typing", NEVER);
      return mergeFindings(findings, question);
    },
    of: async (addresses) => {
      const found = process.exists() ? await process.call((service) => service.published(addresses)) : null;
      return mergeFindings(found ?? [], questionOfCriteria(NO_CRITERIA));
    },
    handlers: offlineHandlers(ports, process, work),
  };
}

function offlineHandlers(ports: OfflinePorts, process: DirectoryProcess, work: OfflineWork): Pick<Handlers, Names> {
  let offered: string | null = null;
  const place = (): string | undefined => ports.environment().directory.extraction;
  const state = async (): Promise<OfflineDirectoryState> => {
    const facts = process.exists() ? await process.call((service) => service.facts()) : null;
    const age = ports.platform.clock().getTime() - Date.parse(facts?.asOf ?? facts?.importedAt ?? "");
    return {
      present: facts === null ? null : { ...facts, stale: age > FRESH_MS },
      work: work.now(),
      failure: work.failure(),
      whiteList: await ports.whiteList(),
      canDownload: place() !== undefined,
      offered,
    };
  };
  return {
    "offline.state": state,
    "offline.check": async () => {
      const url = place();
      const asked = url === undefined ? null : offeredAt(url, ports.door(ports.environment(), "directory"));
      // Not knowing what is offered is no failure of what is here.
      offered = (await asked?.catch(() => null))?.asOf ?? null;
      return state();
    },
    "offline.download": async () => {
      work.download();
      return state();
    },
    "offline.import": async () => {
      const path = await ports.platform.dialogs.chooseSource("txt", "csv", "zip");
      if (path !== null) work.importFile(path, basename(path));
      return state();
    },
    "offline.cancel": async () => {
      await work.stop();
      return state();
    },
    "offline.remove": async () => {
      await work.stop();
      await process.call((service) => service.remove());
      await ports.trace({ action: "delete", request: "offline directory", answer: "removed", success: true });
      ports.changed();
      return state();
    },
  };
}
