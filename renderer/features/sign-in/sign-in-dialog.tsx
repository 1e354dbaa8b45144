import { useEffect } from "react";
import type { AppState } from "#shared/domain/session";
import { useCommand, useSession } from "../../bridge";
import { useText } from "../../text";
import { Dialog, toasts } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import { SignInSteps } from "./sign-in";
import { stepWords } from "./step-words";
import { useSigningAgain } from "./use-signing-again";
import styles from "./sign-in.module.css";

/** Sign-in over the workstation: what is already here stays readable behind it. */
export function SignInDialog({ state }: { readonly state: AppState }) {
  const t = useText();
  const isOpen = useWorkspace((now) => now.signIn);
  const session = useSession();
  const cancel = useCommand("session.cancel");
  useSigningAgain(isOpen, state, session);
  const name = session?.state === "signed-in" ? session.displayName : null;
  useEffect(() => {
    if (!isOpen || name === null) return;
    workspace.signIn(false);
    toasts.show(t("session.signedInNow", { name }), { tone: "good" });
  }, [isOpen, name, t]);
  const close = (): void => {
    if (session?.state === "waiting" || session?.state === "requesting") void cancel.run(undefined);
    workspace.signIn(false);
  };
  const words = stepWords(session, state.profile);
  return (
    <Dialog title={t(words.title)} isOpen={isOpen} onClose={close} size="small">
      <div className={styles.dialog}>
        <p className={styles.dialogLead}>{t(words.lead)}</p>
        <SignInSteps state={state} />
      </div>
    </Dialog>
  );
}
