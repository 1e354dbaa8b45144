import type { UpdateFailure } from "#shared/domain/update";
import { exchange, forgetFormer, freshPlace } from "../update/exchange";
import { unpackApplication } from "../update/unpack";
import type { ReadyUpdate } from "../update/updater";
import type { Ground } from "./ground";

/** A next version beside the one that runs, where the files are the person's; nothing of it where they are not. */
export type StagedUpdate = {
  /** Unpacks it beside and tries it there, once for a file that starts; whether it may take the place. */
  readonly stage: (ready: ReadyUpdate) => Promise<boolean>;
  /** Gives it the place of the one that runs; called once all is closed, or was given its time to. */
  readonly putInPlace: () => Promise<void>;
  /** This one has started: neither the one before it nor one that was never put in place is needed. */
  readonly started: () => Promise<void>;
};

/** Builds it over the application's own files; `refused` is told why a version is not to be installed. */
export function createStagedUpdate(
  { platform, trace }: Pick<Ground, "platform" | "trace">,
  refused: (code: UpdateFailure) => void,
): StagedUpdate {
  const own = platform.ownFiles;
  if (own === null)
    return { stage: async () => false, putInPlace: async () => undefined, started: async () => undefined };
  let current: { readonly sha512: string; readonly whole: Promise<boolean> } | null = null;
  let isStaged = false;
  const stageOnce = async ({ path, release }: ReadyUpdate): Promise<boolean> => {
    isStaged = false;
    const fresh = freshPlace(own.folder);
    const tell = (answer: string, success: boolean): Promise<void> =>
      trace({ action: "update", request: `try ${release.version}`, answer, success });
    try {
      await unpackApplication(path, fresh, own.disk);
      isStaged = await own.starts(fresh);
      if (!isStaged) await own.disk.remove(fresh);
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      const why = code === "ENOSPC" || code === "EDQUOT" ? "no-space" : "disk";
      if (why === "disk") platform.report(error, "update");
      await tell(why, false);
      refused(why);
      return false;
    }
    await tell(isStaged ? "starts" : "does-not-start", isStaged);
    if (!isStaged) refused("does-not-start");
    return isStaged;
  };
  return {
    stage: (ready) => {
      if (current?.sha512 === ready.sha512) return current.whole;
      // One at a time: all are unpacked in the same place.
      const before = current?.whole.catch(() => false) ?? Promise.resolve(false);
      const whole = before.then(() => stageOnce(ready));
      const made = { sha512: ready.sha512, whole };
      current = made;
      // One that failed is tried again when it is asked for again.
      const forget = (): void => {
        if (current === made) current = null;
      };
      whole.then((starts) => starts || forget(), forget);
      return whole;
    },
    putInPlace: async () => {
      if (!isStaged) return;
      isStaged = false;
      await exchange(own.folder, own.disk).catch((error: unknown) => platform.report(error, "update"));
    },
    started: () => forgetFormer(own.folder, own.disk),
  };
}
