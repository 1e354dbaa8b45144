import type { ReactNode } from "react";
import type { Failure } from "#shared/domain/failure";
import { FailureBanner } from "./banner";
import { Dialog } from "./dialog";
import { FormActs } from "./form-acts";

/** Shows what an act on many things would do before it is done; it can be taken back after, so this asks nothing twice. */
export function ForeseenDialog({
  title,
  act,
  isPossible,
  isPending,
  failure,
  onAct,
  onClose,
  children,
}: {
  readonly title: string;
  /** The act, as its button says it. */
  readonly act: string;
  /** Whether there is something to act on. */
  readonly isPossible: boolean;
  readonly isPending: boolean;
  readonly failure: Failure | null;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      title={title}
      size="small"
      isOpen
      onClose={onClose}
      footer={
        <FormActs onCancel={onClose} isDisabled={!isPossible} isPending={isPending} onPress={onAct}>
          {act}
        </FormActs>
      }
    >
      {children}
      <FailureBanner failure={failure} />
    </Dialog>
  );
}
