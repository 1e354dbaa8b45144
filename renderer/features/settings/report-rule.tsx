import type { ReportRule } from "#shared/contract/reports";
import { INTEGRATION_CODES } from "#shared/rules/integration-failure";
import { keyOf, queryClient, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Card, Checkbox } from "../../ui";
import styles from "./settings.module.css";

/** For which reasons a failure to integrate is reported without asking each time; none until the person says so. */
export function ReportRuleCard() {
  const t = useText();
  const rule = useQueryOf("reports.rule", undefined).data;
  const set = useCommand("reports.setRule");
  if (rule === undefined) return null;
  const keep = async (codes: ReportRule["codes"]): Promise<void> => {
    const result = await set.run({ codes: [...codes] });
    if (result.ok) queryClient.setQueryData(keyOf("reports.rule", undefined), result.value);
  };
  return (
    <Card title={t("reports.ruleTitle")}>
      <p className={styles.prose}>{t("reports.ruleLead")}</p>
      <div className={styles.stack} role="group" aria-label={t("reports.ruleTitle")}>
        {INTEGRATION_CODES.map((code) => (
          <Checkbox
            key={code}
            isSelected={rule.codes.includes(code)}
            isDisabled={set.pending}
            onChange={(on) => void keep(on ? [...rule.codes, code] : rule.codes.filter((one) => one !== code))}
          >
            {t(`reports.code-${code}`)}
          </Checkbox>
        ))}
      </div>
      {rule.codes.length === 0 && <p className={styles.note}>{t("reports.ruleNone")}</p>}
    </Card>
  );
}
