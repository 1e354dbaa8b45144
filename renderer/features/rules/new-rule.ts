import type { WrittenRule } from "#shared/domain/mail-rule";
import type { MessageView } from "#shared/domain/message";
import type { EditedRule } from "../../workspace";

/** A rule before anything is said in it. */
export const blankRule: WrittenRule = {
  isOn: true,
  mailboxId: null,
  when: { from: "", kind: null, document: null, words: "" },
  does: { labelId: null, done: false, moves: false, folderId: null, silent: false },
};

/** A rule that begins with who wrote last in a conversation; patients are meant as patients, never one of them. */
export function ruleAbout(messages: readonly MessageView[]): EditedRule {
  const last = messages.findLast(({ outgoing, receipt }) => !outgoing && receipt === null);
  if (last === undefined) return { id: null, rule: blankRule };
  const about =
    last.senderKind === "patient" ? { kind: last.senderKind, from: "" } : { kind: null, from: last.from.address };
  return { id: null, rule: { ...blankRule, mailboxId: last.mailboxId, when: { ...blankRule.when, ...about } } };
}
