import Radar from "lucide-react/icons/radar";
import { useState } from "react";
import type { DirectoryTestStep, LiveDirectoryState } from "#shared/domain/live-directory";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, classes, FailureBanner, Glyph, Progress } from "../../ui";
import { DirectoryAttributes } from "./directory-attributes";
import { DirectoryKey } from "./directory-key";
import { outcomeIcons } from "./outcome-icons";
import styles from "./live-directory.module.css";

/** The directories that are online: where they are, their key, a test that learns from them, and the names that it learned. */
export function LiveDirectoryCard() {
  const t = useText();
  const state = useQueryOf("live.state", undefined).data;
  const test = useCommand("live.test", { failures: "inline" });
  const [steps, setSteps] = useState<readonly DirectoryTestStep[]>([]);
  if (state === undefined) return null;
  const { ldap, fhir } = state;
  const run = async (): Promise<void> => {
    const result = await test.run(undefined);
    if (result.ok) setSteps(result.value.steps);
  };
  if (ldap === null && fhir === null)
    return (
      <Card title={t("directory.online")}>
        <p>{t("directory.none")}</p>
      </Card>
    );
  return (
    <Card title={t("directory.online")}>
      <p className={styles.prose}>{t("directory.about")}</p>
      <Places state={state} />
      <div>
        <Button icon={Radar} isPending={test.pending} onPress={() => void run()}>
          {t("directory.test")}
        </Button>
      </div>
      {test.pending && <Progress label={t("directory.testing")} value={null} />}
      <FailureBanner failure={test.failure} />
      <div aria-live="polite">{!test.pending && <Steps steps={steps} />}</div>
      <details className={styles.advanced}>
        <summary>{t("settings.advanced")}</summary>
        {fhir !== null && <DirectoryKey kept={fhir.key} />}
        {ldap !== null && <DirectoryAttributes ldap={ldap} />}
      </details>
    </Card>
  );
}

function Places({ state: { ldap, fhir } }: { readonly state: LiveDirectoryState }) {
  const t = useText();
  return (
    <dl className={styles.places}>
      {fhir !== null && (
        <div>
          <dt>{t("directory.fhir")}</dt>
          <dd className={styles.url}>{fhir.url}</dd>
        </div>
      )}
      {ldap !== null && (
        <div>
          <dt>{t("directory.ldap")}</dt>
          <dd className={styles.url}>{ldap.url}</dd>
        </div>
      )}
    </dl>
  );
}

/** What each directory was asked, what it said, and what to do. */
function Steps({ steps }: { readonly steps: readonly DirectoryTestStep[] }) {
  const t = useText();
  return (["ldap", "fhir"] as const)
    .map((source) => ({ source, its: steps.filter((step) => step.source === source) }))
    .filter(({ its }) => its.length > 0)
    .map(({ source, its }) => (
      <section key={source} aria-label={t(`directory.${source}`)}>
        <h3 className={styles.source}>{t(`directory.${source}`)}</h3>
        <ol className={styles.steps}>
          {its.map(({ step, outcome, code, count }) => (
            <li key={step} className={classes(styles.step, styles[outcome])}>
              <span className={styles.mark}>
                <Glyph icon={outcomeIcons[outcome]} size={15} />
              </span>
              <strong>{t(`directory.step-${step}`)}</strong>
              <span className={styles.outcome}>{t(`directory.outcome-${outcome}`)}</span>
              <p className={styles.told}>{t.ofCode("directory", `told-${step}-${code}`, { count })}</p>
            </li>
          ))}
        </ol>
      </section>
    ));
}
