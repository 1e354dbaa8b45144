import type { Changed } from "#shared/contract/events";
import type { ProfileLife } from "./profile";

/** One that ends so often in so long would end for ever. */
const MOST = 3;
const WITHIN_MS = 60_000;

/** What is read from the store: whatever was being read when it ended is read again. */
const KEPT: readonly Changed[] = [
  "app",
  "mailboxes",
  "conversations",
  "searches",
  "drafts",
  "templates",
  "spelling",
  "outbox",
  "documents",
  "patients",
  "journal",
  "safety",
  "directory",
  "environment",
  "proxy",
  "housekeeping",
  "rules",
  "contacts",
  "practice-folder",
  "scan-folder",
];

/** Starts again what ended by itself, and tells the person once; false where it is left as it is. */
export type Restarts = { readonly store: () => Promise<boolean>; readonly operator: () => Promise<boolean> };

/** Builds them over what opens and closes with the profile. */
export function createRestarts(life: ProfileLife): Restarts {
  const { services, keeper, demonstration } = life;
  const mayStart = atMost(MOST, WITHIN_MS, () => services.platform.clock().getTime());
  const tell = (code: string): void => services.platform.emit({ kind: "notice", code });
  const isStopped = (): boolean => {
    const now = keeper.state();
    return now.state === "blocked" && now.reason === "stopped";
  };
  return {
    // The session and what is being written stay; a message that was leaving is heard of before the queue is looked at again.
    store: async () => {
      // One that ends while it opens is started like one that was open.
      while (isStopped() && mayStart("store")) await keeper.restart();
      if (keeper.state().state !== "ready") return false;
      services.changed(...KEPT);
      tell("store-restarted");
      await services.outbox.close();
      await life.resumed();
      return true;
    },
    // Its sessions ended with it: the person signs in again.
    operator: async () => {
      if (services.bootstrap.get().profile !== "demo") return false;
      await life.closing();
      while (demonstration.info() === null && mayStart("operator"))
        await demonstration
          .start(keeper.folderOf("demo"))
          .catch((error: unknown) => services.platform.report(error, "start demonstration"));
      const isBack = demonstration.info() !== null;
      await life.opened();
      services.changed("app", "demo", "environment", "mailboxes", "conversations", "drafts", "outbox");
      tell(isBack ? "demo-restarted" : "demo-stopped");
      return isBack;
    },
  };
}

function atMost(most: number, ms: number, now: () => number): (what: string) => boolean {
  const starts = new Map<string, readonly number[]>();
  return (what) => {
    const recent = (starts.get(what) ?? []).filter((at) => Math.abs(now() - at) < ms);
    if (recent.length >= most) return false;
    starts.set(what, [...recent, now()]);
    return true;
  };
}
