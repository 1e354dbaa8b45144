import type { MailboxView } from "#shared/contract/accounts";
import type { WrittenRule } from "#shared/domain/mail-rule";
import type { Label } from "#shared/domain/message";
import { useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { folderName } from "../../workspace";

/** The names that a rule's sentence needs: what it holds are identifiers. */
export type RuleNames = {
  readonly mailboxes: readonly Pick<MailboxView, "id" | "name" | "folders">[];
  readonly labels: readonly Pick<Label, "id" | "name">[];
  readonly types: readonly { readonly code: string; readonly label: string }[];
};

/** The names as they are now. */
export function useRuleNames(): RuleNames {
  return {
    mailboxes: useQueryOf("mailboxes.list", undefined).data ?? [],
    labels: useQueryOf("labels.list", undefined).data ?? [],
    types: useQueryOf("rules.documentTypes", undefined).data ?? [],
  };
}

/** A rule as a sentence: what must arrive and where, then what is done of it. What is not said yet reads as an ellipsis. */
export function ruleSentence({ mailboxId, when, does }: WrittenRule, names: RuleNames, t: Text): string {
  const mailbox = names.mailboxes.find(({ id }) => id === mailboxId);
  const folder = mailbox?.folders.find(({ id }) => id === does.folderId);
  const label = names.labels.find(({ id }) => id === does.labelId);
  const type = names.types.find(({ code }) => code === when.document);
  const what = [
    ...(when.kind === null ? [] : [t(`rules.of-${when.kind}`)]),
    ...(when.from.trim() === "" ? [] : [t("rules.ofSender", { from: when.from.trim() })]),
    ...(when.document === null
      ? []
      : [when.document === "any" ? t("rules.withAny") : t("rules.withType", { type: type?.label ?? when.document })]),
    ...(when.words.trim() === "" ? [] : [t("rules.withWords", { words: when.words.trim() })]),
  ];
  const acts = [
    ...(does.labelId === null ? [] : [t("rules.doLabel", { label: label?.name ?? does.labelId })]),
    ...(does.done ? [t("rules.doDone")] : []),
    ...(does.moves
      ? [folder === undefined ? t("rules.doMoveGone") : t("rules.doMove", { folder: folderName(folder, t) })]
      : []),
    ...(does.silent ? [t("rules.doSilent")] : []),
  ];
  return t("rules.sentence", {
    what: what.length === 0 ? "…" : what.join(", "),
    where: mailboxId === null ? t("rules.inAny") : t("rules.inMailbox", { name: mailbox?.name ?? "" }),
    acts: acts.length === 0 ? "…" : `${new Intl.ListFormat(t.language, { type: "conjunction" }).format(acts)}.`,
  });
}

/** What is in a rule, named now. */
export function useRuleSentence(): (rule: WrittenRule) => string {
  const t = useText();
  const names = useRuleNames();
  return (rule) => ruleSentence(rule, names, t);
}
