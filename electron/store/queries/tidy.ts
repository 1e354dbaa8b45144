import type { ConversationId } from "#shared/domain/ids";
import type { Store } from "../open";
import { ROLE_BITS } from "./lookup";

/** What a rule would put away: conversations dealt with, their messages, and the date of the oldest (ISO). */
export type Tidiable = {
  readonly ids: readonly ConversationId[];
  readonly messages: number;
  readonly oldest: string | null;
};

/** Most conversations put away at once: a first run over an old mailbox comes in several. */
const MOST = 2000;
const LYING = { archive: ROLE_BITS.inbox, delete: ROLE_BITS.inbox | ROLE_BITS.archive } as const;

/**
 * Conversations dealt with whose last message is older than `before` (ISO), oldest first, at most 2,000: nothing to do in them, all read, no
 * answer awaited, not put off, no document left to file, no draft, nothing in the outbox. `archive` takes those in the inbox, `delete` the archived ones too.
 */
export function tidiable(store: Store, act: "archive" | "delete", before: string): Tidiable {
  const found = store.all<{ id: ConversationId; messages: number; last_at: string }>(
    `SELECT c.id, c.messages, c.last_at FROM conversations c
     WHERE c.last_at < ? AND c.last_at <> '' AND c.to_do = 0 AND c.unread = 0 AND c.awaiting = 0 AND c.snoozed_until IS NULL AND c.lists <> '[]'
       AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation = c.seq AND m.roles & ?)
       AND NOT EXISTS (SELECT 1 FROM messages m JOIN documents d ON d.message = m.seq
                       WHERE m.conversation = c.seq AND d.patient IS NULL AND d.state = 'current' AND d.returned = 0)
       AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.conversation = c.seq)
       AND NOT EXISTS (SELECT 1 FROM messages m JOIN outbox o ON o.message = m.seq WHERE m.conversation = c.seq AND o.state <> 'sent')
     ORDER BY c.last_at LIMIT ?`,
    [before, LYING[act], MOST],
  );
  return {
    ids: found.map(({ id }) => id),
    messages: found.reduce((sum, { messages }) => sum + messages, 0),
    oldest: found[0]?.last_at ?? null,
  };
}
