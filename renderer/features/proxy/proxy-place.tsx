import type { ProxyFields } from "#shared/domain/proxy";
import { useText } from "../../text";
import { TextField } from "../../ui";
import styles from "./proxy.module.css";

type Props = {
  readonly fields: ProxyFields;
  readonly hasPassword: boolean;
  /** What was typed of the password; null while the kept one is left alone. */
  readonly password: string | null;
  readonly onEdit: (change: Partial<ProxyFields>) => void;
  readonly onPassword: (password: string) => void;
};

/** Where the proxy is, as far as the mode leaves it open, and what it asks for. */
export function ProxyPlace({ fields, hasPassword, password, onEdit, onPassword }: Props) {
  const t = useText();
  return (
    <>
      {fields.mode === "script" && (
        <TextField
          label={t("proxy.script")}
          description={t("proxy.scriptHelp")}
          value={fields.script}
          onChange={(script) => onEdit({ script })}
          maxLength={500}
          mono
        />
      )}
      {fields.mode === "manual" && (
        <>
          <div className={styles.place}>
            <TextField
              label={t("proxy.host")}
              value={fields.host}
              onChange={(host) => onEdit({ host: host.trim() })}
              maxLength={253}
              mono
            />
            <TextField
              label={t("proxy.port")}
              value={fields.port}
              onChange={(port) => onEdit({ port: port.trim() })}
              maxLength={5}
              mono
            />
          </div>
          <TextField
            label={t("proxy.exceptions")}
            description={t("proxy.exceptionsHelp")}
            value={fields.exceptions}
            onChange={(exceptions) => onEdit({ exceptions })}
            maxLength={1000}
            mono
          />
        </>
      )}
      {fields.mode !== "none" && (
        <TextField
          label={t("proxy.user")}
          description={t("proxy.userHelp")}
          autoComplete="off"
          value={fields.user}
          onChange={(user) => onEdit({ user })}
          maxLength={200}
        />
      )}
      {fields.mode !== "none" && fields.user !== "" && (
        <TextField
          label={t("proxy.password")}
          description={t(hasPassword ? "proxy.passwordKept" : "proxy.passwordHelp")}
          type="password"
          autoComplete="off"
          value={password ?? ""}
          onChange={onPassword}
          maxLength={500}
        />
      )}
    </>
  );
}
