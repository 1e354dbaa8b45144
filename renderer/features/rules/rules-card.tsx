import ArrowUp from "lucide-react/icons/arrow-up";
import Pencil from "lucide-react/icons/pencil";
import Play from "lucide-react/icons/play";
import Plus from "lucide-react/icons/plus";
import Trash from "lucide-react/icons/trash-2";
import { useState } from "react";
import type { MailRule } from "#shared/domain/mail-rule";
import { call, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, IconButton, Switch, toasts } from "../../ui";
import { workspace } from "../../workspace";
import { ApplyDialog } from "./apply-dialog";
import { blankRule } from "./new-rule";
import { useRuleSentence } from "./rule-words";
import styles from "./rules.module.css";

/** The rules over mail that arrives, each a sentence, in the order they are applied. */
export function RulesCard() {
  const t = useText();
  const rules = useQueryOf("rules.list", undefined).data;
  const [applied, setApplied] = useState<MailRule | null>(null);
  if (rules === undefined) return null;
  const add = (
    <Button icon={Plus} onPress={() => workspace.rule({ id: null, rule: blankRule })}>
      {t("rules.new")}
    </Button>
  );
  return (
    <Card title={t("rules.title")} actions={add}>
      <p className={styles.note}>{t(rules.length === 0 ? "rules.none" : "rules.lead")}</p>
      {rules.length > 0 && (
        <ol>
          {rules.map((rule, index) => (
            <Line
              key={rule.id}
              rule={rule}
              before={rules[index - 1] ?? null}
              ids={rules.map(({ id }) => id)}
              onApply={() => setApplied(rule)}
            />
          ))}
        </ol>
      )}
      {applied !== null && <ApplyDialog rule={applied} onClose={() => setApplied(null)} />}
    </Card>
  );
}

type LineProps = {
  readonly rule: MailRule;
  /** The rule before it, whose place it may take. */
  readonly before: MailRule | null;
  readonly ids: readonly MailRule["id"][];
  readonly onApply: () => void;
};

function Line({ rule, before, ids, onApply }: LineProps) {
  const t = useText();
  const sentence = useRuleSentence()(rule);
  const save = useCommand("rules.save");
  const order = useCommand("rules.order");
  const { id, since: _since, ...written } = rule;
  const number = ids.indexOf(id) + 1;
  const raise = (): void => {
    if (before === null) return;
    const others = ids.filter((one) => one !== id);
    void order.run({ ids: others.toSpliced(others.indexOf(before.id), 0, id) });
  };
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <Switch
          label={sentence}
          isSelected={rule.isOn}
          onChange={(isOn) => void save.run({ id, rule: { ...written, isOn } })}
        />
        {written.does.moves && written.does.folderId === null && <p className={styles.note}>{t("rules.folderGone")}</p>}
      </div>
      <div className={styles.acts}>
        {before !== null && <IconButton icon={ArrowUp} label={t("rules.raise", { number })} onPress={raise} />}
        <IconButton icon={Play} label={t("rules.apply", { number })} onPress={onApply} />
        <IconButton
          icon={Pencil}
          label={t("rules.edit", { number })}
          onPress={() => workspace.rule({ id, rule: written })}
        />
        <Discard rule={rule} number={number} />
      </div>
    </li>
  );
}

/** Thrown away, a rule can be taken back. */
function Discard({ rule, number }: { readonly rule: MailRule; readonly number: number }) {
  const t = useText();
  const remove = useCommand("rules.remove");
  const { id, since: _since, ...written } = rule;
  const discard = async (): Promise<void> => {
    const result = await remove.run({ id });
    if (!result.ok) return;
    toasts.undoable(t("rules.removed"), t("app.undo"), () => call("rules.save", { id: null, rule: written }));
  };
  return <IconButton icon={Trash} label={t("rules.remove", { number })} onPress={() => void discard()} />;
}
