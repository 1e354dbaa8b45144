import { useText } from "../../text";
import { Kbd } from "../../ui";
import { shortcuts, type Shortcut } from "./shortcuts";
import styles from "./help-dialog.module.css";

const areas = ["list", "conversation", "everywhere"] as const;

/** The table of keys, made from the table that the keys obey. */
export function Keys() {
  const t = useText();
  const all: readonly Shortcut[] = Object.values(shortcuts);
  return (
    <>
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
    </>
  );
}
