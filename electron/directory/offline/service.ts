import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PliError } from "#shared/domain/failure";
import { failureOf } from "../failure";
import type { Finding, SourceAnswer } from "../finding";
import type { Question } from "../question";
import { askOffline } from "./ask";
import { buildOfflineFile, type ExtractionFacts } from "./build";
import { findingOfRow } from "./finding-of-row";
import { type OfflineFile, openOfflineFile } from "./offline-file";
import { unpack } from "./unpack";

/** The offline directory of a profile, served by a process of its own. */
export type OfflineService = {
  /** Opens what the folder holds; null when there is none, or none that can be read. */
  readonly open: (folder: string) => Promise<ExtractionFacts | null>;
  /**
   * Builds a new directory beside the one in use and swaps them when it is sane: fails with `offline-unreadable`, `offline-encoding`, `offline-empty`, `offline-damaged`
   * (too many lines that are not of the format), `offline-older`, `offline-shrunk` (under 80 % of the rows before), `offline-cancelled`, `offline-disk`.
   */
  readonly import: (file: { readonly path: string; readonly name: string }) => Promise<ExtractionFacts>;
  readonly cancel: () => void;
  /** Null when there is no directory. */
  readonly facts: () => ExtractionFacts | null;
  /** Null when there is no directory. */
  readonly ask: (question: Question, most: number) => SourceAnswer | null;
  /** What is published at each of these addresses; null when there is no directory. */
  readonly published: (addresses: readonly string[]) => readonly Finding[] | null;
  readonly remove: () => Promise<void>;
  readonly close: () => void;
};

/** Fewer rows than this share of the ones before: the file was cut on the way. */
const LEAST_SHARE = 0.8;
/** More unreadable lines than this share: the format has changed. */
const MOST_SKIPPED = 0.05;

/** `told` gets the rows read while a file is imported. */
export function createOfflineService(ports: {
  readonly now: () => Date;
  readonly told: (rows: number) => void;
}): OfflineService {
  let folder = "";
  let open: OfflineFile | null = null;
  let importing = new AbortController();
  const path = (name: string): string => join(folder, name);
  const close = (): void => {
    open?.close();
    open = null;
  };
  const reopen = async (): Promise<ExtractionFacts | null> => {
    close();
    open = await opened(path(FILE));
    return open?.facts ?? null;
  };
  return {
    open: (where) => {
      folder = where;
      return reopen();
    },
    import: async ({ path: from, name }) => {
      importing.abort();
      importing = new AbortController();
      const file = path(`${FILE}.new`);
      const source = await unpack(from, name).catch(refuse);
      const facts = await buildOfflineFile({ ...ports, file, source, signal: importing.signal }).catch(refuse);
      await refuseWrong(file, facts, open?.facts ?? null);
      close();
      await rename(file, path(FILE));
      return (await reopen()) ?? facts;
    },
    facts: () => open?.facts ?? null,
    cancel: () => importing.abort(),
    ask: (question, most) => (open === null ? null : askOffline(open, question, most)),
    published: (addresses) => (open === null ? null : publishedIn(open, addresses)),
    remove: async () => {
      importing.abort();
      close();
      await rm(path(FILE), { force: true });
    },
    close,
  };
}

const FILE = "annuaire.db";

async function opened(path: string): Promise<OfflineFile | null> {
  if (!existsSync(path)) return null;
  try {
    return openOfflineFile(path);
  } catch {
    // Of another layout, or damaged: public data, taken again from its source.
    await rm(path, { force: true });
    return null;
  }
}

async function refuseWrong(file: string, facts: ExtractionFacts, before: ExtractionFacts | null): Promise<void> {
  const wrong = wrongWith(facts, before);
  if (wrong === null) return;
  await rm(file, { force: true });
  throw new PliError(wrong);
}

function refuse(error: unknown): never {
  if (error instanceof PliError) throw error;
  const full = error instanceof Error && "code" in error && /FULL|ENOSPC|IOERR/u.test(String(error.code));
  if (full) throw new PliError("offline-disk", { cause: error });
  throw new PliError(failureOf(error) === "cancelled" ? "offline-cancelled" : "offline-unreadable", { cause: error });
}

/** Why a directory that was just built must not replace the one in use; null when it may. */
export function wrongWith(facts: ExtractionFacts, before: ExtractionFacts | null): string | null {
  if (facts.rows === 0) return "offline-empty";
  if (facts.skipped > (facts.rows + facts.skipped) * MOST_SKIPPED) return "offline-damaged";
  if (before === null) return null;
  if (facts.asOf !== null && before.asOf !== null && facts.asOf < before.asOf) return "offline-older";
  return facts.rows < before.rows * LEAST_SHARE ? "offline-shrunk" : null;
}

function publishedIn(file: OfflineFile, addresses: readonly string[]): readonly Finding[] {
  return addresses.flatMap((address) =>
    [...file.entries(file.ofAddress(address))]
      .flatMap(findingOfRow)
      .filter((finding) => finding.address.toLowerCase() === address.toLowerCase()),
  );
}
