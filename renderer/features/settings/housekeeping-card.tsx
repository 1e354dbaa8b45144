import Archive from "lucide-react/icons/archive";
import Eraser from "lucide-react/icons/eraser";
import { useState } from "react";
import type { MailboxView } from "#shared/contract/accounts";
import type { Housekeeping } from "#shared/contract/housekeeping";
import { AGES, type Age } from "#shared/domain/age";
import { fileSize } from "#shared/text/formats/index";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, Progress, RadioGroup, SelectField, toasts } from "../../ui";
import { TidyDialog } from "./tidy-dialog";
import styles from "./settings.module.css";

const ACTS = ["none", "archive", "delete"] as const;

/** A mailbox is not an archive: how full it is, what is put away and when, what is kept here. */
export function HousekeepingCard() {
  const t = useText();
  const state = useQueryOf("housekeeping.state", undefined, { keep: true }).data;
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  if (state === undefined) return null;
  return (
    <Card title={t("settings.housekeeping")}>
      <p className={styles.prose}>{t("settings.housekeepingLead")}</p>
      {mailboxes.map((mailbox) => (
        <Quota key={mailbox.id} mailbox={mailbox} />
      ))}
      <div className={styles.columns}>
        <Rule state={state} />
        <Kept state={state} />
      </div>
    </Card>
  );
}

/** Shares of its room from which a mailbox is said to be nearly full, then full: the next letter may be refused. */
const NEARLY_FULL = 0.9;
const FULL = 0.99;

/** How full a mailbox is, where its server says it. */
function Quota({ mailbox }: { readonly mailbox: MailboxView }) {
  const t = useText();
  const connected = mailbox.connection.state === "ready" || mailbox.connection.state === "syncing";
  const quota = useQueryOf("housekeeping.quota", { mailboxId: mailbox.id }, { enabled: connected }).data ?? null;
  if (quota === null) return null;
  const size = (bytes: number): string => fileSize(bytes, t.language);
  const share = quota.used / Math.max(quota.limit, 1);
  const said = share >= FULL ? "quotaFull" : share >= NEARLY_FULL ? "quotaNearlyFull" : "quota";
  return (
    <Progress
      isScarce={share >= NEARLY_FULL}
      label={mailbox.name}
      value={Math.min(quota.used, quota.limit)}
      max={quota.limit}
      valueLabel={t(`settings.${said}`, { used: size(quota.used), limit: size(quota.limit) })}
    />
  );
}

function Rule({ state }: { readonly state: Housekeeping }) {
  const t = useText();
  const set = useCommand("housekeeping.setRule");
  const [asking, setAsking] = useState(false);
  const { act, months } = state.rule;
  return (
    <div className={styles.stack}>
      <RadioGroup
        label={t("settings.tidyRule")}
        value={act}
        onChange={(chosen) => void set.run({ act: chosen, months })}
        options={ACTS.map((value) => ({ value, label: t(`settings.tidy-${value}`) }))}
      />
      <AgeField
        label={t("settings.tidyAge")}
        value={months}
        onChange={(chosen) => void set.run({ act, months: chosen })}
      />
      <div className={styles.actions}>
        <Button icon={Archive} onPress={() => setAsking(true)}>
          {t("settings.tidyNow")}
        </Button>
      </div>
      {asking && (
        <TidyDialog act={act === "delete" ? "delete" : "archive"} months={months} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

function AgeField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Age;
  readonly onChange: (months: Age) => void;
}) {
  const t = useText();
  return (
    <SelectField
      label={label}
      value={String(value)}
      onChange={(chosen) => onChange(AGES.find((months) => String(months) === chosen) ?? value)}
      options={AGES.map((months) => ({ value: String(months), label: t("settings.months", { count: months }) }))}
    />
  );
}

function Kept({ state }: { readonly state: Housekeeping }) {
  const t = useText();
  const keep = useCommand("housekeeping.keep");
  const empty = useCommand("housekeeping.emptyCache");
  const size = (bytes: number): string => fileSize(bytes, t.language);
  const clear = async (): Promise<void> => {
    const result = await empty.run(undefined);
    if (result.ok)
      toasts.show(t("settings.cacheEmptied", { count: result.value.dropped, size: size(result.value.bytes) }));
  };
  return (
    <div className={styles.stack}>
      <SelectField
        label={t("settings.keptHere")}
        description={t("settings.keptHereAbout")}
        value={String(state.keptMonths ?? "all")}
        onChange={(chosen) => void keep.run({ months: AGES.find((months) => String(months) === chosen) ?? null })}
        options={[
          { value: "all", label: t("settings.keptAll") },
          ...AGES.map((months) => ({ value: String(months), label: t("settings.months", { count: months }) })),
        ]}
      />
      <p className={styles.note}>
        {t("settings.cacheSize", { count: state.kept.messages, size: size(state.kept.bytes) })}
      </p>
      <div className={styles.actions}>
        <Button icon={Eraser} isPending={empty.pending} onPress={() => void clear()}>
          {t("settings.emptyCache")}
        </Button>
      </div>
    </div>
  );
}
