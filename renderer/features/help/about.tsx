import Copy from "lucide-react/icons/copy";
import packages from "virtual:licences";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, toasts } from "../../ui";
import { UpdateStatus } from "../updates";
import styles from "./help-dialog.module.css";

/** SPDX identifier of Pli itself, the same in every language. */
const LICENCE = "AGPL-3.0-only";

/** What this build is: its versions, the report for a support shown before it leaves, and what it is made of with each licence. */
export function About() {
  const t = useText();
  const state = useQueryOf("app.state", undefined).data;
  const report = useQueryOf("app.diagnostics", undefined).data?.text ?? "";
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(report);
    toasts.show(t("settings.diagnosticsCopied"));
  };
  return (
    <div className={styles.about}>
      {state !== undefined && (
        <p>
          {t("help.aboutLine", { version: state.version, copy: state.copy, runtime: state.runtime, licence: LICENCE })}
        </p>
      )}
      <section>
        <h3 className={styles.area}>{t("updates.title")}</h3>
        <UpdateStatus />
      </section>
      <section>
        <h3 className={styles.area}>{t("help.report")}</h3>
        <p className={styles.hint}>{t("help.reportText")}</p>
        {/* Focusable, so that it can be read to its end without a mouse. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className={styles.report} tabIndex={0} aria-label={t("help.report")}>
          {report}
        </pre>
        <Button icon={Copy} onPress={() => void copy()}>
          {t("settings.diagnostics")}
        </Button>
      </section>
      <section>
        <h3 className={styles.area}>{t("help.madeOf", { count: packages.length })}</h3>
        <table className={styles.packages}>
          <thead>
            <tr>
              <th scope="col">{t("help.package")}</th>
              <th scope="col">{t("settings.version")}</th>
              <th scope="col">{t("settings.licence")}</th>
            </tr>
          </thead>
          <tbody>
            {packages.map(({ name, version, licence }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
