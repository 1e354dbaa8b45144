import { useState } from "react";
import { useText } from "../../text";
import { Button, RadioGroup, TextField } from "../../ui";
import type { MailboxFields } from "./address-form";
import styles from "./accounts.module.css";

/** What is deduced of a mailbox and may be corrected. */
export type Details = Omit<MailboxFields, "address">;

const kinds = ["PER", "ORG", "APP"] as const;

/** Names and kind, behind one button: most people have nothing to change. */
export function MailboxDetails({
  details,
  onChange,
}: {
  readonly details: Details;
  readonly onChange: (part: Partial<Details>) => void;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button variant="quiet" onPress={() => setOpen(true)} className={styles.details}>
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
      <TextField
        label={t("accounts.fromLabel")}
        description={t("accounts.fromLabelHelp")}
        value={details.fromLabel}
        onChange={(fromLabel) => onChange({ fromLabel })}
        maxLength={160}
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
    </>
  );
}
