import { useEffect, useState } from "react";
import type { ConversationId } from "#shared/domain/ids";
import type { ConversationView } from "#shared/domain/message";
import { call, keyOf, onForget, queryClient } from "../../bridge";
import { toasts } from "../../ui";
import { createOpener } from "./opener";
import { readAhead } from "./read-ahead";

const opener = createOpener(({ shown, ...asked }) => call("conversations.open", { ...asked, shown: [...shown] }));
onForget(opener.forget);

/** Tells main of the conversation once it is on the screen, then reads its neighbours ahead. True until the bodies that it lacks came, or did not. */
export function useOpening(view: ConversationView | undefined): boolean {
  const [brought, setBrought] = useState<ConversationId | null>(null);
  useEffect(() => {
    if (view === undefined) return;
    const { id } = view.row;
    void opener.show(view)?.then(async (result) => {
      if (!result.ok) toasts.failure(result.failure);
      if (lacksBody(view)) await queryClient.invalidateQueries({ queryKey: keyOf("conversations.read", { id }) });
      setBrought(id);
    });
  }, [view]);
  const id = view?.row.id;
  useEffect(() => (id === undefined ? undefined : readAhead(id)), [id]);
  useEffect(() => opener.leave, []);
  return view !== undefined && brought !== view.row.id && lacksBody(view);
}

const lacksBody = ({ messages }: ConversationView): boolean =>
  messages.some(({ bodyState }) => bodyState === "not-fetched");
