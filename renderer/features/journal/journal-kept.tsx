import type { JournalState } from "#shared/contract/journal";
import { RETENTIONS } from "#shared/domain/retention";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, SelectField } from "../../ui";
import styles from "./journal.module.css";

/** Whether the chain holds, and how long lines are kept. */
export function JournalKept() {
  const t = useText();
  const state = useQueryOf("journal.state", undefined, { keep: true }).data;
  if (state === undefined) return null;
  return (
    <div className={styles.kept}>
      <Banner tone={state.brokenAt === null ? "good" : "warning"}>
        {state.brokenAt === null
          ? t("journal.chainWhole", { count: state.lines })
          : t("journal.chainBroken", { number: state.brokenAt })}
      </Banner>
      <Retention months={state.months} />
    </div>
  );
}

function Retention({ months }: Pick<JournalState, "months">) {
  const t = useText();
  const keep = useCommand("journal.keep");
  const choices = RETENTIONS.map(String);
  return (
    <SelectField
      label={t("journal.retention")}
      value={String(months)}
      onChange={(value) => {
        const chosen = RETENTIONS.find((one) => String(one) === value);
        if (chosen !== undefined && chosen !== months) void keep.run({ months: chosen });
      }}
      options={choices.map((value) => ({ value, label: t("journal.months", { count: Number(value) }) }))}
    />
  );
}
