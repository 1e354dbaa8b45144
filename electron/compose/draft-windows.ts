import { z } from "zod";
import type { AppEvent } from "#shared/contract/events";
import type { Handlers } from "#shared/contract/index";
import type { DraftId } from "#shared/domain/ids";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { Platform } from "./ports";
import { keptSetting } from "./kept-setting";

type Names =
  | "composers.state"
  | "composers.open"
  | "composers.dock"
  | "composers.docked"
  | "composers.thrown"
  | "composers.sent";

/** Where the drafts being written are: docked in the main window, or each in a window of its own. Kept, so that a start finds them again. */
export type DraftWindows = {
  readonly handlers: Pick<Handlers, Names>;
  /** Opens again what was open; a draft that was sent or thrown away since is forgotten. */
  readonly restore: () => Promise<void>;
  /** Keeps again what is open now: the store was away, and may have missed the last of it. */
  readonly keep: () => Promise<void>;
  /** A message is being written, in the main window or in one of its own. */
  readonly isWriting: () => boolean;
  /** Closes the windows without forgetting them: the store closes. */
  readonly close: () => void;
};

/** What it needs of the application. */
export type DraftWindowsPorts = {
  readonly composers: Platform["composers"];
  readonly store: Gate<StoreClient>;
  readonly emit: (event: AppEvent) => void;
  readonly changed: (what: "drafts") => void;
  readonly report: (error: unknown, about: string) => void;
};

const KEY = "open-drafts";
const MOST = 20;
const kept = z.object({ windows: z.array(z.string()).max(MOST), docked: z.array(z.string()).max(MOST) });

type Open = { readonly windows: readonly DraftId[]; readonly docked: readonly DraftId[] };

/** Builds it over the windows of the system. */
export function createDraftWindows(ports: DraftWindowsPorts): DraftWindows {
  const { composers, store, emit } = ports;
  let open: Open = { windows: [], docked: [] };
  let found = awaited();
  const keep = async (next: Open): Promise<void> => {
    open = next;
    await store.peek()?.setSetting(KEY, next);
    ports.changed("drafts");
  };
  const without = (id: DraftId): Open => ({
    windows: open.windows.filter((one) => one !== id),
    docked: open.docked.filter((one) => one !== id),
  });
  const show = (id: DraftId): void =>
    composers.open(id, () => {
      // Closed from here: it was taken out before.
      if (!open.windows.includes(id)) return;
      emit({ kind: "closed-draft", id });
      keep({ ...open, windows: open.windows.filter((one) => one !== id) }).catch((error: unknown) =>
        ports.report(error, "composer closed"),
      );
    });
  const readAgain = async (): Promise<void> => {
    const read = await keptSetting(store.get(), KEY, kept);
    if (read === null) return;
    const alive = async (ids: readonly string[]): Promise<readonly DraftId[]> => {
      const drafts = ids.map((id) => id as DraftId);
      const writing = await Promise.all(drafts.map((id) => store.get().isWriting(id)));
      return drafts.filter((_id, index) => writing[index]);
    };
    await keep({ windows: await alive(read.windows), docked: await alive(read.docked) });
    for (const id of open.windows) show(id);
  };
  return {
    handlers: {
      // A page may be there before the store is: told nothing yet, it would take it for nothing at all.
      "composers.state": async () => {
        await found.whole;
        return open;
      },
      "composers.open": async ({ id }) => {
        await store.get().draft(id);
        const { windows, docked } = without(id);
        await keep({ windows: [...windows, id].slice(-MOST), docked });
        show(id);
        return null;
      },
      "composers.dock": async ({ id }) => {
        const { windows, docked } = without(id);
        await keep({ windows, docked: [...docked, id].slice(-MOST) });
        emit({ kind: "open-draft", id });
        composers.close(id);
        return null;
      },
      "composers.docked": async ({ ids }) => {
        if (ids.join() !== open.docked.join()) await keep({ ...open, docked: ids });
        return null;
      },
      "composers.thrown": async ({ id }) => {
        emit({ kind: "thrown", id });
        return null;
      },
      "composers.sent": async ({ outboxId, sendAt }) => {
        emit({ kind: "sent", outboxId, sendAt });
        return null;
      },
    },
    restore: async () => {
      try {
        await readAgain();
      } finally {
        found.end();
      }
    },
    keep: () => keep(open),
    isWriting: () => open.windows.length + open.docked.length > 0,
    close: () => {
      const { windows } = open;
      open = { windows: [], docked: [] };
      found.end();
      found = awaited();
      for (const id of windows) composers.close(id);
    },
  };
}

/** Something that is waited for, ended from outside. */
function awaited(): { readonly whole: Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const whole = new Promise<void>((resolve) => (end = resolve));
  return { whole, end };
}
