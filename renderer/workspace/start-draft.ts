import type { Input } from "#shared/contract/index";
import type { MessageId } from "#shared/domain/ids";
import { call } from "../bridge";
import { recall, toasts } from "../ui";
import { workspace } from "./workspace";

const blank = {
  mailboxId: null,
  answers: null,
  mode: "new",
  to: [],
  documentId: null,
} as const satisfies Input<"drafts.create">;

/** Makes a draft (new, reply, forward, to somebody, with a document) and opens it in the place of the conversation. */
export async function startDraft(how: Partial<Input<"drafts.create">> = {}): Promise<void> {
  const result = await call("drafts.create", { ...blank, formatted: recall("formatted", 0) === 1, ...how });
  if (result.ok) workspace.write(result.value.id);
  else toasts.failure(result.failure);
}

/** Opens a draft written elsewhere: it becomes one of ours. */
export async function continueDraft(messageId: MessageId): Promise<void> {
  const result = await call("drafts.continue", { messageId });
  if (result.ok) workspace.write(result.value.id);
  else toasts.failure(result.failure);
}
