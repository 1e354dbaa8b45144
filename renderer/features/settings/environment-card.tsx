import Clapperboard from "lucide-react/icons/clapperboard";
import LogOut from "lucide-react/icons/log-out";
import Pencil from "lucide-react/icons/pencil";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useState } from "react";
import type { AppState } from "#shared/domain/session";
import { keepAppState, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, ConfirmDialog, toasts } from "../../ui";
import { EnvironmentDialog } from "../environment";
import { workspace } from "../../workspace";
import styles from "./settings.module.css";

const KNOWN = ["demo", "production", "bas", "custom"] as const;

/** Which world this is: what is real in it and what is make-believe, which authorities it believes. */
export function EnvironmentCard({ state }: { readonly state: AppState }) {
  const t = useText();
  const id = KNOWN.find((known) => known === state.environmentId) ?? "custom";
  return (
    <Card title={t("settings.environment")}>
      <p>
        <strong>{t(`settings.environment-${id}`)}</strong>
      </p>
      <p className={styles.prose}>{t(`settings.environmentAbout-${id}`)}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{t("settings.anchors")}</dt>
          <dd>{t(id === "demo" || id === "production" ? `settings.anchors-${id}` : "settings.anchors-other")}</dd>
        </div>
        <div>
          <dt>{t("settings.nil")}</dt>
          <dd>{state.nil === "" ? t("settings.nilNone") : state.nil}</dd>
        </div>
      </dl>
      {state.profile === "demo" ? <DemoActions /> : <OwnActions />}
    </Card>
  );
}

/** Opens what this environment still lacks; nothing where this build was pointed at servers by other means. */
function OwnActions() {
  const t = useText();
  const view = useQueryOf("environment.view", undefined).data;
  const [isOpen, setOpen] = useState(false);
  if (view === undefined || !view.editable) return null;
  const missing = view.setups[view.active].missing.length;
  return (
    <div className={styles.actions}>
      <Button icon={Pencil} onPress={() => setOpen(true)}>
        {t("environment.edit")}
      </Button>
      {missing > 0 && <span className={styles.note}>{t("settings.environmentMissing", { count: missing })}</span>}
      <EnvironmentDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}

function DemoActions() {
  const t = useText();
  const reset = useCommand("app.resetDemo", { failures: "toast" });
  const leave = useCommand("app.leaveDemo");
  const panel = useCommand("demo.showPanel");
  const [asking, setAsking] = useState(false);
  const startAgain = async (): Promise<void> => {
    const result = await reset.run(undefined);
    setAsking(false);
    if (!result.ok) return;
    workspace.reset();
    keepAppState(result.value);
    toasts.show(t("settings.resetDone"));
  };
  const goOut = async (): Promise<void> => {
    const result = await leave.run(undefined);
    if (!result.ok) return;
    workspace.reset();
    keepAppState(result.value);
  };
  return (
    <div className={styles.actions}>
      <Button icon={Clapperboard} onPress={() => void panel.run(undefined)}>
        {t("demo.open")}
      </Button>
      <Button icon={RotateCcw} onPress={() => setAsking(true)}>
        {t("settings.resetDemo")}
      </Button>
      <Button icon={LogOut} isPending={leave.pending} onPress={() => void goOut()}>
        {t("settings.leaveDemo")}
      </Button>
      <ConfirmDialog
        title={t("settings.resetDemo")}
        act={t("settings.resetConfirm")}
        isOpen={asking}
        isPending={reset.pending}
        onConfirm={() => void startAgain()}
        onClose={() => setAsking(false)}
      >
        {t("settings.resetDemoAbout")}
      </ConfirmDialog>
    </div>
  );
}
