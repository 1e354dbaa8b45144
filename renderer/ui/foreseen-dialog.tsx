import type { ReactNode } from "react";
import type { Failure } from "#shared/domain/failure";
import { useText } from "../text";
import { FailureBanner } from "./banner";
import { Button } from "./button";
import { Dialog } from "./dialog";

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
  const t = useText();
  return (
    <Dialog
      title={title}
      size="small"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button variant="primary" isDisabled={!isPossible} isPending={isPending} onPress={onAct}>
            {act}
          </Button>
        </>
      }
    >
      {children}
      <FailureBanner failure={failure} />
    </Dialog>
  );
}
