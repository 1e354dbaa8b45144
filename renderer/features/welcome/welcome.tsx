import ArchiveRestore from "lucide-react/icons/archive-restore";
import Building from "lucide-react/icons/building-2";
import MailPlus from "lucide-react/icons/mail-plus";
import { useState } from "react";
import type { AppState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate, Glyph, Progress, type Icon } from "../../ui";
import { CreateProfile } from "./create-profile";
import { Restore } from "./restore";
import styles from "./welcome.module.css";

/** The first screen: try with an invented practice, or set up one's own mailbox. */
export function Welcome({ state }: { readonly state: AppState }) {
  const t = useText();
  const demo = useCommand("app.openDemo", { failures: "inline" });
  const [way, setWay] = useState<"own" | "restore" | null>(null);
  if (way === "own") return <CreateProfile state={state} onBack={() => setWay(null)} />;
  if (way === "restore") return <Restore state={state} onBack={() => setWay(null)} />;
  const openDemo = async (): Promise<void> => {
    const result = await demo.run(undefined);
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate title={t("welcome.title")} lead={t("welcome.lead")} wide footer={<Version state={state} />}>
      <div className={styles.ways}>
        <Way
          icon={Building}
          title={t("welcome.demo")}
          about={t("welcome.demoAbout")}
          onPress={() => void openDemo()}
          disabled={demo.pending}
          main
        />
        <Way
          icon={MailPlus}
          title={t("welcome.real")}
          about={t("welcome.realAbout")}
          onPress={() => setWay("own")}
          disabled={demo.pending}
        />
      </div>
      <Button variant="quiet" icon={ArchiveRestore} isDisabled={demo.pending} onPress={() => setWay("restore")}>
        {t("welcome.restoreMine")}
      </Button>
      {demo.pending && (
        <div className={styles.starting} role="status">
          <Progress label={t("welcome.starting")} value={null} />
          <p className={styles.small}>{t("welcome.startingAbout")}</p>
        </div>
      )}
      <FailureBanner failure={demo.failure} onRetry={() => void openDemo()} />
    </Gate>
  );
}

function Way({
  icon,
  title,
  about,
  onPress,
  disabled,
  main = false,
}: {
  readonly icon: Icon;
  readonly title: string;
  readonly about: string;
  readonly onPress: () => void;
  readonly disabled: boolean;
  readonly main?: boolean;
}) {
  return (
    <button type="button" className={main ? styles.mainWay : styles.way} onClick={onPress} disabled={disabled}>
      <span className={styles.wayMark}>
        <Glyph icon={icon} size={22} />
      </span>
      <span className={styles.wayTitle}>{title}</span>
      <span className={styles.wayAbout}>{about}</span>
    </button>
  );
}

function Version({ state }: { readonly state: AppState }) {
  const t = useText();
  return (
    <span>
      {t("welcome.version", { version: state.version })}
      {state.nil === "" && ` · ${t("welcome.noNil")}`}
    </span>
  );
}
