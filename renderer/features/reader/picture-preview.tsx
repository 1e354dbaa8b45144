import { useEffect, useState } from "react";
import type { Attachment, MessageView } from "#shared/domain/message";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Dialog, FailureBanner, LoadingNote } from "../../ui";
import styles from "./message.module.css";

/** Whether an attachment is a picture that can be looked at without saving it. */
export const isPicture = (attachment: Attachment): boolean =>
  !attachment.dangerous && /^image\/(?:png|jpeg|gif|webp)$/iu.test(attachment.mimeType);

export type PicturePreviewProps = {
  readonly message: MessageView;
  readonly attachment: Attachment;
  readonly onClose: () => void;
};

/** A picture of a message over the window; its bytes live as long as the dialog. */
export function PicturePreview({ message, attachment, onClose }: PicturePreviewProps) {
  const t = useText();
  const query = useQueryOf("parts.preview", { messageId: message.id, partId: attachment.id });
  const url = useObjectUrl(query.data);
  return (
    <Dialog title={attachment.name} isOpen onClose={onClose} size="large">
      {query.error !== null && <FailureBanner failure={query.error.failure} />}
      {url === null && <LoadingNote />}
      {url !== null && (
        <img className={styles.picture} src={url} alt={t("reader.picture", { name: attachment.name })} />
      )}
    </Dialog>
  );
}

/** An address of our own for bytes, given back when they change or the component goes. */
function useObjectUrl(file: { readonly mimeType: string; readonly bytes: Uint8Array } | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === undefined) return;
    const made = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.mimeType }));
    // The address exists only from here to the clean-up below: it cannot be computed while rendering.
    // eslint-disable-next-line react/set-state-in-effect
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
