import FileKey from "lucide-react/icons/file-key";
import { useState } from "react";
import type { CertificateView } from "#shared/contract/accounts";
import type { Failure } from "#shared/domain/failure";
import { longDate } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Button, FailureBanner, TextField } from "../../ui";
import styles from "./accounts.module.css";

export type CertificateFileProps = {
  readonly certificate: CertificateView | null;
  readonly pending: boolean;
  readonly failure: Failure | null;
  /** Opens the dialog of the system with what opens the file; true when one was taken. */
  readonly onChoose: (passphrase: string) => Promise<boolean>;
};

/** The PKCS#12 file that opens a mailbox: what it is, and how to choose one. */
export function CertificateFile({ certificate, pending, failure, onChoose }: CertificateFileProps) {
  const t = useText();
  const [passphrase, setPassphrase] = useState("");
  const choose = async (): Promise<void> => {
    if (await onChoose(passphrase)) setPassphrase("");
  };
  return (
    <div className={styles.certificate}>
      {certificate !== null && (
        <p role="status">
          <strong>{certificate.subject}</strong>{" "}
          {t("environment.certificateUntil", { day: longDate(certificate.validTo, t.language) })}
        </p>
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
      <div className={styles.choose}>
        <Button icon={FileKey} isPending={pending} onPress={() => void choose()}>
          {t(certificate === null ? "environment.importCertificate" : "environment.replaceCertificate")}
        </Button>
      </div>
      <FailureBanner failure={failure} />
    </div>
  );
}
