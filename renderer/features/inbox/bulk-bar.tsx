import Archive from "lucide-react/icons/archive";
import ArchiveRestore from "lucide-react/icons/archive-restore";
import Check from "lucide-react/icons/check";
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
import { IconButton } from "../../ui";
import { mark, workspace, type Change } from "../../workspace";
import { SnoozeMenu } from "../labels";
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
  const anyUnread = rows.some((row) => checked.has(row.id) && row.unread);
  const anyToDo = rows.some((row) => checked.has(row.id) && row.toDo);
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t("inbox.chosen", { count: checked.size })}>
      <span className={styles.chosen} role="status">
        {t("inbox.chosen", { count: checked.size })}
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
      <IconButton
        icon={anyUnread ? MailOpen : Mail}
        label={t(anyUnread ? "inbox.markRead" : "inbox.markUnread")}
        {...(anyUnread ? {} : { keys: "u" })}
        onPress={() => run(anyUnread ? "read" : "unread")}
      />
      <SnoozeMenu />
      <IconButton icon={Tag} label={t("day.label")} keys="l" onPress={() => workspace.labels(true)} />
      <IconButton icon={Trash} label={t("inbox.remove")} onPress={() => run("delete")} />
      <IconButton icon={X} label={t("inbox.unchoose")} onPress={() => workspace.check(new Set())} />
    </div>
  );
}
