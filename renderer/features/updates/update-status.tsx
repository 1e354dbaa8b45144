import Download from "lucide-react/icons/download";
import FolderOpen from "lucide-react/icons/folder-open";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useState } from "react";
import type { Release, UpdateInstall, UpdateView } from "#shared/domain/update";
import { momentOf, plainDate } from "#shared/text/formats/index";
import { useCommand, useQueryOf } from "../../bridge";
import { type Text, useText } from "../../text";
import { Banner, Button, Progress, useToday } from "../../ui";
import styles from "./updates.module.css";

/** Where the look for a newer version is, what it brings, and what can be done about it. */
export function UpdateStatus() {
  const view = useQueryOf("updates.view", undefined).data;
  const t = useText();
  if (view === undefined) return null;
  const release = "release" in view ? view.release : null;
  return (
    <div className={styles.status}>
      <Sentence view={view} />
      {view.step === "downloading" && (
        <Progress
          label={t("updates.download")}
          value={view.percent}
          valueLabel={t("updates.percent", { percent: view.percent })}
        />
      )}
      {release !== null && <Notes release={release} />}
      {view.step !== "off" && <Acts view={view} />}
    </div>
  );
}

function Acts({ view }: { readonly view: UpdateView }) {
  const t = useText();
  const look = useCommand("updates.look");
  const install = useCommand("updates.install");
  const [outcome, setOutcome] = useState<UpdateInstall | null>(null);
  const putIn = async (): Promise<void> => {
    const result = await install.run(undefined);
    setOutcome(result.ok ? result.value.outcome : null);
  };
  const lookAgain = (): void => {
    setOutcome(null);
    void look.run(undefined);
  };
  return (
    <>
      {outcome !== null && outcome !== "installing" && (
        <Banner tone={outcome === "shown" ? "good" : "warning"} live>
          {t(`updates.outcome-${outcome}`)}
        </Banner>
      )}
      <div className={styles.actions}>
        {view.step === "ready" && (
          <Button
            icon={view.by === "here" ? Download : FolderOpen}
            variant="primary"
            isPending={install.pending}
            onPress={() => void putIn()}
          >
            {t(`updates.install-${view.by}`)}
          </Button>
        )}
        <Button
          icon={RefreshCw}
          isPending={look.pending || view.step === "looking"}
          isDisabled={view.step === "downloading"}
          onPress={lookAgain}
        >
          {t("updates.look")}
        </Button>
      </div>
    </>
  );
}

function Sentence({ view }: { readonly view: UpdateView }) {
  const t = useText();
  const today = useToday();
  if (view.step === "failed")
    return (
      <Banner tone="warning" live>
        {t.ofCode("updates", `fail-${view.code}`)}
      </Banner>
    );
  return (
    <p className={styles.sentence} role="status">
      {sentenceOf(view, t, today)}
    </p>
  );
}

function sentenceOf(view: Exclude<UpdateView, { readonly step: "failed" }>, t: Text, today: Date): string {
  switch (view.step) {
    case "off":
    case "looking":
      return t(`updates.${view.step}`);
    case "quiet":
      return view.lookedAt === null
        ? t("updates.never")
        : t("updates.current", { when: momentOf(view.lookedAt, today, t.language) });
    case "downloading":
      return t("updates.downloading", { version: view.release.version });
    case "ready":
      return t(`updates.ready-${view.by}`, { version: view.release.version });
  }
}

function Notes({ release: { version, date, notes } }: { readonly release: Release }) {
  const t = useText();
  return (
    <div className={styles.notes}>
      <p className={styles.version}>{t("updates.notes", { version, date: plainDate(new Date(date)) })}</p>
      <p>{notes[t.language]}</p>
    </div>
  );
}
