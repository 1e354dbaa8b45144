import Workflow from "lucide-react/icons/workflow";
import type { RuledBy } from "#shared/domain/mail-rule";
import type { MessageView } from "#shared/domain/message";
import { useCommand } from "../../bridge";
import { useText, type Text } from "../../text";
import { Button, Glyph } from "../../ui";
import { workspace } from "../../workspace";
import styles from "./rules.module.css";

/** Why a message is where it is: what each rule did of it, the way to that rule, and back. */
export function RuledNote({ message }: { readonly message: MessageView }) {
  return message.ruledBy.map((by) => <Note key={by.ruleId} by={by} message={message} />);
}

function Note({ by, message }: { readonly by: RuledBy; readonly message: MessageView }) {
  const t = useText();
  const undo = useCommand("rules.undo");
  const { rule } = by;
  return (
    <div className={styles.why} data-print="never">
      <Glyph icon={Workflow} size={16} />
      <p className={styles.words}>{t(rule === null ? "rules.whyRemoved" : "rules.why", { acts: actsWords(by, t) })}</p>
      {rule !== null && (
        <Button variant="quiet" onPress={() => workspace.rule({ id: rule.id, rule: writtenOf(rule) })}>
          {t("rules.see")}
        </Button>
      )}
      <Button
        variant="quiet"
        isPending={undo.pending}
        onPress={() => void undo.run({ id: by.ruleId, messageIds: [message.id] })}
      >
        {t("app.undo")}
      </Button>
    </div>
  );
}

const writtenOf = ({ isOn, mailboxId, when, does }: NonNullable<RuledBy["rule"]>) => ({ isOn, mailboxId, when, does });

function actsWords({ label, done, folder, silent }: RuledBy, t: Text): string {
  const acts = [
    ...(label === "" ? [] : [t("rules.didLabel", { label })]),
    ...(done ? [t("rules.didDone")] : []),
    ...(folder === "" ? [] : [t("rules.didMove", { folder })]),
    ...(silent ? [t("rules.didSilence")] : []),
  ];
  return new Intl.ListFormat(t.language, { type: "conjunction" }).format(acts);
}
