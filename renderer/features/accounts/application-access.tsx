import type { CertificateView } from "#shared/contract/accounts";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { RadioGroup } from "../../ui";
import { CertificateFile } from "./certificate-file";
import styles from "./accounts.module.css";

/** How a mailbox of a software is opened. */
export type Application = { readonly certificate: CertificateView | null; readonly sasl: "external" | "none" };

const SASL = ["external", "none"] as const;

export type ApplicationAccessProps = {
  readonly access: Application;
  /** The form was sent: a missing certificate is said. */
  readonly tried: boolean;
  readonly onChange: (access: Application) => void;
};

/** A mailbox of a software (BAL APP): the certificate of the legal person, and what is said behind it. */
export function ApplicationAccess({ access, tried, onChange }: ApplicationAccessProps) {
  const t = useText();
  const choose = useCommand("mailboxes.chooseCertificate", { failures: "inline" });
  const take = async (passphrase: string): Promise<boolean> => {
    const result = await choose.run({ passphrase });
    if (!result.ok || result.value === null) return false;
    onChange({ ...access, certificate: result.value });
    return true;
  };
  return (
    <fieldset className={styles.sender}>
      <legend>{t("accounts.certificate")}</legend>
      <p className={styles.manualAbout}>{t("accounts.certificateAbout")}</p>
      <CertificateFile
        certificate={access.certificate}
        pending={choose.pending}
        failure={choose.failure}
        onChoose={take}
      />
      {tried && access.certificate === null && (
        <p role="alert" className={styles.missing}>
          {t("accounts.certificateMissing")}
        </p>
      )}
      <RadioGroup
        label={t("accounts.sasl")}
        value={access.sasl}
        onChange={(sasl) => onChange({ ...access, sasl })}
        options={SASL.map((value) => ({
          value,
          label: t(`accounts.sasl-${value}`),
          description: t(`accounts.saslAbout-${value}`),
        }))}
      />
    </fieldset>
  );
}
