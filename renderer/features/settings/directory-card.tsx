import Download from "lucide-react/icons/download";
import FileUp from "lucide-react/icons/file-up";
import Trash2 from "lucide-react/icons/trash-2";
import { useEffect, useState } from "react";
import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { fileSize, longDate } from "#shared/text/formats/index";
import { useCommand, useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Banner, Button, Card, ConfirmDialog, Progress } from "../../ui";
import styles from "./settings.module.css";

/** The copy of the directory on this computer: its date, its size, and how to update, import or erase it. */
export function DirectoryCard() {
  const t = useText();
  const state = useQueryOf("offline.state", undefined).data;
  const check = useCommand("offline.check", { failures: "inline" });
  const { run } = check;
  useEffect(() => void run(undefined), [run]);
  if (state === undefined) return null;
  return (
    <Card title={t("settings.offlineDirectory")}>
      <p className={styles.prose}>{t("settings.offlineAbout")}</p>
      <Facts state={state} />
      <TrustSpace list={state.whiteList} />
      {state.work === null ? <Actions state={state} /> : <Work work={state.work} />}
      {state.failure !== null && state.work === null && (
        <Banner tone="warning" live>
          {t.ofCode("settings", `offlineFail-${state.failure.replace("offline-", "")}`)}
        </Banner>
      )}
    </Card>
  );
}

function Facts({ state: { present, offered } }: { readonly state: OfflineDirectoryState }) {
  const t = useText();
  if (present === null) return <p>{t("settings.offlineNone")}</p>;
  const day = (iso: string): string => longDate(iso, t.language);
  const newer = offered !== null && present.asOf !== null && offered > present.asOf;
  return (
    <>
      <p>
        <strong>{t("settings.offlineRows", { count: present.rows })}</strong>
        {" · "}
        {present.asOf === null
          ? t("settings.offlineUndated", { date: day(present.importedAt) })
          : t("settings.offlineAsOf", { date: day(present.asOf) })}
      </p>
      {present.skipped > 0 && <p className={styles.note}>{t("settings.offlineSkipped", { count: present.skipped })}</p>}
      {newer ? (
        <Banner>{t("settings.offlineOffered", { date: day(offered) })}</Banner>
      ) : present.stale ? (
        <Banner tone="warning">{t("settings.offlineStale")}</Banner>
      ) : (
        offered !== null && <p className={styles.note}>{t("settings.offlineUpToDate")}</p>
      )}
    </>
  );
}

/** Which domains may be written to, and since when the list says so. */
function TrustSpace({ list }: { readonly list: OfflineDirectoryState["whiteList"] }) {
  const t = useText();
  if (list === null) return <p className={styles.note}>{t("settings.trustNone")}</p>;
  const said = { count: list.domains, date: longDate(list.asOf, t.language) };
  return <p className={styles.note}>{t(list.stale ? "settings.trustStale" : "settings.trustList", said)}</p>;
}

function Work({ work }: { readonly work: NonNullable<OfflineDirectoryState["work"]> }) {
  const t = useText();
  const cancel = useCommand("offline.cancel");
  return (
    <>
      <Progress
        label={t(work.kind === "download" ? "settings.offlineDownloading" : "settings.offlineImporting")}
        value={work.total === null ? null : work.done}
        max={work.total ?? 100}
        valueLabel={amount(work, t)}
      />
      <div className={styles.actions}>
        <Button onPress={() => void cancel.run(undefined)}>{t("settings.offlineStop")}</Button>
      </div>
    </>
  );
}

function amount({ kind, done, total }: NonNullable<OfflineDirectoryState["work"]>, t: Text): string {
  if (kind === "import") return t("settings.offlineImportingRows", { count: done });
  const size = (bytes: number): string => fileSize(bytes, t.language);
  return total === null ? size(done) : t("settings.offlineBytes", { done: size(done), total: size(total) });
}

function Actions({ state: { present, canDownload } }: { readonly state: OfflineDirectoryState }) {
  const t = useText();
  const download = useCommand("offline.download");
  const load = useCommand("offline.import");
  return (
    <div className={styles.actions}>
      {canDownload && (
        <Button icon={Download} isPending={download.pending} onPress={() => void download.run(undefined)}>
          {t(present === null ? "settings.offlineDownload" : "settings.offlineUpdate")}
        </Button>
      )}
      <Button icon={FileUp} isPending={load.pending} onPress={() => void load.run(undefined)}>
        {t("settings.offlineImport")}
      </Button>
      {present !== null && <Remove />}
    </div>
  );
}

function Remove() {
  const t = useText();
  const remove = useCommand("offline.remove");
  const [asking, setAsking] = useState(false);
  const erase = async (): Promise<void> => {
    await remove.run(undefined);
    setAsking(false);
  };
  return (
    <>
      <Button variant="quiet" icon={Trash2} onPress={() => setAsking(true)}>
        {t("settings.offlineRemove")}
      </Button>
      <ConfirmDialog
        title={t("settings.offlineRemoveTitle")}
        act={t("settings.offlineRemove")}
        isOpen={asking}
        isPending={remove.pending}
        onConfirm={() => void erase()}
        onClose={() => setAsking(false)}
      >
        {t("settings.offlineRemoveAbout")}
      </ConfirmDialog>
    </>
  );
}
