import ChevronRight from "lucide-react/icons/chevron-right";
import Folder from "lucide-react/icons/folder";
import Plus from "lucide-react/icons/plus";
import Trash from "lucide-react/icons/trash-2";
import { useState, type CSSProperties } from "react";
import type { MailboxView } from "#shared/contract/accounts";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { classes, Glyph, IconButton, recall, remember } from "../../ui";
import { connectionWords, folderName, useWorkspace, workspace } from "../../workspace";
import { RailItem } from "./rail-item";
import { Section } from "./rail-section";
import styles from "./rail.module.css";

/** The mailboxes with their colour, what they hold to do, how their connection is, and their own folders. */
export function Mailboxes({ folded }: { readonly folded: boolean }) {
  const t = useText();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  return (
    <Section
      name="mailboxes"
      title={t("inbox.mailboxes")}
      folded={folded}
      beside={
        <IconButton
          icon={Plus}
          label={t("inbox.addMailbox")}
          className={styles.small}
          onPress={() => workspace.goPage("add-mailbox")}
        />
      }
    >
      <ul className={styles.group}>
        {mailboxes.map((mailbox) => (
          <MailboxLine key={mailbox.id} mailbox={mailbox} folded={folded} />
        ))}
      </ul>
    </Section>
  );
}

function MailboxLine({ mailbox, folded }: { readonly mailbox: MailboxView; readonly folded: boolean }) {
  const t = useText();
  const place = useWorkspace((now) => now.place);
  const [open, setOpen] = useState(() => recall(`folders-${mailbox.id}`, 0) === 1);
  const turn = (): void => {
    setOpen(!open);
    remember(`folders-${mailbox.id}`, open ? 0 : 1);
  };
  const { connection } = mailbox;
  const here = place.kind === "list" && place.mailboxId === mailbox.id;
  const mark = (
    <span
      className={classes(styles.dot, styles[connection.state])}
      style={{ "--mailbox": `var(--mailbox-${mailbox.colour % 6})` } as CSSProperties}
      aria-hidden="true"
    />
  );
  return (
    <RailItem
      mark={mark}
      label={mailbox.name}
      count={mailbox.toDo}
      strong
      isCurrent={here && place.folderId === null}
      folded={folded}
      note={connectionWords(connection, t)}
      onPress={() => workspace.goList("all", mailbox.id)}
    >
      {!folded && ownFolders(mailbox).length > 0 && (
        <button
          type="button"
          className={styles.unfold}
          aria-expanded={open}
          aria-label={t("inbox.showFolders", { name: mailbox.name })}
          onClick={turn}
        >
          <Glyph icon={ChevronRight} size={15} />
        </button>
      )}
      {open && !folded && <Folders mailbox={mailbox} />}
    </RailItem>
  );
}

/** Folders that are not already a list of the rail. */
const ownFolders = (mailbox: MailboxView): MailboxView["folders"] =>
  mailbox.folders.filter((folder) => folder.role === "other" || folder.role === "trash" || folder.role === "junk");

function Folders({ mailbox }: { readonly mailbox: MailboxView }) {
  const t = useText();
  const place = useWorkspace((now) => now.place);
  return (
    <ul className={styles.folders} aria-label={t("inbox.folders", { name: mailbox.name })}>
      {ownFolders(mailbox).map((folder) => {
        const trash = folder.role === "trash";
        return (
          <RailItem
            key={folder.id}
            deep
            icon={trash ? Trash : Folder}
            label={folderName(folder, t)}
            isCurrent={place.kind === "list" && place.folderId === folder.id}
            folded={false}
            onPress={() => workspace.goList(trash ? "trash" : "all", mailbox.id, folder.id)}
          />
        );
      })}
    </ul>
  );
}
