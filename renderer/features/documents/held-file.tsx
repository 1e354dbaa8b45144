import Download from "lucide-react/icons/download";
import type { CdaMedia } from "#shared/domain/document";
import type { DocumentId } from "#shared/domain/ids";
import { fileExtension } from "#shared/rules/file-extension";
import { fileSize } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, toasts } from "../../ui";
import styles from "./document-reader.module.css";

/** A file of a document that the window does not draw (TIFF, RTF…): what it is, and saving it for the software that opens it. */
export function HeldFile({ id, media }: { readonly id: DocumentId; readonly media: CdaMedia }) {
  const t = useText();
  const save = useCommand("documents.saveMedia");
  const extension = fileExtension(media.mimeType);
  const kind =
    extension === "bin" ? t("documents.heldUnknown") : t("documents.held", { kind: extension.toUpperCase() });
  const keep = async (): Promise<void> => {
    const result = await save.run({ id, mediaId: media.id });
    if (result.ok && result.value.saved) toasts.show(t("documents.saved"));
  };
  return (
    <span className={styles.held}>
      <span>
        {kind} ({fileSize(media.size, t.language)}). {t("documents.heldAbout")}
      </span>
      <span data-print="never">
        <Button icon={Download} onPress={() => void keep()}>
          {t("documents.saveHeld")}
        </Button>
      </span>
    </span>
  );
}
