import { LDAP_FIELDS, type LdapField, type LiveDirectoryState } from "#shared/domain/live-directory";
import { longDate } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, SelectField } from "../../ui";
import styles from "./live-directory.module.css";

type Ldap = NonNullable<LiveDirectoryState["ldap"]>;

/** What the LDAP directory calls each piece of information, as learned, and to be corrected. */
export function DirectoryAttributes({ ldap }: { readonly ldap: Ldap }) {
  const t = useText();
  const forget = useCommand("live.forgetAttributes");
  const date = ldap.learnedAt === null ? "" : longDate(ldap.learnedAt, t.language);
  return (
    <section aria-label={t("directory.attributes")} className={styles.key}>
      <h3 className={styles.source}>{t("directory.attributes")}</h3>
      <p>{ldap.learnedAt === null ? t("directory.usual") : t("directory.learned", { date })}</p>
      {ldap.learnedAt !== null && (
        <div className={styles.actions}>
          <Button isPending={forget.pending} onPress={() => void forget.run(undefined)}>
            {t("directory.forget")}
          </Button>
        </div>
      )}
      <Names ldap={ldap} />
    </section>
  );
}

function Names({ ldap: { attributes, seen } }: { readonly ldap: Ldap }) {
  const t = useText();
  const set = useCommand("live.setAttribute");
  const optionsOf = (field: LdapField) => [
    { value: "", label: t("directory.noAttribute") },
    ...[...new Set([attributes[field], ...seen])]
      .filter((name) => name !== "")
      .map((name) => ({ value: name, label: name })),
  ];
  return (
    <>
      <p className={styles.prose}>{t("directory.attributesAbout")}</p>
      <div className={styles.names}>
        {LDAP_FIELDS.map((field) => (
          <SelectField
            key={field}
            label={t(`directory.field-${field}`)}
            value={attributes[field]}
            onChange={(name) => void set.run({ field, attribute: name === "" ? null : name })}
            options={optionsOf(field)}
          />
        ))}
      </div>
    </>
  );
}
