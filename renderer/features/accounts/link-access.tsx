import { useText } from "../../text";
import { SelectField, TextField } from "../../ui";
import { isIssuer, type LinkFields, readTelephone } from "./mailbox-fields";
import styles from "./accounts.module.css";

const COMPARED = ["none", "digits"] as const;
const HINTS = ["address", "telephone"] as const;

export type LinkAccessProps = {
  readonly link: LinkFields;
  /** The form was sent: what is missing is said. */
  readonly tried: boolean;
  readonly takesFocus: boolean;
  readonly onChange: (link: LinkFields) => void;
};

/** The operator's own provider, as the operator named it, and to whom it sends its link. */
export function LinkAccess({ link, tried, takesFocus, onChange }: LinkAccessProps) {
  const t = useText();
  const change = (part: Partial<LinkFields>): void => onChange({ ...link, ...part });
  const missing = (typed: string) => (tried && typed.trim() === "" ? t("accounts.passwordMissing") : null);
  return (
    <fieldset className={styles.sender}>
      <legend>{t("accounts.opening-link")}</legend>
      <p className={styles.manualAbout}>{t("accounts.linkAbout")}</p>
      <div className={styles.whole}>
        <TextField
          label={t("accounts.issuer")}
          description={t("accounts.issuerHelp")}
          autoComplete="off"
          takesFocus={takesFocus}
          value={link.issuer}
          onChange={(issuer) => change({ issuer })}
          maxLength={300}
          mono
          error={tried && !isIssuer(link.issuer) ? t("accounts.issuerInvalid") : null}
        />
      </div>
      <TextField
        label={t("accounts.linkClient")}
        autoComplete="off"
        value={link.clientId}
        onChange={(clientId) => change({ clientId })}
        maxLength={200}
        mono
        error={missing(link.clientId)}
      />
      <TextField
        label={t("accounts.linkSecret")}
        description={t("accounts.linkSecretHelp")}
        type="password"
        autoComplete="off"
        value={link.clientSecret}
        onChange={(clientSecret) => change({ clientSecret })}
        maxLength={400}
        error={missing(link.clientSecret)}
      />
      <Recognised link={link} tried={tried} onChange={onChange} />
      <div className={styles.whole}>
        <SelectField
          label={t("accounts.linkCompare")}
          description={t("accounts.linkCompareHelp")}
          value={link.digits ? "digits" : "none"}
          onChange={(value) => change({ digits: value === "digits" })}
          options={COMPARED.map((value) => ({ value, label: t(`accounts.linkCompare-${value}`) }))}
        />
      </div>
    </fieldset>
  );
}

/** To whom the operator sends its link. */
function Recognised({ link, tried, onChange }: Omit<LinkAccessProps, "takesFocus">) {
  const t = useText();
  return (
    <>
      <SelectField
        label={t("accounts.linkHint")}
        description={t("accounts.linkHintHelp")}
        value={link.hint}
        onChange={(hint) => onChange({ ...link, hint })}
        options={HINTS.map((value) => ({ value, label: t(`accounts.linkHint-${value}`) }))}
      />
      {link.hint === "telephone" && (
        <TextField
          label={t("accounts.telephone")}
          type="tel"
          autoComplete="off"
          value={link.telephone}
          onChange={(telephone) => onChange({ ...link, telephone })}
          maxLength={30}
          error={tried && readTelephone(link.telephone) === null ? t("accounts.telephoneInvalid") : null}
        />
      )}
    </>
  );
}
