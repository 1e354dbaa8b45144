import type { EnvironmentBase, SetupView } from "#shared/domain/environment-setup";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { CertificateFile } from "../accounts";
import styles from "./environment.module.css";

/** The certificate with which the client proves itself: a PKCS#12 file and what opens it. */
export function Certificate({ base, setup }: { readonly base: EnvironmentBase; readonly setup: SetupView }) {
  const t = useText();
  const imports = useCommand("environment.importCertificate", { failures: "inline" });
  const choose = async (passphrase: string): Promise<boolean> => {
    const result = await imports.run({ base, passphrase });
    return result.ok && result.value !== null;
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("environment.certificate")}</legend>
      <CertificateFile
        certificate={setup.certificate}
        pending={imports.pending}
        failure={imports.failure}
        onChoose={choose}
      />
    </fieldset>
  );
}
