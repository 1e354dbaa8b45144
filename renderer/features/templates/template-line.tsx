import Pencil from "lucide-react/icons/pencil";
import Trash from "lucide-react/icons/trash-2";
import type { Template } from "#shared/domain/template";
import { call, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { IconButton, toasts } from "../../ui";
import styles from "./templates.module.css";

/** One template: its name, whose it is, how it begins. Thrown away, it can be taken back. */
export function TemplateLine({ template, onEdit }: { readonly template: Template; readonly onEdit: () => void }) {
  const t = useText();
  const remove = useCommand("templates.delete");
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const mailbox = mailboxes.find(({ id }) => id === template.mailboxId);
  const { name } = template;
  const discard = async (): Promise<void> => {
    const result = await remove.run({ id: template.id });
    if (!result.ok) return;
    toasts.undoable(t("templates.deleted"), t("app.undo"), () => call("templates.save", { ...template, id: null }));
  };
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p>
          <strong>{name}</strong>
          <span className={styles.note}>{mailbox?.name ?? t("templates.everyMailbox")}</span>
        </p>
        <p className={styles.preview}>{template.text.replace(/\s+/gu, " ").slice(0, 160)}</p>
      </div>
      <IconButton icon={Pencil} label={t("templates.edit", { name })} onPress={onEdit} />
      <IconButton icon={Trash} label={t("templates.delete", { name })} onPress={() => void discard()} />
    </li>
  );
}
