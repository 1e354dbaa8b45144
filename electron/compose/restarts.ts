import type { ProfileLife } from "./profile";

/** One that ends again so soon after its restart would end for ever. */
const AGAIN_MS = 60_000;

/** Starts again what ended by itself, and tells the person once; false where it is left as it is. */
export type Restarts = { readonly store: () => Promise<boolean>; readonly operator: () => Promise<boolean> };

/** Builds them over what opens and closes with the profile. */
export function createRestarts(life: ProfileLife): Restarts {
  const { services, keeper, demonstration } = life;
  const mayStart = atMostEvery(AGAIN_MS, () => services.platform.clock().getTime());
  const told = (code: string): void => {
    services.changed("app", "demo", "environment", "mailboxes", "conversations", "drafts", "outbox");
    services.platform.emit({ kind: "notice", code });
  };
  return {
    // The session and what is being written stay; a message that was leaving is heard of before the queue is looked at again.
    store: async () => {
      if (!mayStart("store") || (await keeper.restart()).state !== "ready") return false;
      told("store-restarted");
      await services.outbox.close();
      await life.opened();
      return true;
    },
    // Its sessions ended with it: the person signs in again.
    operator: async () => {
      if (services.bootstrap.get().profile !== "demo" || !mayStart("operator")) return false;
      await life.closing();
      await demonstration.start(keeper.folderOf("demo"));
      await life.opened();
      told("demo-restarted");
      return true;
    },
  };
}

function atMostEvery(ms: number, now: () => number): (what: string) => boolean {
  const last = new Map<string, number>();
  return (what) => {
    const before = last.get(what);
    if (before !== undefined && Math.abs(now() - before) < ms) return false;
    last.set(what, now());
    return true;
  };
}
