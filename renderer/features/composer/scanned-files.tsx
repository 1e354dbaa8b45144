import FileHeart from "lucide-react/icons/file-heart";
import FileIcon from "lucide-react/icons/file-text";
import Paperclip from "lucide-react/icons/paperclip";
import ScanLine from "lucide-react/icons/scan-line";
import { useEffect, useState } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import type { DraftId } from "#shared/domain/ids";
import type { ScannedFile, ScannedFiles as Listed } from "#shared/domain/scan-folder";
import { fileSize, momentOf } from "#shared/text/formats/index";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Glyph, Hidden, useToday } from "../../ui";
import { workspace } from "../../workspace";
import { keepDraft } from "./use-draft";
import styles from "./scanned-files.module.css";

/** A share tells nobody that a file came: its folder is looked at while one writes. */
const LOOK_MS = 3000;

/** What the scanner has just written, a press away from the message; nothing where no folder was chosen. */
export function ScannedFiles({ draftId, onAttached }: { readonly draftId: DraftId; readonly onAttached: () => void }) {
  const state = useQueryOf("scanFolder.state", undefined, { keep: true }).data;
  if (state === undefined || state.folder === null) return null;
  return <FromScanner draftId={draftId} onAttached={onAttached} />;
}

function FromScanner({ draftId, onAttached }: { readonly draftId: DraftId; readonly onAttached: () => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const list = useQueryOf("scanFolder.list", undefined, { keep: true, every: LOOK_MS });
  const count = list.data?.files.length ?? 0;
  return (
    <>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button icon={ScanLine}>{count === 0 ? t("writing.scans") : t("writing.scansCount", { count })}</Button>
        <Popover className={styles.popover ?? ""} placement="top end" offset={6}>
          <Dialog className={styles.panel ?? ""} aria-label={t("writing.scans")}>
            {list.error !== null && <FailureBanner failure={list.error.failure} />}
            {list.error === null && list.data !== undefined && (
              <Files listed={list.data} draftId={draftId} onAttached={onAttached} onClose={() => setOpen(false)} />
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      <span role="status">
        <Hidden>{count === 0 ? "" : t("writing.scansNew", { count })}</Hidden>
      </span>
    </>
  );
}

function Files({
  listed: { files, older, cut },
  draftId,
  onAttached,
  onClose,
}: {
  readonly listed: Listed;
  readonly draftId: DraftId;
  readonly onAttached: () => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  const attach = useCommand("scanFolder.attach");
  const join = async ({ id }: ScannedFile, make: boolean): Promise<void> => {
    const result = await attach.run({ draftId, id });
    if (!result.ok) return;
    keepDraft(result.value);
    onAttached();
    const attachmentId = result.value.attachments.at(-1)?.id;
    if (make || files.length === 1) onClose();
    if (make && attachmentId !== undefined) workspace.show({ kind: "make", draftId, attachmentId });
  };
  return (
    <>
      {files.length === 0 && <p className={styles.note}>{t("writing.scansNone")}</p>}
      <ul className={styles.list}>
        {files.map((file) => (
          <Scan key={file.id} file={file} busy={attach.pending} onJoin={(make) => void join(file, make)} />
        ))}
      </ul>
      {older > 0 && <p className={styles.note}>{t("writing.scansOlder", { count: older })}</p>}
      {cut && <p className={styles.note}>{t("writing.scansCut")}</p>}
    </>
  );
}

function Scan({
  file,
  busy,
  onJoin,
}: {
  readonly file: ScannedFile;
  readonly busy: boolean;
  readonly onJoin: (make: boolean) => void;
}) {
  const t = useText();
  const today = useToday();
  const { name, kind, at, size } = file;
  const when = momentOf(at, today, t.language);
  return (
    <li className={styles.file}>
      {kind === "png" || kind === "jpeg" ? <Thumbnail id={file.id} /> : <Sheet />}
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.note}>{t("writing.scanFacts", { when, size: fileSize(size, t.language) })}</span>
      </span>
      <span className={styles.acts}>
        <Button
          icon={Paperclip}
          aria-label={t("writing.scanAttachName", { name })}
          isDisabled={busy}
          onPress={() => onJoin(false)}
        >
          {t("writing.scanAttach")}
        </Button>
        {kind !== "tiff" && (
          <Button
            variant="quiet"
            icon={FileHeart}
            aria-label={t("writing.scanMakeName", { name })}
            isDisabled={busy}
            onPress={() => onJoin(true)}
          >
            {t("writing.scanMake")}
          </Button>
        )}
      </span>
    </li>
  );
}

const Sheet = () => (
  <span className={styles.picture}>
    <Glyph icon={FileIcon} />
  </span>
);

/** A scanned picture seen small; its bytes live as long as the list is open. */
function Thumbnail({ id }: { readonly id: string }) {
  const file = useQueryOf("scanFolder.picture", { id }).data;
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === undefined || file === null) return;
    const made = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.mimeType }));
    // The address exists only from here to the clean-up below: it cannot be computed while rendering.
    // eslint-disable-next-line react/set-state-in-effect
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url === null ? <Sheet /> : <img className={styles.picture} src={url} alt="" />;
}
