import Download from "lucide-react/icons/download";
import FileIcon from "lucide-react/icons/file";
import ShieldAlert from "lucide-react/icons/shield-alert";
import type { MessageView } from "#shared/domain/message";
import { fileSize } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { classes, Glyph, IconButton, toasts } from "../../ui";
import styles from "./message.module.css";

/** The files of a message: name, size, save. What could be executed says so and is only saved. */
export function Attachments({ message }: { readonly message: MessageView }) {
  const t = useText();
  const save = useCommand("parts.save");
  const shown = message.attachments.filter((attachment) => !attachment.inline);
  if (shown.length === 0) return null;
  const run = async (partId: (typeof shown)[number]["id"]): Promise<void> => {
    const result = await save.run({ messageId: message.id, partId });
    if (result.ok && result.value.saved) toasts.show(t("reader.saved"));
  };
  return (
    <ul className={styles.attachments} aria-label={t("reader.attachments")}>
      {shown.map((attachment) => (
        <li key={attachment.id} className={classes(styles.attachment, attachment.dangerous && styles.dangerous)}>
          <Glyph icon={attachment.dangerous ? ShieldAlert : FileIcon} />
          <span className={styles.file}>
            <span className={styles.fileName}>{attachment.name}</span>
            <span className={styles.fileNote}>
              {attachment.dangerous ? t("reader.dangerous") : fileSize(attachment.size, t.language)}
            </span>
          </span>
          <IconButton
            icon={Download}
            label={t("reader.saveAttachment", { name: attachment.name })}
            onPress={() => void run(attachment.id)}
          />
        </li>
      ))}
    </ul>
  );
}
