import Copy from "lucide-react/icons/copy";
import type { AppState } from "#shared/domain/session";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, toasts } from "../../ui";
import styles from "./settings.module.css";

/** SPDX identifier, the same in every language. */
const LICENCE = "AGPL-3.0-only";

/** Versions, licence, and the diagnostics to hand to a support. */
export function AboutCard({ state }: { readonly state: AppState }) {
  const t = useText();
  const diagnostics = useCommand("app.diagnostics");
  const copy = async (): Promise<void> => {
    const result = await diagnostics.run(undefined);
    if (!result.ok) return;
    await navigator.clipboard.writeText(result.value.text);
    toasts.show(t("settings.diagnosticsCopied"));
  };
  return (
    <Card title={t("settings.about")}>
      <dl className={styles.facts}>
        <div>
          <dt>{t("settings.version")}</dt>
          <dd>{t("settings.versionLine", { version: state.version, copy: state.copy })}</dd>
        </div>
        <div>
          <dt>{t("settings.runtime")}</dt>
          <dd>{state.runtime}</dd>
        </div>
        <div>
          <dt>{t("settings.licence")}</dt>
          <dd>{LICENCE}</dd>
        </div>
      </dl>
      <div className={styles.actions}>
        <Button icon={Copy} isPending={diagnostics.pending} onPress={() => void copy()}>
          {t("settings.diagnostics")}
        </Button>
        <span className={styles.note}>{t("settings.diagnosticsAbout")}</span>
      </div>
    </Card>
  );
}
