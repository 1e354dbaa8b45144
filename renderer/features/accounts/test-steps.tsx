import Check from "lucide-react/icons/check";
import Circle from "lucide-react/icons/circle";
import LoaderCircle from "lucide-react/icons/loader-circle";
import Minus from "lucide-react/icons/minus";
import X from "lucide-react/icons/x";
import type { TestStep } from "#shared/contract/accounts";
import { useText } from "../../text";
import { classes, Glyph, Progress, type Icon } from "../../ui";
import styles from "./accounts.module.css";

const icons: Readonly<Record<TestStep["state"], Icon>> = {
  waiting: Circle,
  running: LoaderCircle,
  ok: Check,
  failed: X,
  skipped: Minus,
};

/** The steps of a connection test, as they are made; a failed one says why and what to do. */
export function TestSteps({ steps, running }: { readonly steps: readonly TestStep[]; readonly running: boolean }) {
  const t = useText();
  if (steps.length === 0) return running ? <Progress label={t("accounts.step-autoconfig")} value={null} /> : null;
  return (
    <ol className={styles.steps} aria-live="polite">
      {steps.map((step) => (
        <li key={step.step} className={classes(styles.step, styles[step.state])}>
          <span className={styles.stepMark}>
            <Glyph icon={icons[step.state]} size={15} />
          </span>
          <span className={styles.stepName}>{t(`accounts.step-${step.step}`)}</span>
          <span className={styles.stepState}>{t(`accounts.stepState-${step.state}`)}</span>
          {step.state === "failed" && (
            <p className={styles.stepWhy}>
              {t.ofCode("accounts", `fail-${step.code ?? "unexpected"}`, { about: step.about ?? "" })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
