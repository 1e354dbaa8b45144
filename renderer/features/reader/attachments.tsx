import Download from "lucide-react/icons/download";
import Eye from "lucide-react/icons/eye";
import FileIcon from "lucide-react/icons/file";
import ImageIcon from "lucide-react/icons/image";
import ShieldAlert from "lucide-react/icons/shield-alert";
import { useState } from "react";
import type { Attachment, MessageView } from "#shared/domain/message";
import { fileSize } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Banner, classes, Glyph, IconButton, toasts } from "../../ui";
import { isPicture, PicturePreview } from "./picture-preview";
import styles from "./message.module.css";

/** The files of a message: name, size, look at, save; those that its documents were taken from are folded away. What could be executed says so and is only saved; an archive that was not opened says why. */
export function Attachments({ message }: { readonly message: MessageView }) {
  const t = useText();
  const [seen, setSeen] = useState<Attachment | null>(null);
  const shown = message.attachments.filter((attachment) => !attachment.inline);
  // A document is read by its card: the archive that brought it and its copy are there for whom asks.
  const originals = shown.filter((attachment) => attachment.original && !attachment.dangerous);
  const others = shown.filter((attachment) => !originals.includes(attachment));
  if (shown.length === 0) return null;
  const list = (label: string, attachments: readonly Attachment[]) => (
    <ul className={styles.attachments} aria-label={label}>
      {attachments.map((attachment) => (
        <File key={attachment.id} message={message} attachment={attachment} onSee={() => setSeen(attachment)} />
      ))}
    </ul>
  );
  return (
    <>
      {shown.map(
        ({ id, name, refused }) =>
          refused !== undefined && (
            <Banner key={id} tone="warning">
              {t(`reader.refused-${refused}`, { name })}
            </Banner>
          ),
      )}
      {others.length > 0 && list(t("reader.attachments"), others)}
      {originals.length > 0 && (
        <details className={styles.originals}>
          <summary>{t("reader.originals", { count: originals.length })}</summary>
          {list(t("reader.originals", { count: originals.length }), originals)}
        </details>
      )}
      {seen !== null && <PicturePreview message={message} attachment={seen} onClose={() => setSeen(null)} />}
    </>
  );
}

type FileProps = { readonly message: MessageView; readonly attachment: Attachment; readonly onSee: () => void };

function File({ message, attachment, onSee }: FileProps) {
  const t = useText();
  const save = useCommand("parts.save");
  const drag = useCommand("parts.drag");
  const run = async (): Promise<void> => {
    const result = await save.run({ messageId: message.id, partId: attachment.id });
    if (result.ok && result.value.saved) toasts.show(t("reader.saved"));
  };
  const { name, dangerous } = attachment;
  return (
    // Dragged by mouse; the button saves by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={classes(styles.attachment, dangerous && styles.dangerous)}
      draggable={!dangerous}
      onDragStart={(event) => {
        // The system takes the drag over, with a file of ours.
        event.preventDefault();
        void drag.run({ messageId: message.id, partId: attachment.id });
      }}
    >
      <Glyph icon={dangerous ? ShieldAlert : isPicture(attachment) ? ImageIcon : FileIcon} />
      <span className={styles.file}>
        <span className={styles.fileName}>{name}</span>
        <span className={styles.fileNote}>
          {dangerous ? t("reader.dangerous") : fileSize(attachment.size, t.language)}
        </span>
      </span>
      {isPicture(attachment) && (
        <IconButton icon={Eye} label={t("reader.previewAttachment", { name })} onPress={onSee} />
      )}
      <IconButton icon={Download} label={t("reader.saveAttachment", { name })} onPress={() => void run()} />
    </li>
  );
}
