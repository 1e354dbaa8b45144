import { useState } from "react";
import type { ProxyCheck, ProxyFields, ProxyView } from "#shared/domain/proxy";
import { isSameProxy } from "#shared/rules/same-proxy";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, Dialog, FailureBanner, FormActs, Progress, SelectField, toasts } from "../../ui";
import { ProxyPlace } from "./proxy-place";
import styles from "./proxy.module.css";

const MODES = ["system", "script", "manual", "none"] as const;

/** The way out of this computer, kept with the profile. */
export function ProxyDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const view = useQueryOf("proxy.view", undefined, { enabled: isOpen }).data;
  if (!isOpen || view === undefined) return null;
  return <OpenDialog view={view} onClose={onClose} />;
}

function OpenDialog({ view, onClose }: { readonly view: ProxyView; readonly onClose: () => void }) {
  const t = useText();
  const save = useCommand("proxy.save", { failures: "inline" });
  const check = useCommand("proxy.check", { failures: "inline" });
  const [typed, setTyped] = useState<Partial<ProxyFields>>({});
  const [password, setPassword] = useState<string | null>(null);
  const [found, setFound] = useState<ProxyCheck | null>(null);
  const fields = { ...view.fields, ...typed };
  const edit = (change: Partial<ProxyFields>): void => {
    setFound(null);
    setTyped((now) => ({ ...now, ...change }));
  };
  const keep = async (): Promise<void> => {
    setFound(null);
    if (!(await save.run({ fields, password })).ok) return;
    setPassword(null);
    const checked = await check.run(undefined);
    if (!checked.ok) return;
    if (checked.value.state === "failed") return setFound(checked.value);
    toasts.show(t(`proxy.check-${checked.value.state}`, checked.value.state === "ok" ? checked.value : {}), {
      tone: "good",
    });
    onClose();
  };
  return (
    <Dialog
      title={t("proxy.title")}
      isOpen
      onClose={onClose}
      footer={
        <FormActs onCancel={onClose} isPending={save.pending || check.pending} onPress={() => void keep()}>
          {t("proxy.save")}
        </FormActs>
      }
    >
      <div className={styles.body}>
        <p className={styles.about}>{t("proxy.about")}</p>
        <SelectField
          label={t("proxy.mode")}
          description={t(`proxy.modeAbout-${fields.mode}`)}
          value={fields.mode}
          onChange={(mode) => edit({ mode })}
          options={MODES.map((value) => ({ value, label: t(`proxy.mode-${value}`) }))}
        />
        <ProxyPlace
          fields={fields}
          hasPassword={view.hasPassword && isSameProxy(fields, view.fields)}
          password={password}
          onEdit={edit}
          onPassword={setPassword}
        />
        {check.pending && <Progress label={t("proxy.checking")} value={null} />}
        {found?.state === "failed" && (
          <Banner tone="warning">
            <strong>{t("proxy.kept")}</strong> {t.ofCode("accounts", `fail-${found.code}`, { about: found.about })}
          </Banner>
        )}
        <FailureBanner failure={save.failure ?? check.failure} />
      </div>
    </Dialog>
  );
}
