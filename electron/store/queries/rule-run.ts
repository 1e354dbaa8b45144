import type { MailboxId, MessageId, RuleId } from "#shared/domain/ids";
import type { MailRule, RuleActs } from "#shared/domain/mail-rule";
import type { CorrespondentKind } from "#shared/domain/message";
import { labelKeyword } from "#shared/rules/label";
import { actsOn, doesNothing, ruleMatches, type RuledMessage } from "#shared/rules/mail-rule";
import type { Store } from "../open";
import { mailboxKey, ROLE_BITS } from "./lookup";
import { listRules, mailRule } from "./mail-rules";
import { DONE_KEYWORD } from "./messages";
import { apply, flagging, has, movingTo, type Place, placesWhere, type Queued, told } from "./place-operations";
import { refreshConversations } from "./summary";

/** What rules did: messages concerned, each with its rule, and what the servers must be told. */
export type RulesRun = {
  readonly applied: readonly {
    readonly ruleId: RuleId;
    readonly messageId: MessageId;
    readonly mailboxId: MailboxId;
    readonly moved: boolean;
  }[];
  readonly queued: readonly Queued[];
};

type Candidate = {
  readonly seq: number;
  readonly id: MessageId;
  readonly mailboxId: MailboxId;
  readonly conversation: number;
  readonly receivedAt: string;
  readonly awaitsBody: boolean;
  readonly facts: RuledMessage;
};

const NOTHING: RulesRun = { applied: [], queued: [] };

/** Most messages that a rule is applied to on demand at once, newest first. */
const MOST = 2000;

/**
 * Applies the rules to messages that have arrived in an inbox since each rule was written. What looks like an archive waits for its body,
 * that tells its documents and files them: `settled` says that it came. A rule speaks once of a message.
 */
export function runRules(store: Store, ids: readonly MessageId[], settled: boolean): RulesRun {
  const rules = listRules(store).filter(({ isOn }) => isOn);
  if (rules.length === 0) return NOTHING;
  const arrived = candidates(store, "m.id IN (SELECT value FROM json_each(?))", [JSON.stringify(ids)]);
  const ready = arrived.filter(({ awaitsBody }) => settled || !awaitsBody);
  return store.transaction(() =>
    joined(
      rules.map((rule) =>
        applyTo(
          store,
          rule,
          ready.filter((one) => one.receivedAt >= rule.since && !hasSpoken(store, rule, one)),
        ),
      ),
    ),
  );
}

/** Of these messages, those of which no rule may still say that they are not to be announced. */
export function knownToRules(store: Store, ids: readonly MessageId[]): readonly MessageId[] {
  const waits = listRules(store).some(({ isOn, when, does }) => isOn && does.silent && when.document !== null);
  if (!waits) return ids;
  const waiting = new Set(
    candidates(store, "m.id IN (SELECT value FROM json_each(?))", [JSON.stringify(ids)])
      .filter(({ awaitsBody }) => awaitsBody)
      .map(({ id }) => id),
  );
  return ids.filter((id) => !waiting.has(id));
}

/** The messages of the inbox that a rule would act on now, whenever they came. */
export function ruleReach(store: Store, id: RuleId): { readonly messages: number; readonly conversations: number } {
  const reached = reachOf(store, mailRule(store, id));
  return { messages: reached.length, conversations: new Set(reached.map(({ conversation }) => conversation)).size };
}

/** Applies a rule to the messages of the inbox that it reaches, whenever they came. */
export function applyRule(store: Store, id: RuleId): RulesRun {
  const rule = mailRule(store, id);
  return store.transaction(() => applyTo(store, rule, reachOf(store, rule)));
}

function reachOf(store: Store, rule: MailRule): readonly Candidate[] {
  const mailbox = rule.mailboxId === null ? null : mailboxKey(store, rule.mailboxId).seq;
  return candidates(
    store,
    `m.mailbox = coalesce(?, m.mailbox) AND NOT EXISTS (SELECT 1 FROM ruled d WHERE d.message = m.seq AND d.rule = ? AND d.undone_at IS NULL)
     ORDER BY m.date DESC, m.seq DESC`,
    [mailbox, rule.id],
  )
    .filter(
      ({ facts }) => ruleMatches(rule.when, facts) && !doesNothing(actsOn({ ...rule.does, silent: false }, facts)),
    )
    .slice(0, MOST);
}

/** Nothing is known of what the message carries. */
const UNKNOWN = "NOT EXISTS (SELECT 1 FROM documents d WHERE d.message = m.seq)";

function candidates(
  store: Store,
  condition: string,
  params: readonly (string | number | null)[],
): readonly Candidate[] {
  return store
    .all<{
      seq: number;
      id: MessageId;
      mailbox_id: MailboxId;
      conversation: number;
      received_at: string;
      awaits: number;
      from_name: string;
      from_address: string;
      sender_kind: CorrespondentKind;
      subject: string;
      types: string;
      closed: number;
      unfiled: number;
    }>(
      `SELECT m.seq, m.id, b.id AS mailbox_id, m.conversation, m.received_at, m.looks_xdm = 1 AND m.body_state = 'not-fetched' AND ${UNKNOWN} AS awaits,
         m.looks_xdm = 1 AND ${UNKNOWN} AS closed,
         m.from_name, m.from_address, m.sender_kind, m.subject,
         CASE WHEN m.documents > 0 THEN (SELECT json_group_array(d.type_code) FROM documents d WHERE d.message = m.seq AND d.returned = 0) ELSE '[]' END AS types,
         m.documents > 0 AND EXISTS (SELECT 1 FROM documents d WHERE d.message = m.seq AND d.returned = 0 AND d.patient IS NULL AND d.state = 'current') AS unfiled
       FROM messages m JOIN mailboxes b ON b.seq = m.mailbox
       WHERE m.outgoing = 0 AND m.receipt = 0 AND m.roles & ${ROLE_BITS.inbox} AND ${condition}`,
      params,
    )
    .map((row) => ({
      seq: row.seq,
      id: row.id,
      mailboxId: row.mailbox_id,
      conversation: row.conversation,
      receivedAt: row.received_at,
      awaitsBody: row.awaits === 1,
      facts: {
        fromName: row.from_name,
        fromAddress: row.from_address,
        kind: row.sender_kind,
        subject: row.subject,
        documents: JSON.parse(row.types) as string[],
        // What looks like an archive and could not be read may hold a document: it stays to do.
        unfiled: row.unfiled === 1 || row.closed === 1,
      },
    }));
}

function applyTo(store: Store, rule: MailRule, messages: readonly Candidate[]): RulesRun {
  const concerned = messages.flatMap((one) => {
    const speaks = rule.mailboxId === null || rule.mailboxId === one.mailboxId;
    if (!speaks || !ruleMatches(rule.when, one.facts)) return [];
    const acts = actsNow(store, rule, one);
    return doesNothing(acts) ? [] : [{ ...one, acts }];
  });
  if (concerned.length === 0) return NOTHING;
  for (const one of concerned) note(store, rule, one, one.acts);
  const places = (pick: (acts: RuleActs) => boolean): readonly Place[] =>
    lying(
      store,
      concerned.filter(({ acts }) => pick(acts)).map(({ seq }) => seq),
    );
  const { labelId } = rule.does;
  const label = labelId === null ? null : labelKeyword(labelId);
  const folder = folderSeq(store, rule);
  const operations = [
    ...(label === null
      ? []
      : flagging(
          without(
            places((acts) => acts.labelId !== null),
            label,
          ),
          [label],
          [],
        )),
    ...flagging(
      without(
        places(({ done }) => done),
        DONE_KEYWORD,
      ),
      [DONE_KEYWORD],
      [],
    ),
    ...(folder === null
      ? []
      : movingTo(
          places(({ moves }) => moves).filter(({ role }) => role === "inbox"),
          folder,
        )),
  ];
  const queued = operations.map((operation) => apply(store, operation));
  refreshConversations(
    store,
    concerned.map(({ conversation }) => conversation),
  );
  return {
    applied: concerned.map(({ id, mailboxId, acts }) => ({
      ruleId: rule.id,
      messageId: id,
      mailboxId,
      moved: acts.moves,
    })),
    queued: told(store, queued),
  };
}

/** What the rule may do of the message now: one that an earlier rule moved away is not moved again. */
function actsNow(store: Store, { does }: MailRule, { seq, facts }: Candidate): RuleActs {
  const acts = actsOn(does, facts);
  if (!acts.moves || lying(store, [seq]).some(({ role }) => role === "inbox")) return acts;
  return { ...acts, moves: false, folderId: null };
}

const hasSpoken = (store: Store, { id }: MailRule, { seq }: Candidate): boolean =>
  store.get("SELECT 1 FROM ruled WHERE message = ? AND rule = ?", [seq, id]) !== undefined;

/** Notes why. */
function note(store: Store, rule: MailRule, { seq }: Candidate, acts: RuleActs): void {
  store.run(
    "INSERT OR REPLACE INTO ruled (message, rule, at, label, done, folder, silent) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [
      seq,
      rule.id,
      store.now().toISOString(),
      acts.labelId,
      Number(acts.done),
      acts.moves ? folderSeq(store, rule) : null,
      Number(acts.silent),
    ],
  );
}

const folderSeq = (store: Store, { does }: MailRule): number | null =>
  does.folderId === null
    ? null
    : (store.get<{ seq: number }>("SELECT seq FROM folders WHERE id = ?", [does.folderId])?.seq ?? null);

const lying = (store: Store, messages: readonly number[]): readonly Place[] =>
  placesWhere(store, "m.seq IN (SELECT value FROM json_each(?)) AND f.role NOT IN ('trash', 'junk')", [
    JSON.stringify(messages),
  ]);

const without = (places: readonly Place[], flag: string): readonly Place[] =>
  places.filter((place) => !has(place, flag));

const joined = (runs: readonly RulesRun[]): RulesRun => ({
  applied: runs.flatMap(({ applied }) => applied),
  queued: runs.flatMap(({ queued }) => queued),
});
