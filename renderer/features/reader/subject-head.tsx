import AppWindow from "lucide-react/icons/app-window";
import Archive from "lucide-react/icons/archive";
import Check from "lucide-react/icons/check";
import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import FolderOpen from "lucide-react/icons/folder-open";
import FileDown from "lucide-react/icons/file-down";
import FolderDown from "lucide-react/icons/folder-down";
import Forward from "lucide-react/icons/forward";
import Mail from "lucide-react/icons/mail";
import MessageCircleOff from "lucide-react/icons/message-circle-off";
import PanelRightClose from "lucide-react/icons/panel-right-close";
import PanelRightOpen from "lucide-react/icons/panel-right-open";
import Printer from "lucide-react/icons/printer";
import Reply from "lucide-react/icons/reply";
import ReplyAll from "lucide-react/icons/reply-all";
import Tag from "lucide-react/icons/tag";
import Workflow from "lucide-react/icons/workflow";
import Trash from "lucide-react/icons/trash-2";
import Undo from "lucide-react/icons/undo-2";
import type { ConversationView } from "#shared/domain/message";
import { call } from "../../bridge";
import { useText, type Text } from "../../text";
import { Button, IconButton, Menu, type MenuAction } from "../../ui";
import { mark, openWindow, startDraft, tellExport, useWorkspace, workspace, type Change } from "../../workspace";
import { LabelBadge, SnoozeMenu } from "../labels";
import { ruleAbout } from "../rules";
import { TakeButton, TakenBadge } from "../sharing";
import { saveAsPdf } from "./save-as-pdf";
import styles from "./reader.module.css";

/** The subject and what may be done to the conversation: each with its word, its key, its undo. */
export function SubjectHead({
  conversation,
  onRecord,
  canPutAway,
}: {
  readonly conversation: ConversationView;
  readonly onRecord: (() => void) | null;
  /** There is room beside, and something to show there. */
  readonly canPutAway: boolean;
}) {
  const t = useText();
  const { row } = conversation;
  const run = (change: Change): void => void mark([row.id], change, t);
  const actions = actionsOf(conversation, t);
  // Alone in its window, it is what that window is about.
  const Subject = useWorkspace((now) => now.alone) ? "h1" : "h2";
  return (
    <header className={styles.head}>
      <Subject className={styles.subject}>{row.subject === "" ? t("reader.noSubject") : row.subject}</Subject>
      {row.labels.map((label) => (
        <LabelBadge key={label.id} label={label} />
      ))}
      {row.takenBy !== null && <TakenBadge by={row.takenBy} />}
      <div className={styles.actions} data-print="never">
        {onRecord !== null && (
          <Button icon={FolderOpen} onPress={onRecord}>
            {t("reader.record")}
          </Button>
        )}
        <IconButton
          icon={row.toDo ? Check : Undo}
          label={t(row.toDo ? "reader.done" : "reader.toDo")}
          keys="t"
          onPress={() => run(row.toDo ? "done" : "to-do")}
        />
        <TakeButton rows={[row]} />
        <SnoozeMenu />
        <IconButton icon={Archive} label={t("reader.archive")} keys="e" onPress={() => run("archive")} />
        <IconButton icon={Printer} label={t("reader.print")} keys="Ctrl+P" onPress={() => print()} />
        <Menu label={t("app.more")} actions={actions}>
          <IconButton icon={EllipsisVertical} label={t("app.more")} />
        </Menu>
        {canPutAway && <PutAway />}
      </div>
    </header>
  );
}

/** Puts away what stands beside the conversation, or brings it back; kept for the next start. */
function PutAway() {
  const t = useText();
  const shown = useWorkspace((now) => now.beside);
  return (
    <IconButton
      icon={shown ? PanelRightClose : PanelRightOpen}
      label={t(shown ? "reader.hideBeside" : "reader.showBeside")}
      onPress={() => workspace.beside(!shown)}
    />
  );
}

function actionsOf({ row, messages }: ConversationView, t: Text): readonly MenuAction[] {
  const run = (change: Change): void => void mark([row.id], change, t);
  const answers = messages.findLast((message) => !message.outgoing)?.id ?? messages.at(-1)?.id ?? null;
  const draft = (mode: "reply" | "reply-all" | "forward" | "fin-message") => (): void =>
    void startDraft({ mode, answers });
  const closing: readonly MenuAction[] =
    row.exchange === null || row.exchange === "closed"
      ? []
      : [{ id: "fin", label: t("reader.finMessage"), icon: MessageCircleOff, run: draft("fin-message") }];
  return [
    { id: "reply", label: t("reader.reply"), icon: Reply, keys: "r", run: draft("reply") },
    { id: "reply-all", label: t("reader.replyAll"), icon: ReplyAll, keys: "a", run: draft("reply-all") },
    { id: "forward", label: t("reader.forward"), icon: Forward, keys: "f", run: draft("forward") },
    ...closing,
    {
      id: "pdf",
      label: t("reader.savePdf"),
      icon: FileDown,
      keys: "Ctrl+Shift+P",
      run: () => void saveAsPdf(t),
    },
    {
      id: "export",
      label: t("reader.exportMail"),
      icon: FolderDown,
      run: () => void call("mail.exportConversation", { id: row.id }).then((result) => tellExport(result, t)),
    },
    { id: "labels", label: t("day.label"), icon: Tag, keys: "l", run: () => workspace.labels(true) },
    ...(window.pli.window === "main"
      ? [
          {
            id: "window",
            label: t("help.window"),
            icon: AppWindow,
            keys: "Ctrl+Enter",
            run: () => void openWindow(row.id),
          },
        ]
      : []),
    { id: "rule", label: t("rules.create"), icon: Workflow, run: () => workspace.rule(ruleAbout(messages)) },
    { id: "unread", label: t("inbox.markUnread"), icon: Mail, keys: "u", run: () => run("unread") },
    { id: "delete", label: t("inbox.remove"), icon: Trash, run: () => run("delete") },
  ];
}
