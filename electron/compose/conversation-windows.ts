import type { Handlers } from "#shared/contract/index";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { Apart } from "./ports";

/** Conversations each in a window of its own. */
export type ConversationWindows = {
  readonly handlers: Pick<Handlers, "conversations.openWindow">;
  /** Closes them all: nothing of a locked desk stays on screen. */
  readonly close: () => void;
};

/** Builds it over the windows of the system; a start opens none again. */
export function createConversationWindows(windows: Apart, store: Gate<StoreClient>): ConversationWindows {
  const open = new Set<string>();
  return {
    handlers: {
      "conversations.openWindow": async ({ id }) => {
        // Only what exists has a window.
        await store.get().conversation(id);
        open.add(id);
        windows.open(id, () => open.delete(id));
        return null;
      },
    },
    close: () => {
      for (const id of open) windows.close(id);
      open.clear();
    },
  };
}
