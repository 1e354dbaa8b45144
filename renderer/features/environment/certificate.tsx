import FileKey from "lucide-react/icons/file-key";
import { useState } from "react";
import type { EnvironmentBase, SetupView } from "#shared/domain/environment-setup";
import { longDate } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, TextField } from "../../ui";
import styles from "./environment.module.css";

/** The certificate with which the client proves itself: a PKCS#12 file and what opens it. */
export function Certificate({ base, setup }: { readonly base: EnvironmentBase; readonly setup: SetupView }) {
  const t = useText();
  const imports = useCommand("environment.importCertificate", { failures: "inline" });
  const [passphrase, setPassphrase] = useState("");
  const choose = async (): Promise<void> => {
    const result = await imports.run({ base, passphrase });
    if (result.ok && result.value !== null) setPassphrase("");
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("environment.certificate")}</legend>
      {setup.certificate !== null && (
        <div className={styles.facts}>
          <strong>{setup.certificate.subject}</strong>
          <span className={styles.note}>
            {t("environment.certificateUntil", { day: longDate(setup.certificate.validTo, t.language) })}
          </span>
        </div>
      )}
      <TextField
        label={t("environment.certificatePassphrase")}
        description={t("environment.certificateHelp")}
        type="password"
        autoComplete="off"
        value={passphrase}
        onChange={setPassphrase}
        maxLength={200}
      />
      <div>
        <Button icon={FileKey} isPending={imports.pending} onPress={() => void choose()}>
          {t(setup.certificate === null ? "environment.importCertificate" : "environment.replaceCertificate")}
        </Button>
      </div>
      <FailureBanner failure={imports.failure} />
    </fieldset>
  );
}
