import KeyRound from "lucide-react/icons/key-round";
import Save from "lucide-react/icons/save";
import ShieldCheck from "lucide-react/icons/shield-check";
import { useState } from "react";
import type { SafetyState } from "#shared/contract/safety";
import type { AppState, KeyProtection } from "#shared/domain/session";
import { clock, fileSize, plainDate } from "#shared/text/formats/index";
import { keepAppState, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button, Card, FailureBanner, Progress, TextField } from "../../ui";
import { workspace } from "../../workspace";
import { ExportFolder } from "./export-folder";
import styles from "./settings.module.css";

/** What stands between the person and a loss: recovery code, backup, check. */
export function SafetyCard({ state }: { readonly state: AppState }) {
  const t = useText();
  const safety = useQueryOf("safety.state", undefined).data;
  if (safety === undefined || state.store.state !== "ready") return null;
  return (
    <Card title={t("settings.safety")}>
      <p className={styles.prose}>{t("settings.safetyLead")}</p>
      <Acts safety={safety} protection={state.store.protection} />
      <ExportFolder />
    </Card>
  );
}

/** What the last act ended with, where it did not fail. */
type Said = "saved" | "whole" | "damaged" | null;

/** A passphrase or a code opens the store: these acts take its key, so they ask for it again. */
function Acts({ safety, protection }: { readonly safety: SafetyState; readonly protection: KeyProtection }) {
  const t = useText();
  const acts = useActs();
  const [secret, setSecret] = useState("");
  const asks = protection === "passphrase" || protection === "vault-and-pin";
  const ready = acts.pending === null && (!asks || secret !== "");
  const run = (act: (passphrase: string | null) => Promise<void>): void => {
    void act(asks ? secret : null).then(() => setSecret(""));
  };
  return (
    <>
      <Facts safety={safety} />
      {asks && (
        <TextField
          label={t(protection === "passphrase" ? "settings.confirmPassphrase" : "settings.confirmPin")}
          type="password"
          autoComplete="current-password"
          maxLength={200}
          value={secret}
          onChange={setSecret}
          className={styles.secret}
        />
      )}
      {acts.pending !== null && <Progress label={t(acts.pending)} value={null} />}
      <Ending said={acts.said} />
      <FailureBanner failure={acts.failure} />
      <div className={styles.actions}>
        <Button icon={Save} isDisabled={!ready || safety.codeMade === null} onPress={() => run(acts.save)}>
          {t("settings.backUp")}
        </Button>
        <Button icon={KeyRound} isDisabled={!ready} onPress={() => run(acts.makeCode)}>
          {t(safety.codeMade === null ? "settings.codeMake" : "settings.codeRemake")}
        </Button>
        <Button icon={ShieldCheck} isDisabled={!ready} onPress={() => run(acts.verify)}>
          {t("settings.check")}
        </Button>
      </div>
    </>
  );
}

function useActs() {
  const propose = useCommand("safety.proposeCode", { failures: "inline" });
  const backUp = useCommand("safety.backUp", { failures: "inline" });
  const check = useCommand("safety.check", { failures: "inline" });
  const [said, setSaid] = useState<Said>(null);
  const clear = (): void => {
    setSaid(null);
    for (const one of [propose, backUp, check]) one.clear();
  };
  return {
    said,
    failure: propose.failure ?? backUp.failure ?? check.failure,
    pending: backUp.pending
      ? ("settings.backUpRunning" as const)
      : check.pending
        ? ("settings.checkRunning" as const)
        : propose.pending
          ? ("app.loading" as const)
          : null,
    makeCode: async (passphrase: string | null): Promise<void> => {
      clear();
      const result = await propose.run({ passphrase });
      if (!result.ok) return;
      // The code takes the whole window; here is where one comes back to.
      workspace.settingsAt("safety");
      keepAppState(result.value);
    },
    save: async (passphrase: string | null): Promise<void> => {
      clear();
      const result = await backUp.run({ passphrase });
      if (result.ok && result.value.saved) setSaid("saved");
    },
    verify: async (passphrase: string | null): Promise<void> => {
      clear();
      const result = await check.run({ passphrase });
      if (result.ok) setSaid(result.value.whole ? "whole" : "damaged");
    },
  };
}

function Ending({ said }: { readonly said: Said }) {
  const t = useText();
  if (said === null) return null;
  const words = {
    saved: "settings.backUpDone",
    whole: "settings.checkWhole",
    damaged: "settings.checkDamaged",
  } as const;
  return (
    <Banner tone={said === "damaged" ? "warning" : "good"} live>
      {t(words[said])}
    </Banner>
  );
}

function Facts({ safety }: { readonly safety: SafetyState }) {
  const t = useText();
  const { codeMade, backedUp, messages, bytes } = safety;
  return (
    <ul className={styles.lines}>
      <li>
        {codeMade === null
          ? t("settings.codeNone")
          : `${t("settings.codeInForce", { date: plainDate(new Date(codeMade)) })} ${t("settings.codeRemakeAbout")}`}
      </li>
      <li>
        {backedUp === null
          ? t("settings.backedUpNever")
          : t("settings.backedUp", {
              date: plainDate(new Date(backedUp)),
              time: clock(new Date(backedUp), t.language),
            })}
      </li>
      <li>{t("settings.storeSize", { messages, size: fileSize(bytes, t.language) })}</li>
    </ul>
  );
}
