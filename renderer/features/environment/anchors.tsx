import FileUp from "lucide-react/icons/file-up";
import { useState } from "react";
import type { AnchorView, EnvironmentBase } from "#shared/domain/environment-setup";
import { longDate } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, FormActs, TextField } from "../../ui";
import styles from "./environment.module.css";

/** The authorities that this environment trusts, and how to trust one more. */
export function Anchors({
  base,
  anchors,
}: {
  readonly base: EnvironmentBase;
  readonly anchors: readonly AnchorView[];
}) {
  const t = useText();
  const choose = useCommand("environment.chooseAnchor", { failures: "inline" });
  const drop = useCommand("environment.dropAnchor");
  const [shown, setShown] = useState<AnchorView | null>(null);
  const open = async (): Promise<void> => {
    const result = await choose.run(undefined);
    setShown(result.ok ? result.value : null);
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("environment.anchors")}</legend>
      <p className={styles.note}>{t("environment.anchorsAbout")}</p>
      {anchors.length > 0 && (
        <ul className={styles.anchors}>
          {anchors.map((anchor) => (
            <li key={anchor.sha256} className={styles.anchor}>
              <AnchorFacts anchor={anchor} />
              <Button variant="quiet" onPress={() => void drop.run({ base, sha256: anchor.sha256 })}>
                {t("environment.dropAnchor")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {shown === null ? (
        <div>
          <Button icon={FileUp} isPending={choose.pending} onPress={() => void open()}>
            {t("environment.chooseAnchor")}
          </Button>
        </div>
      ) : (
        <TrustAnchor base={base} anchor={shown} onDone={() => setShown(null)} />
      )}
      <FailureBanner failure={choose.failure} />
    </fieldset>
  );
}

/** A certificate just chosen: trusted only with the fingerprint its authority publishes, which a person brings from elsewhere. */
function TrustAnchor({
  base,
  anchor,
  onDone,
}: {
  readonly base: EnvironmentBase;
  readonly anchor: AnchorView;
  readonly onDone: () => void;
}) {
  const t = useText();
  const trust = useCommand("environment.trustAnchor", { failures: "inline" });
  const [sha256, setSha256] = useState("");
  const confirm = async (): Promise<void> => {
    const result = await trust.run({ base, sha256 });
    if (result.ok) onDone();
  };
  return (
    <div className={styles.trust}>
      <AnchorFacts anchor={anchor} />
      <TextField
        label={t("environment.fingerprint")}
        description={t("environment.fingerprintHelp")}
        value={sha256}
        onChange={setSha256}
        maxLength={200}
        takesFocus
        mono
      />
      <FailureBanner failure={trust.failure} />
      <div className={styles.actions}>
        <FormActs
          onCancel={onDone}
          isPending={trust.pending}
          isDisabled={sha256.trim() === ""}
          variant="plain"
          onPress={() => void confirm()}
        >
          {t("environment.trustAnchor")}
        </FormActs>
      </div>
    </div>
  );
}

function AnchorFacts({ anchor }: { readonly anchor: AnchorView }) {
  const t = useText();
  return (
    <div className={styles.facts}>
      <strong>{anchor.subject}</strong>
      <span className={styles.note}>
        {t(anchor.selfSigned ? "environment.anchorRoot" : "environment.anchorIntermediate", {
          day: longDate(anchor.validTo, t.language),
        })}
      </span>
      <code className={styles.mono}>{anchor.sha256}</code>
    </div>
  );
}
