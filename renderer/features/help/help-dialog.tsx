import { useText } from "../../text";
import { Dialog, Kbd } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import { shortcuts, type Shortcut } from "./shortcuts";
import styles from "./help-dialog.module.css";

const areas = ["list", "conversation", "everywhere"] as const;

/** The table of keys, made from the table that the keys obey. */
export function HelpDialog() {
  const t = useText();
  const isOpen = useWorkspace((now) => now.help);
  const all: readonly Shortcut[] = Object.values(shortcuts);
  return (
    <Dialog title={t("help.title")} isOpen={isOpen} onClose={() => workspace.help(false)} size="large">
      <p className={styles.lead}>{t("help.lead")}</p>
      <div className={styles.areas}>
        {areas.map((area) => (
          <section key={area}>
            <h3 className={styles.area}>{t(`help.area-${area}`)}</h3>
            <dl className={styles.table}>
              {all
                .filter((shortcut) => shortcut.area === area && shortcut.keys.length > 0)
                .map((shortcut) => (
                  <div key={shortcut.says} className={styles.line}>
                    <dt>{t(shortcut.says)}</dt>
                    <dd>
                      <Kbd keys={shortcut.keys.join(" ")} />
                    </dd>
                  </div>
                ))}
            </dl>
            {area === "list" && <p className={styles.hint}>{t("inbox.listHint")}</p>}
          </section>
        ))}
      </div>
    </Dialog>
  );
}
