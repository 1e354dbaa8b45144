import Archive from "lucide-react/icons/archive";
import ArchiveRestore from "lucide-react/icons/archive-restore";
import Check from "lucide-react/icons/check";
import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import Mail from "lucide-react/icons/mail";
import MailOpen from "lucide-react/icons/mail-open";
import Tag from "lucide-react/icons/tag";
import Trash from "lucide-react/icons/trash-2";
import Undo from "lucide-react/icons/undo-2";
import X from "lucide-react/icons/x";
import type { ListView } from "#shared/contract/mail";
import type { ConversationId } from "#shared/domain/ids";
import type { ConversationRow } from "#shared/domain/message";
import { useText } from "../../text";
import { IconButton, Menu, type MenuAction } from "../../ui";
import { mark, workspace, type Change } from "../../workspace";
import { SnoozeMenu } from "../labels";
import { TakeButton } from "../sharing";
import styles from "./conversation-list.module.css";

/** What may be done to the ticked conversations, in the place of the filters. */
export function BulkBar({
  rows,
  checked,
  view,
}: {
  readonly rows: readonly ConversationRow[];
  readonly checked: ReadonlySet<string>;
  readonly view: ListView;
}) {
  const t = useText();
  const run = (change: Change): void => void mark([...checked] as ConversationId[], change, t);
  const away = view === "archive" || view === "trash";
  const chosen = rows.filter((row) => checked.has(row.id));
  const anyUnread = chosen.some((row) => row.unread);
  const anyToDo = chosen.some((row) => row.toDo);
  const more: readonly MenuAction[] = [
    {
      id: "read",
      icon: anyUnread ? MailOpen : Mail,
      label: t(anyUnread ? "inbox.markRead" : "inbox.markUnread"),
      ...(anyUnread ? {} : { keys: "u" }),
      run: () => run(anyUnread ? "read" : "unread"),
    },
    { id: "delete", icon: Trash, label: t("inbox.remove"), keys: "Delete", run: () => run("delete") },
  ];
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t("inbox.chosen", { count: checked.size })}>
      <span className={styles.chosen} role="status">
        {t("inbox.chosenShort", { count: checked.size })}
      </span>
      <IconButton
        icon={anyToDo ? Check : Undo}
        label={t(anyToDo ? "inbox.done" : "inbox.toDo")}
        keys="t"
        onPress={() => run(anyToDo ? "done" : "to-do")}
      />
      <IconButton
        icon={away ? ArchiveRestore : Archive}
        label={t(away ? "inbox.restore" : "inbox.archive")}
        {...(away ? {} : { keys: "e" })}
        onPress={() => run(away ? "restore" : "archive")}
      />
      <TakeButton rows={chosen} />
      <SnoozeMenu />
      <IconButton icon={Tag} label={t("day.label")} keys="l" onPress={() => workspace.labels(true)} />
      <Menu label={t("app.more")} actions={more}>
        <IconButton icon={EllipsisVertical} label={t("app.more")} />
      </Menu>
      <IconButton icon={X} label={t("inbox.unchoose")} onPress={() => workspace.check(new Set())} />
    </div>
  );
}
