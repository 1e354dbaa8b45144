import { basename } from "node:path";
import { z } from "zod";
import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { DocumentId } from "#shared/domain/ids";
import { PRACTICE_FORMS, type PracticeFolder } from "#shared/domain/practice-folder";
import { fileOf } from "./document-file";
import { placeFile, resolvedFolder } from "./place-file";
import type { Services } from "./services";
import { keptSetting } from "./kept-setting";

type Names =
  | "practiceFolder.state"
  | "practiceFolder.choose"
  | "practiceFolder.set"
  | "practiceFolder.stop"
  | "practiceFolder.write";

const SETTING = "practice-folder";
const kept = z.object({ path: z.string().nullable(), form: z.enum(PRACTICE_FORMS), automatic: z.boolean() });
type Kept = z.infer<typeof kept>;
const NONE: Kept = { path: null, form: "pdf", automatic: true };

/** The folder of a practice software: chosen by the person, written to when a document is filed. */
export function practiceFolderHandlers(services: Services): Pick<Handlers, Names> {
  const { platform, store, trace } = services;
  const change = async (changed: Partial<Kept>): Promise<PracticeFolder> => {
    const next = { ...(await settingOf(services)), ...changed };
    await store.get().setSetting(SETTING, next);
    services.changed("practice-folder");
    return seen(next);
  };
  const point = async (request: string, path: string | null): Promise<PracticeFolder> => {
    const state = await change({ path });
    await trace({ action: "practice-folder", request, answer: "done", success: true });
    return state;
  };
  return {
    "practiceFolder.state": async () => seen(await settingOf(services)),
    "practiceFolder.choose": async () => {
      const chosen = await platform.dialogs.chooseFolder();
      return chosen === null ? seen(await settingOf(services)) : point("choose", await resolvedFolder(chosen));
    },
    "practiceFolder.set": ({ form, automatic }) => change({ form, automatic }),
    "practiceFolder.stop": () => point("stop", null),
    "practiceFolder.write": async ({ id }) => {
      const setting = await settingOf(services);
      const { card } = await store.get().document(id);
      if (setting.path === null || card.filed === null) throw new PliError("no-practice-folder");
      return { name: await write(services, id, setting.path, setting.form, "by hand") };
    },
  };
}

/**
 * Hands a document that was just filed over to the practice software, where the person set it so: `off` where she did not. The document stays
 * filed whatever happens; a failure is in the journal, and told by whoever asks.
 */
export async function handOver(
  services: Services,
  id: DocumentId,
  how: "by hand" | "automatic",
): Promise<"off" | "written" | "failed"> {
  const { path, form, automatic } = await settingOf(services);
  if (path === null || (how === "automatic" && !automatic)) return "off";
  try {
    await write(services, id, path, form, how);
    return "written";
  } catch (error) {
    if (!(error instanceof PliError)) services.platform.report(error, "practice folder");
    return "failed";
  }
}

async function write(
  services: Services,
  id: DocumentId,
  path: string,
  form: Kept["form"],
  how: string,
): Promise<string> {
  const traced = { action: "document-hand-over", request: `${how} ${form}`, documentId: id } as const;
  try {
    const { name, bytes } = await fileOf(services, id, form);
    const placed = await placeFile(path, name, bytes);
    await services.trace({ ...traced, answer: "written", success: true, size: bytes.byteLength });
    return placed;
  } catch (error) {
    const answer = error instanceof PliError ? error.code : "unexpected";
    await services.trace({ ...traced, answer, success: false });
    throw error;
  }
}

async function settingOf(services: Services): Promise<Kept> {
  return (await keptSetting(services.store.get(), SETTING, kept)) ?? NONE;
}

/** What the page learns: the last name of the folder, never where it is. */
const seen = ({ path, form, automatic }: Kept): PracticeFolder => ({
  folder: path === null ? null : basename(path) || path,
  form,
  automatic,
});
