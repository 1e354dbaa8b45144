import type { LabelId, MessageId, RuleId } from "#shared/domain/ids";
import type { RuledBy } from "#shared/domain/mail-rule";
import { labelKeyword, nameOfSlug } from "#shared/rules/label";
import type { Store } from "../open";
import { folderOfRole } from "./lookup";
import { listRules } from "./mail-rules";
import { DONE_KEYWORD } from "./messages";
import { apply, flagging, has, movingTo, type Place, placesWhere, type Queued, told } from "./place-operations";
import { refreshConversations } from "./summary";

type Ruled = {
  readonly message: number;
  readonly conversation: number;
  readonly label: LabelId | null;
  readonly done: number;
  readonly folder: number | null;
};

/** What rules did of a message and was not taken back, first to last. */
export function ruledBy(store: Store, message: number): readonly RuledBy[] {
  const rows = store.all<{
    rule: RuleId;
    at: string;
    label: string | null;
    name: string | null;
    done: number;
    folder: string | null;
    silent: number;
  }>(
    `SELECT d.rule, d.at, d.label, l.name, d.done, f.name AS folder, d.silent FROM ruled d LEFT JOIN labels l ON l.slug = d.label
     LEFT JOIN folders f ON f.seq = d.folder WHERE d.message = ? AND d.undone_at IS NULL ORDER BY d.at`,
    [message],
  );
  if (rows.length === 0) return [];
  const rules = listRules(store);
  return rows.map((row) => ({
    ruleId: row.rule,
    rule: rules.find(({ id }) => id === row.rule) ?? null,
    at: row.at,
    label: row.label === null ? "" : (row.name ?? nameOfSlug(row.label)),
    done: row.done === 1,
    folder: row.folder ?? "",
    silent: row.silent === 1,
  }));
}

/** Takes back what a rule did of these messages: its label, its mark, its move. What the person did since stays. */
export function undoRule(store: Store, rule: RuleId, ids: readonly MessageId[]): readonly Queued[] {
  return store.transaction(() => {
    const rows = store.all<Ruled>(
      `SELECT d.message, m.conversation, d.label, d.done, d.folder FROM ruled d JOIN messages m ON m.seq = d.message
       WHERE d.rule = ? AND d.undone_at IS NULL AND m.id IN (SELECT value FROM json_each(?))`,
      [rule, JSON.stringify(ids)],
    );
    const queued = rows.flatMap((row) => takeBack(store, row));
    store.run("UPDATE ruled SET undone_at = ? WHERE rule = ? AND message IN (SELECT value FROM json_each(?))", [
      store.now().toISOString(),
      rule,
      JSON.stringify(rows.map(({ message }) => message)),
    ]);
    refreshConversations(
      store,
      rows.map(({ conversation }) => conversation),
    );
    return told(store, queued);
  });
}

function takeBack(store: Store, { message, label, done, folder }: Ruled): readonly number[] {
  const places = (): readonly Place[] => placesWhere(store, "m.seq = ? AND f.role NOT IN ('trash', 'junk')", [message]);
  const gone = [...(label === null ? [] : [labelKeyword(label)]), ...(done === 1 ? [DONE_KEYWORD] : [])];
  const flagged = flagging(
    places().filter((place) => gone.some((flag) => has(place, flag))),
    [],
    gone,
  ).map((operation) => apply(store, operation));
  const there = folder === null ? [] : places().filter((place) => place.folder === folder);
  const [first] = there;
  const inbox = first === undefined ? null : folderOfRole(store, first.mailbox, "inbox");
  return [
    ...flagged,
    ...(inbox === null ? [] : movingTo(there, inbox.seq).map((operation) => apply(store, operation))),
  ];
}
