import { useState, type ClipboardEvent, type DragEvent } from "react";
import type { Draft } from "#shared/domain/draft";
import type { DraftId } from "#shared/domain/ids";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { toasts } from "../../ui";
import { keepDraft } from "./use-draft";

const MOST_BYTES = 30_000_000;

/** Joins files by the system's chooser, by dropping or by pasting; `dropping` while files are held over the message. */
export function useAttaching(id: DraftId, onAttached: () => void) {
  const choose = useCommand("drafts.attach");
  const joining = useJoining();
  const detach = useCommand("drafts.detach");
  const [dropping, setDropping] = useState(false);

  const keep = (result: { readonly ok: true; readonly value: Draft } | { readonly ok: false }): void => {
    if (!result.ok) return;
    keepDraft(result.value);
    onAttached();
  };
  return {
    dropping,
    pending: choose.pending || joining.pending,
    choose: () => void choose.run({ id }).then(keep),
    detach: (attachmentId: string) => void detach.run({ id, attachmentId }).then(keep),
    zone: dropZone(setDropping, (files) => void joining.join(id, files).then((joined) => joined && onAttached())),
  };
}

/** Joins files of the computer to a draft; true when one was. */
export function useJoining() {
  const t = useText();
  const bytes = useCommand("drafts.attachBytes");
  const join = async (id: DraftId, files: readonly File[]): Promise<boolean> => {
    let joined = false;
    for (const file of files) {
      if (file.size > MOST_BYTES) {
        toasts.show(t("writing.attachTooBig", { name: file.name }), { tone: "warning", milliseconds: null });
        continue;
      }
      const name = file.name.replace(/\p{Cc}/gu, " ").slice(0, 255);
      // One at a time: each answer is the whole draft, and the last one must be the fullest.
      const result = await bytes.run({ id, name, bytes: new Uint8Array(await file.arrayBuffer()) });
      if (!result.ok) continue;
      keepDraft(result.value);
      joined = true;
    }
    return joined;
  };
  return { join, pending: bytes.pending };
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

/** Files held over the message, dropped on it, or pasted in it. */
const dropZone = (setDropping: (dropping: boolean) => void, join: (files: readonly File[]) => void) => ({
  onDragOver: (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setDropping(true);
  },
  onDragLeave: (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setDropping(false);
  },
  onDrop: (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setDropping(false);
    join([...event.dataTransfer.files]);
  },
  onPaste: (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // A table copied from a spreadsheet comes with its picture: what the text took is not joined too.
    if (files.length === 0 || event.defaultPrevented) return;
    event.preventDefault();
    join(files);
  },
});
