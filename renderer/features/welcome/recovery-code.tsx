import Printer from "lucide-react/icons/printer";
import { useEffect, useState, type FormEvent } from "react";
import { readRecoveryCode } from "#shared/rules/recovery-code";
import { keepAppState, queryClient, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate } from "../../ui";
import { CodeField } from "./code-field";
import styles from "./welcome.module.css";

/** The proposed recovery code: shown once, printed or copied by hand, then typed back; or put off. */
export function RecoveryCode() {
  const t = useText();
  const [noted, setNoted] = useState(false);
  // Shown once: the page forgets it with the screen.
  useEffect(() => () => queryClient.removeQueries({ queryKey: ["safety.code"] }), []);
  return (
    <Gate title={t("welcome.codeTitle")} lead={t(noted ? "welcome.codeBack" : "welcome.codeLead")}>
      {noted ? <TypeBack onBack={() => setNoted(false)} /> : <ShownCode onNoted={() => setNoted(true)} />}
    </Gate>
  );
}

function ShownCode({ onNoted }: { readonly onNoted: () => void }) {
  const t = useText();
  const shown = useQueryOf("safety.code", undefined);
  const putOff = useCommand("safety.putOffCode");
  const later = async (): Promise<void> => {
    const result = await putOff.run(undefined);
    if (result.ok) keepAppState(result.value);
  };
  return (
    <div className={styles.form}>
      <p className={styles.code} aria-label={t("welcome.code")} role="group" data-print="page">
        {(shown.data?.code ?? "").split("-").map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
      <p className={styles.small}>{t("welcome.codeKeep")}</p>
      {shown.error !== null && <FailureBanner failure={shown.error.failure} />}
      <div className={styles.actions} data-print="never">
        <Button variant="quiet" onPress={() => void later()}>
          {t("welcome.codeLater")}
        </Button>
        <span className={styles.group}>
          <Button icon={Printer} onPress={() => print()}>
            {t("welcome.codePrint")}
          </Button>
          <Button variant="primary" isDisabled={shown.data === undefined} onPress={onNoted}>
            {t("welcome.codeNoted")}
          </Button>
        </span>
      </div>
    </div>
  );
}

function TypeBack({ onBack }: { readonly onBack: () => void }) {
  const t = useText();
  const confirm = useCommand("safety.confirmCode", { failures: "inline" });
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState("");
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(typed);
    if (!readRecoveryCode(typed).ok) return;
    const result = await confirm.run({ code: typed });
    if (result.ok) keepAppState(result.value.state);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <CodeField value={typed} onChange={setTyped} tried={tried !== "" && tried === typed} wrong takesFocus />
      <FailureBanner failure={confirm.failure} />
      <div className={styles.actions}>
        <Button onPress={onBack}>{t("welcome.codeAgain")}</Button>
        <Button variant="primary" type="submit" isPending={confirm.pending} isDisabled={typed === ""}>
          {t("welcome.codeCheck")}
        </Button>
      </div>
    </form>
  );
}
