import type { EnvironmentFields } from "#shared/domain/environment-setup";
import { useText } from "../../text";
import { RadioGroup, TextField } from "../../ui";
import styles from "./environment.module.css";

const ADDRESSES = ["issuer", "discoveryUrl", "trustedDomains", "ldap", "fhir"] as const;

/** What nothing publishes for an environment of one's own: its identity provider, its domains, its fixed places. */
export function CustomFields({
  fields,
  onEdit,
}: {
  readonly fields: EnvironmentFields;
  readonly onEdit: (change: Partial<EnvironmentFields>) => void;
}) {
  const t = useText();
  return (
    <fieldset className={styles.group}>
      <legend>{t("environment.custom")}</legend>
      {ADDRESSES.map((name) => (
        <TextField
          key={name}
          label={t(`environment.${name}`)}
          description={t(`environment.${name}Help`)}
          value={fields[name]}
          onChange={(value) => onEdit({ [name]: value })}
          maxLength={500}
          mono
        />
      ))}
      <RadioGroup
        label={t("environment.authority")}
        value={fields.authority}
        onChange={(authority) => onEdit({ authority })}
        options={[
          { value: "public", label: t("environment.authority-public") },
          { value: "anchors", label: t("environment.authority-anchors") },
        ]}
      />
      <TextField
        label={t("environment.hosts")}
        description={t("environment.hostsHelp")}
        value={fields.hosts}
        onChange={(hosts) => onEdit({ hosts })}
        maxLength={10_000}
        rows={3}
        mono
      />
    </fieldset>
  );
}
