import type { FolderId, LabelId, MailboxId, RuleId } from "#shared/domain/ids";
import type { MailRule, WrittenRule } from "#shared/domain/mail-rule";
import type { CorrespondentKind } from "#shared/domain/message";
import { ruleFault } from "#shared/rules/mail-rule";
import type { Row, Store } from "../open";
import { StoreError } from "../store-error";
import { mailboxKey } from "./lookup";

/** Most rules of a profile: few, so that each can be read. */
const MOST = 50;

const COLUMNS = `SELECT r.*, m.id AS mailbox_id, f.id AS folder_id FROM mail_rules r
  LEFT JOIN mailboxes m ON m.seq = r.mailbox LEFT JOIN folders f ON f.seq = r.folder`;

/** Every rule, in the order they are applied. */
export function listRules(store: Store): readonly MailRule[] {
  return store.all(`${COLUMNS} ORDER BY r.position, r.seq`).map(asRule);
}

/** The rule, or `no-such`. */
export function mailRule(store: Store, id: RuleId): MailRule {
  const row = store.get(`${COLUMNS} WHERE r.id = ?`, [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "rule" });
  return asRule(row);
}

/** Keeps a new rule (id null) after the others, or changes one: from now on it speaks of what arrives. Refused while something is missing in it. */
export function saveRule(store: Store, id: RuleId | null, rule: WrittenRule): MailRule {
  return store.transaction(() => {
    const { count } = store.get<{ count: number }>("SELECT count(*) AS count FROM mail_rules") ?? { count: 0 };
    if (ruleFault(rule) !== null || (id === null && count >= MOST)) throw new StoreError("refused", { about: "rule" });
    const mailbox = rule.mailboxId === null ? null : mailboxKey(store, rule.mailboxId).seq;
    const written = [...columns(store, rule, mailbox), store.now().toISOString()];
    const kept = id ?? (store.newId() as RuleId);
    if (id === null)
      store.run(
        `INSERT INTO mail_rules (is_on, mailbox, from_text, kind, document, words, label, done, moves, folder, silent, since, id, position)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM mail_rules))`,
        [...written, kept],
      );
    else
      store.run(
        `UPDATE mail_rules SET is_on = ?, mailbox = ?, from_text = ?, kind = ?, document = ?, words = ?, label = ?, done = ?, moves = ?, folder = ?,
           silent = ?, since = ? WHERE id = ?`,
        [...written, kept],
      );
    return mailRule(store, kept);
  });
}

/** Forgets a rule; what it did stays, and can still be taken back. */
export function removeRule(store: Store, id: RuleId): void {
  store.run("DELETE FROM mail_rules WHERE id = ?", [id]);
}

/** Puts the rules in this order; one that is not named comes after. */
export function orderRules(store: Store, ids: readonly RuleId[]): void {
  store.transaction(() => {
    store.run("UPDATE mail_rules SET position = position + ?", [MOST]);
    for (const [index, id] of ids.entries()) store.run("UPDATE mail_rules SET position = ? WHERE id = ?", [index, id]);
  });
}

/** Types of the documents that came, by their label. */
export function documentTypes(store: Store): readonly { readonly code: string; readonly label: string }[] {
  return store.all<{ code: string; label: string }>(
    "SELECT type_code AS code, max(type_label) AS label FROM documents WHERE type_code <> '' GROUP BY type_code ORDER BY label COLLATE NOCASE LIMIT 200",
  );
}

function columns(store: Store, { isOn, when, does }: WrittenRule, mailbox: number | null) {
  const folder = does.folderId === null ? null : folderOf(store, does.folderId, mailbox);
  return [
    Number(isOn),
    mailbox,
    when.from.trim(),
    when.kind,
    when.document,
    when.words.trim(),
    does.labelId,
    Number(does.done),
    Number(does.moves),
    does.moves ? folder : null,
    Number(does.silent),
  ];
}

/** A folder of the rule's own mailbox, where nothing is thrown away. */
function folderOf(store: Store, id: FolderId, mailbox: number | null): number {
  const row = store.get<{ seq: number; role: string }>("SELECT seq, role FROM folders WHERE id = ? AND mailbox = ?", [
    id,
    mailbox,
  ]);
  if (row === undefined || !["archive", "other"].includes(row.role))
    throw new StoreError("refused", { about: "folder" });
  return row.seq;
}

function asRule(row: Row): MailRule {
  const text = (column: string): string => String(row[column] ?? "");
  const yes = (column: string): boolean => row[column] === 1;
  return {
    id: text("id") as RuleId,
    isOn: yes("is_on"),
    mailboxId: (row["mailbox_id"] ?? null) as MailboxId | null,
    when: {
      from: text("from_text"),
      kind: (row["kind"] ?? null) as CorrespondentKind | null,
      document: (row["document"] ?? null) as string | null,
      words: text("words"),
    },
    does: {
      labelId: (row["label"] ?? null) as LabelId | null,
      done: yes("done"),
      moves: yes("moves"),
      folderId: (row["folder_id"] ?? null) as FolderId | null,
      silent: yes("silent"),
    },
    since: text("since"),
  };
}
