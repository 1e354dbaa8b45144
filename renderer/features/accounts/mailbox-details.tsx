import { useState, type ReactNode } from "react";
import type { FromLabel } from "#shared/rules/from-label";
import { useText } from "../../text";
import { Button, RadioGroup, TextField } from "../../ui";
import type { MailboxFields } from "./mailbox-fields";
import styles from "./accounts.module.css";

/** What is deduced of a mailbox and may be corrected; `sender` holds the fields of the name that correspondents see. */
export type Details = Pick<MailboxFields, "name" | "kind"> & {
  readonly sender: { readonly title: string; readonly given: string; readonly family: string; readonly entity: string };
};

const kinds = ["PER", "ORG", "APP"] as const;

export type MailboxDetailsProps = {
  readonly details: Details;
  readonly label: FromLabel;
  /** The form was sent: what is missing is said. */
  readonly tried: boolean;
  readonly onChange: (part: Partial<Details>) => void;
  /** What else one rarely changes, below them. */
  readonly children?: ReactNode;
};

/** Kind and names, behind one button: most people have nothing to change. They show by themselves when something is missing. */
export function MailboxDetails({ details, label, tried, onChange, children }: MailboxDetailsProps) {
  const t = useText();
  const [asked, setAsked] = useState(false);
  if (!asked && !(tried && !label.ok)) {
    return (
      <Button variant="quiet" onPress={() => setAsked(true)} className={styles.details}>
        {t("accounts.details")}
      </Button>
    );
  }
  return (
    <>
      <TextField
        label={t("accounts.name")}
        description={t("accounts.nameHelp")}
        value={details.name}
        onChange={(name) => onChange({ name })}
        maxLength={80}
      />
      <RadioGroup
        label={t("accounts.kind")}
        value={details.kind}
        onChange={(kind) => onChange({ kind })}
        options={kinds.map((value) => ({
          value,
          label: t(`accounts.kind-${value}`),
          description: t(`accounts.kindAbout-${value}`),
        }))}
      />
      <SenderFields details={details} label={label} tried={tried} onChange={onChange} />
      {children}
    </>
  );
}

/** The name that correspondents see, field by field (ECO.2.2.7), and what it makes. */
function SenderFields({ details: { kind, sender }, label, tried, onChange }: MailboxDetailsProps) {
  const t = useText();
  const fields = kind === "PER" ? (["title", "given", "family", "entity"] as const) : (["entity"] as const);
  const missing = label.ok ? null : label.code;
  return (
    <fieldset className={styles.sender}>
      <legend>{t("accounts.fromLabel")}</legend>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(kind !== "PER" ? "accounts.sender-structure" : `accounts.sender-${field}`)}
          value={sender[field]}
          onChange={(value) => onChange({ sender: { ...sender, [field]: value } })}
          maxLength={100}
          error={tried && missing === `${field}-missing` ? t("accounts.senderMissing") : null}
        />
      ))}
      {label.ok && <p className={styles.seen}>{t("accounts.seenAs", { label: label.label })}</p>}
    </fieldset>
  );
}
