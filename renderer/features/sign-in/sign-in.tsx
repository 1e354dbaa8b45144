import Network from "lucide-react/icons/network";
import Settings2 from "lucide-react/icons/settings-2";
import { useState } from "react";
import type { AppState } from "#shared/domain/session";
import { useCommand, useQueryOf, useSession } from "../../bridge";
import { useText } from "../../text";
import { Button, Gate, Progress } from "../../ui";
import { EnvironmentDialog } from "../environment";
import { ProxyDialog } from "../proxy";
import { LeaveDemo } from "../welcome";
import { IdentifierForm } from "./identifier-form";
import { stepWords } from "./step-words";
import { Waiting } from "./waiting";
import styles from "./sign-in.module.css";

/** Sign-in with Pro Santé Connect as a screen of its own, on the way to the first mailbox. */
export function SignInScreen({ state }: { readonly state: AppState }) {
  const t = useText();
  const session = useSession();
  const words = stepWords(session, state.profile);
  return (
    <Gate
      title={t(words.title)}
      lead={t(words.lead)}
      footer={state.profile === "demo" ? <LeaveDemo /> : <ConnectionSettings />}
    >
      <SignInSteps state={state} />
    </Gate>
  );
}

/** A real profile may lack what its environment leaves open: it is filled in before the first sign-in. */
function ConnectionSettings() {
  const t = useText();
  const isEditable = useQueryOf("environment.view", undefined).data?.editable ?? false;
  const [open, setOpen] = useState<"environment" | "proxy" | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      {isEditable && (
        <Button icon={Settings2} onPress={() => setOpen("environment")}>
          {t("environment.open")}
        </Button>
      )}
      <Button icon={Network} onPress={() => setOpen("proxy")}>
        {t("proxy.open")}
      </Button>
      <EnvironmentDialog isOpen={open === "environment"} onClose={close} />
      <ProxyDialog isOpen={open === "proxy"} onClose={close} />
    </>
  );
}

/** The steps of a sign-in: identifier, request, two digits and time left; what ended it is said above the identifier. */
export function SignInSteps({ state }: { readonly state: AppState }) {
  const t = useText();
  const session = useSession();
  const cancel = useCommand("session.cancel");
  switch (session?.state) {
    case "requesting":
      return (
        <div className={styles.requesting} role="status">
          <Progress label={t("session.requesting")} value={null} />
          <Button onPress={() => void cancel.run(undefined)}>{t("app.cancel")}</Button>
        </div>
      );
    case "waiting":
      return <Waiting session={session} demo={state.profile === "demo"} />;
    case "signed-out":
      return <IdentifierForm state={state} end={session.end} />;
    case "signed-in":
    case undefined:
      return null;
  }
}
