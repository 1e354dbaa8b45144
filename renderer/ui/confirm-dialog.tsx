import type { ReactNode } from "react";
import { Dialog } from "./dialog";
import { FormActs } from "./form-acts";

/** Asks before what cannot be taken back: what will happen, the word of the act itself, and the way out. */
export function ConfirmDialog({
  title,
  act,
  isOpen,
  isPending = false,
  onConfirm,
  onClose,
  children,
}: {
  readonly title: string;
  /** The act, as its button says it. */
  readonly act: string;
  readonly isOpen: boolean;
  readonly isPending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      title={title}
      role="alertdialog"
      size="small"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <FormActs onCancel={onClose} variant="warning" isPending={isPending} onPress={onConfirm}>
          {act}
        </FormActs>
      }
    >
      {children}
    </Dialog>
  );
}
