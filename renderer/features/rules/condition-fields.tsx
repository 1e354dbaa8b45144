import type { WrittenRule } from "#shared/domain/mail-rule";
import { useText } from "../../text";
import { SelectField, TextField } from "../../ui";
import type { RuleNames } from "./rule-words";
import styles from "./rules.module.css";

const KINDS = ["patient", "professional", "other"] as const;
const EVERY = "every";

type Props = {
  readonly rule: WrittenRule;
  readonly names: RuleNames;
  readonly onChange: (rule: WrittenRule) => void;
};

/** What must arrive, and where. */
export function ConditionFields({ rule, names, onChange }: Props) {
  const t = useText();
  const { when } = rule;
  const set = (changed: Partial<typeof when>): void => onChange({ ...rule, when: { ...when, ...changed } });
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.legend}>{t("rules.when")}</legend>
      <MailboxField rule={rule} names={names} onChange={onChange} />
      <SelectField
        label={t("rules.kind")}
        value={when.kind ?? EVERY}
        onChange={(chosen) => onChange(ofKind(rule, KINDS.find((kind) => kind === chosen) ?? null))}
        options={[
          { value: EVERY, label: t("rules.kind-any") },
          ...KINDS.map((kind) => ({ value: kind as string, label: t(`rules.kind-${kind}`) })),
        ]}
      />
      <TextField
        label={t("rules.from")}
        description={t("rules.fromAbout")}
        value={when.from}
        onChange={(from) => set({ from })}
        maxLength={120}
      />
      <TextField label={t("rules.words")} value={when.words} onChange={(words) => set({ words })} maxLength={120} />
      <SelectField
        label={t("rules.document")}
        description={t("rules.documentAbout")}
        value={when.document ?? EVERY}
        onChange={(chosen) => set({ document: chosen === EVERY ? null : chosen })}
        options={[
          { value: EVERY, label: t("rules.document-whatever") },
          { value: "any", label: t("rules.document-any") },
          ...typesWith(names.types, when.document).map(({ code, label }) => ({ value: code, label })),
        ]}
      />
    </fieldset>
  );
}

/** A patient's message is only labelled: what else the rule did goes. */
function ofKind(rule: WrittenRule, kind: WrittenRule["when"]["kind"]): WrittenRule {
  const { labelId } = rule.does;
  const does = kind === "patient" ? { labelId, done: false, moves: false, folderId: null, silent: false } : rule.does;
  return { ...rule, when: { ...rule.when, kind }, does };
}

/** A folder belongs to one mailbox: choosing another lets it go. */
function MailboxField({ rule, names, onChange }: Props) {
  const t = useText();
  return (
    <SelectField
      label={t("rules.mailbox")}
      value={rule.mailboxId ?? EVERY}
      onChange={(chosen) => {
        const mailboxId = names.mailboxes.find(({ id }) => id === chosen)?.id ?? null;
        const { does } = rule;
        onChange({ ...rule, mailboxId, does: mailboxId === rule.mailboxId ? does : { ...does, folderId: null } });
      }}
      options={[
        { value: EVERY, label: t("rules.mailbox-any") },
        ...names.mailboxes.map(({ id, name }) => ({ value: id as string, label: name })),
      ]}
    />
  );
}

/** The types received so far, and the one the rule names even if it has not come yet. */
const typesWith = (types: RuleNames["types"], code: string | null): RuleNames["types"] =>
  code === null || code === "any" || types.some((type) => type.code === code)
    ? types
    : [...types, { code, label: code }];
