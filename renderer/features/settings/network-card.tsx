import Pencil from "lucide-react/icons/pencil";
import { useState } from "react";
import type { AppState } from "#shared/domain/session";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card } from "../../ui";
import { ProxyDialog } from "../proxy";
import styles from "./settings.module.css";

/** By which way HTTPS leaves this computer; the demonstration never does. */
export function NetworkCard({ state }: { readonly state: AppState }) {
  const t = useText();
  const view = useQueryOf("proxy.view", undefined, { enabled: state.profile === "real" }).data;
  const [isOpen, setOpen] = useState(false);
  if (state.profile !== "real" || view === undefined) return null;
  const { mode, host, port, script } = view.fields;
  const place = mode === "manual" ? `${host}:${port}` : mode === "script" ? script : "";
  return (
    <Card title={t("proxy.title")}>
      <p>
        <strong>{t(`proxy.mode-${mode}`)}</strong>
      </p>
      {place !== "" && <p className={styles.address}>{place}</p>}
      <div className={styles.actions}>
        <Button icon={Pencil} onPress={() => setOpen(true)}>
          {t("proxy.edit")}
        </Button>
      </div>
      <ProxyDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </Card>
  );
}
