import { useState } from "react";
import type { LabelId } from "#shared/domain/ids";
import type { WrittenRule } from "#shared/domain/mail-rule";
import { ruleFault } from "#shared/rules/mail-rule";
import { call, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Banner, Dialog, FailureBanner, FormActs, toasts } from "../../ui";
import { useWorkspace, workspace, type EditedRule } from "../../workspace";
import { ActFields, NEW_LABEL } from "./act-fields";
import { ConditionFields } from "./condition-fields";
import { ruleSentence, useRuleNames } from "./rule-words";
import styles from "./rules.module.css";

/** The rule that is being written, wherever it was asked from. */
export function RuleDialog() {
  const edited = useWorkspace((now) => now.rule);
  return edited === null ? null : <Editor key={edited.id ?? "new"} edited={edited} />;
}

/** A rule as it is written: its sentence first, then what makes it. */
function Editor({ edited }: { readonly edited: EditedRule }) {
  const t = useText();
  const names = useRuleNames();
  const save = useCommand("rules.save", { failures: "inline" });
  const [rule, setRule] = useState(edited.rule);
  const [newLabel, setNewLabel] = useState("");
  const [tried, setTried] = useState(false);
  const fault = ruleFault(rule);
  const close = (): void => workspace.rule(null);
  const keep = async (): Promise<void> => {
    setTried(true);
    const named = await withLabel(rule, newLabel);
    if (named === null || ruleFault(named) !== null) return;
    const result = await save.run({ id: edited.id, rule: named });
    if (!result.ok) return;
    close();
    toasts.show(t("rules.kept"));
  };
  const shown =
    newLabel.trim() === "" ? names : { ...names, labels: [...names.labels, { id: NEW_LABEL, name: newLabel.trim() }] };
  return (
    <Dialog
      title={t(edited.id === null ? "rules.newTitle" : "rules.editTitle")}
      size="large"
      isOpen
      onClose={close}
      footer={
        <FormActs onCancel={close} isPending={save.pending} onPress={() => void keep()}>
          {t("rules.keep")}
        </FormActs>
      }
    >
      <div className={styles.editor}>
        <p className={styles.sentence} role="status">
          {ruleSentence(rule, shown, t)}
        </p>
        <FailureBanner failure={save.failure} />
        {tried && fault !== null && (
          <Banner tone="warning" live>
            {t(`rules.fault-${fault}`)}
          </Banner>
        )}
        <ConditionFields rule={rule} names={names} onChange={setRule} />
        <ActFields rule={rule} names={names} newLabel={newLabel} onNewLabel={setNewLabel} onChange={setRule} />
      </div>
    </Dialog>
  );
}

/** The rule with the label that is being named, made if it is new; null when it could not be. */
async function withLabel(rule: WrittenRule, name: string): Promise<WrittenRule | null> {
  if (rule.does.labelId !== NEW_LABEL) return rule;
  if (name.trim() === "") return { ...rule, does: { ...rule.does, labelId: null as LabelId | null } };
  const made = await call("labels.create", { name: name.trim() });
  if (!made.ok) {
    toasts.failure(made.failure);
    return null;
  }
  return { ...rule, does: { ...rule.does, labelId: made.value.id } };
}
