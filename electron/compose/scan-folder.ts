import { basename } from "node:path";
import { z } from "zod";
import type { Handlers } from "#shared/contract/index";
import type { Draft } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DraftId, OutboxId } from "#shared/domain/ids";
import type { ScanFolder, ScannedFiles } from "#shared/domain/scan-folder";
import { keptSetting } from "./kept-setting";
import { resolvedFolder } from "./place-file";
import { findScans, type FoundScan, readScan, removeScan } from "./scan-files";
import type { Services } from "./services";
import { attachFile, MOST_BYTES } from "./attach-file";

type Names =
  | "scanFolder.state"
  | "scanFolder.choose"
  | "scanFolder.stop"
  | "scanFolder.set"
  | "scanFolder.list"
  | "scanFolder.picture"
  | "scanFolder.attach";

const SETTING = "scan-folder";
const kept = z.object({ path: z.string().nullable(), removeOnceSent: z.boolean() });
type Kept = z.infer<typeof kept>;

/** More than one page of a list is no longer what was just scanned. */
const MOST_LISTED = 40;
/** Larger pictures are attached without being seen first. */
const MOST_SEEN_BYTES = 6_000_000;

/** The folder in which a scanner writes: chosen by the person, read while a message is written. */
export function scanFolderHandlers(services: Services): Pick<Handlers, Names> {
  const { platform } = services;
  return {
    "scanFolder.state": async () => seen(await settingOf(services)),
    "scanFolder.choose": async () => {
      const chosen = await platform.dialogs.chooseFolder();
      if (chosen === null) return seen(await settingOf(services));
      return change(services, "choose", { path: await resolvedFolder(chosen) });
    },
    "scanFolder.stop": () => change(services, "stop", { path: null }),
    "scanFolder.set": ({ removeOnceSent }) =>
      change(services, removeOnceSent ? "remove once sent" : "keep once sent", { removeOnceSent }),
    "scanFolder.list": () => list(services),
    "scanFolder.picture": async ({ id }) => {
      const { folder, scan } = await found(services, id);
      if ((scan.kind !== "png" && scan.kind !== "jpeg") || scan.size > MOST_SEEN_BYTES) return null;
      return { mimeType: `image/${scan.kind}`, bytes: await readScan(folder, scan) };
    },
    "scanFolder.attach": ({ draftId, id }) => attach(services, draftId, id),
  };
}

/** A message left: its files go from the scanner folder, where the person asked for it. What cannot go is in the journal, and stays. */
export async function removeSentScans(services: Services, id: OutboxId): Promise<void> {
  const { path, removeOnceSent } = await settingOf(services);
  if (path === null || !removeOnceSent) return;
  const files = await services.store.get().scansOf(id);
  for (const file of files) {
    const answer = await removeScan(path, file, services.platform.clock()).then(
      (removed) => (removed ? "removed" : "no longer there"),
      (error: unknown) => (error instanceof PliError ? error.code : "refused"),
    );
    const success = answer === "removed" || answer === "no longer there";
    await services.trace({ action: "scan-folder", request: "remove once sent", answer, success });
  }
  if (files.length > 0) services.changed("scan-folder");
}

async function change(services: Services, request: string, changed: Partial<Kept>): Promise<ScanFolder> {
  const next = { ...(await settingOf(services)), ...changed };
  await services.store.get().setSetting(SETTING, next);
  await services.trace({ action: "scan-folder", request, answer: "done", success: true });
  services.changed("scan-folder");
  return seen(next);
}

async function list(services: Services): Promise<ScannedFiles> {
  const { path } = await settingOf(services);
  if (path === null) return { files: [], older: 0, cut: false };
  const { scans, cut } = await findScans(path, services.platform.clock());
  const used = new Set(await services.store.get().scansUsed(scans.map(({ id }) => id)));
  const fresh = scans.filter(({ id }) => !used.has(id));
  const files = fresh.slice(0, MOST_LISTED).map(({ entry: _entry, ...file }) => file);
  return { files, older: fresh.length - files.length, cut };
}

async function attach(services: Services, draftId: DraftId, id: string): Promise<Draft> {
  const { folder, scan } = await found(services, id);
  if (scan.size > MOST_BYTES) throw new PliError("too-big", { about: String(MOST_BYTES) });
  const draft = await attachFile(services, draftId, {
    name: scan.name,
    bytes: await readScan(folder, scan),
    scan: scan.id,
  });
  services.changed("drafts");
  return draft;
}

async function found(services: Services, id: string): Promise<{ readonly folder: string; readonly scan: FoundScan }> {
  const { path } = await settingOf(services);
  if (path === null) throw new PliError("scan-folder-missing");
  const { scans } = await findScans(path, services.platform.clock());
  const scan = scans.find((one) => one.id === id);
  if (scan === undefined) throw new PliError("scan-changed", { retry: true });
  return { folder: path, scan };
}

async function settingOf(services: Services): Promise<Kept> {
  return (await keptSetting(services.store.get(), SETTING, kept)) ?? { path: null, removeOnceSent: false };
}

/** What the page learns: the last name of the folder, never where it is. */
const seen = ({ path, removeOnceSent }: Kept): ScanFolder => ({
  folder: path === null ? null : basename(path) || path,
  removeOnceSent,
});
