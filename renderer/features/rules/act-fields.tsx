import type { LabelId } from "#shared/domain/ids";
import type { WrittenRule } from "#shared/domain/mail-rule";
import { useText } from "../../text";
import { folderName } from "../../workspace";
import { Checkbox, SelectField, TextField } from "../../ui";
import type { RuleNames } from "./rule-words";
import styles from "./rules.module.css";

/** Stands for the label that is being named in the editor, until it is made. */
export const NEW_LABEL = "new-label" as LabelId;
const NONE = "none";

type Props = {
  readonly rule: WrittenRule;
  readonly names: RuleNames;
  readonly newLabel: string;
  readonly onNewLabel: (name: string) => void;
  readonly onChange: (rule: WrittenRule) => void;
};

/** What is done of it. A patient's message is only ever labelled: the rest is not even offered. */
export function ActFields(props: Props) {
  const t = useText();
  const { rule, onChange } = props;
  const { does } = rule;
  const set = (changed: Partial<typeof does>): void => onChange({ ...rule, does: { ...does, ...changed } });
  const patients = rule.when.kind === "patient";
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.legend}>{t("rules.acts")}</legend>
      <LabelFields {...props} />
      {!patients && (
        <>
          <FolderField {...props} />
          <div className={styles.checks}>
            <Checkbox isSelected={does.done} onChange={(done) => set({ done })}>
              {t("rules.done")}
            </Checkbox>
            <Checkbox isSelected={does.silent} onChange={(silent) => set({ silent })}>
              {t("rules.silent")}
            </Checkbox>
          </div>
        </>
      )}
      <p className={styles.note}>{t(patients ? "rules.patientsOnly" : "rules.safety")}</p>
    </fieldset>
  );
}

function LabelFields({ rule, names, newLabel, onNewLabel, onChange }: Props) {
  const t = useText();
  const { labelId } = rule.does;
  return (
    <>
      <SelectField
        label={t("rules.label")}
        value={labelId ?? NONE}
        onChange={(chosen) =>
          onChange({ ...rule, does: { ...rule.does, labelId: chosen === NONE ? null : (chosen as LabelId) } })
        }
        options={[
          { value: NONE as string, label: t("rules.label-none") },
          ...names.labels.map(({ id, name }) => ({ value: id as string, label: name })),
          { value: NEW_LABEL, label: t("rules.label-new") },
        ]}
      />
      {labelId === NEW_LABEL && (
        <TextField label={t("day.newLabel")} value={newLabel} onChange={onNewLabel} maxLength={40} takesFocus />
      )}
    </>
  );
}

function FolderField({ rule, names, onChange }: Props) {
  const t = useText();
  const mailbox = names.mailboxes.find(({ id }) => id === rule.mailboxId);
  const folders = (mailbox?.folders ?? []).filter(({ role }) => role === "archive" || role === "other");
  const { moves, folderId } = rule.does;
  return (
    <SelectField
      label={t("rules.folder")}
      {...(mailbox === undefined ? { description: t("rules.folderAbout") } : {})}
      isDisabled={mailbox === undefined}
      value={moves && folderId !== null ? (folderId as string) : NONE}
      onChange={(chosen) => {
        const folder = folders.find(({ id }) => id === chosen);
        onChange({ ...rule, does: { ...rule.does, moves: folder !== undefined, folderId: folder?.id ?? null } });
      }}
      options={[
        { value: NONE, label: t("rules.folder-none") },
        ...folders.map((folder) => ({ value: folder.id as string, label: folderName(folder, t) })),
      ]}
    />
  );
}
