import type { EnvironmentFields, SetupView } from "#shared/domain/environment-setup";
import { useText } from "../../text";
import { RadioGroup, TextField } from "../../ui";
import styles from "./environment.module.css";

type Props = {
  readonly fields: EnvironmentFields;
  readonly setup: SetupView;
  /** What was typed of the secret; null while the kept one is left alone. */
  readonly secret: string | null;
  readonly onEdit: (change: Partial<EnvironmentFields>) => void;
  readonly onSecret: (secret: string) => void;
};

/** How this product is known to Pro Santé Connect and to the operators. */
export function ClientFields({ fields, setup, secret, onEdit, onSecret }: Props) {
  const t = useText();
  const isRelayed = fields.relayUrl !== "";
  return (
    <fieldset className={styles.group}>
      <legend>{t("environment.client")}</legend>
      <TextField
        label={t("environment.clientId")}
        description={t("environment.clientIdHelp", { address: setup.returnsTo })}
        value={fields.clientId}
        onChange={(clientId) => onEdit({ clientId })}
        maxLength={200}
        mono
      />
      <TextField
        label={t("environment.relay")}
        description={t("environment.relayHelp")}
        value={fields.relayUrl}
        onChange={(relayUrl) => onEdit({ relayUrl })}
        maxLength={500}
        mono
      />
      {!isRelayed && (
        <RadioGroup
          label={t("environment.proof")}
          value={fields.proof}
          onChange={(proof) => onEdit({ proof })}
          options={[
            { value: "secret", label: t("environment.proof-secret") },
            { value: "certificate", label: t("environment.proof-certificate") },
          ]}
        />
      )}
      {!isRelayed && fields.proof === "secret" && (
        <TextField
          label={t("environment.secret")}
          description={t(setup.hasSecret ? "environment.secretKept" : "environment.secretHelp")}
          type="password"
          autoComplete="off"
          value={secret ?? ""}
          onChange={onSecret}
          maxLength={500}
        />
      )}
      <TextField
        label={t("environment.nil")}
        description={t("environment.nilHelp")}
        value={fields.nil}
        onChange={(nil) => onEdit({ nil })}
        maxLength={60}
        mono
      />
    </fieldset>
  );
}
