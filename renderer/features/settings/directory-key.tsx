import { useState, type FormEvent } from "react";
import type { LiveDirectoryState } from "#shared/domain/live-directory";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, TextField, toasts } from "../../ui";
import styles from "./live-directory.module.css";

type Kept = NonNullable<LiveDirectoryState["fhir"]>["key"];

/** The key of the FHIR directory: typed once, never shown again, replaced or taken away. */
export function DirectoryKey({ kept }: { readonly kept: Kept }) {
  const t = useText();
  const set = useCommand("live.setKey", { failures: "inline" });
  const [replacing, setReplacing] = useState(false);
  const remove = async (): Promise<void> => {
    const result = await set.run({ key: null });
    if (result.ok) toasts.show(t("directory.keyRemoved"));
  };
  return (
    <section className={styles.key} aria-label={t("directory.key")}>
      <h3 className={styles.source}>{t("directory.key")}</h3>
      <p>{t(`directory.key-${kept}`)}</p>
      <FailureBanner failure={set.failure} />
      {kept === "none" || replacing ? (
        <KeyForm onDone={() => setReplacing(false)} canCancel={kept !== "none"} />
      ) : (
        <div className={styles.actions}>
          <Button onPress={() => setReplacing(true)}>{t("directory.keyReplace")}</Button>
          {kept === "kept" && (
            <Button variant="quiet" isPending={set.pending} onPress={() => void remove()}>
              {t("directory.keyRemove")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function KeyForm({ onDone, canCancel }: { readonly onDone: () => void; readonly canCancel: boolean }) {
  const t = useText();
  const set = useCommand("live.setKey", { failures: "inline" });
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const key = typed.trim();
    const refused = !/^[\u0021-\u007E]{8,200}$/u.test(key);
    setWrong(refused);
    if (refused) return;
    const result = await set.run({ key });
    if (!result.ok) return;
    toasts.show(t("directory.keySaved"), { tone: "good" });
    onDone();
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        label={t("directory.key")}
        description={t("directory.keyAbout")}
        type="password"
        autoComplete="off"
        value={typed}
        onChange={setTyped}
        maxLength={220}
        error={wrong ? t("directory.keyWrong") : null}
      />
      <FailureBanner failure={set.failure} />
      <div className={styles.actions}>
        <Button type="submit" isPending={set.pending}>
          {t("directory.keySave")}
        </Button>
        {canCancel && (
          <Button variant="quiet" onPress={onDone}>
            {t("app.cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
