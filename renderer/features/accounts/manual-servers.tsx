import { useState, type FormEvent } from "react";
import type { MailboxServers } from "#shared/domain/sync";
import { CodeFields } from "./code-fields";
import { givenCode, type MailboxFields, OPENING } from "./mailbox-fields";
import { useText } from "../../text";
import { Button, TextField } from "../../ui";
import styles from "./accounts.module.css";

type Typed = { readonly host: string; readonly port: string };

/** The servers of an operator that publishes nothing, typed by hand; main holds them to the same policy. */
export function ManualServers({
  auth,
  onSubmit,
  onBack,
}: {
  readonly auth: MailboxFields["auth"];
  readonly onSubmit: (typed: Pick<MailboxFields, "servers" | "secret">) => void;
  readonly onBack: () => void;
}) {
  const t = useText();
  const [imap, setImap] = useState<Typed>({ host: "", port: "143" });
  const [smtp, setSmtp] = useState<Typed>({ host: "", port: "587" });
  const [code, setCode] = useState({ ...OPENING, place: auth?.kind === "code" ? auth.place : OPENING.place });
  const [tried, setTried] = useState(false);
  const isByCode = auth?.kind === "code";
  const servers = { imap: serverOf(imap), smtp: serverOf(smtp) };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const secret = isByCode ? givenCode(code, true) : undefined;
    if (servers.imap === null || servers.smtp === null || secret === null) return;
    onSubmit({
      servers: { imap: servers.imap, smtp: servers.smtp },
      ...(secret === undefined ? {} : { secret }),
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.manualAbout}>
        {t("accounts.manualAbout")} {t(`accounts.manualOpening-${auth?.kind ?? "psc"}`)}
      </p>
      <Server label={t("accounts.imapServer")} typed={imap} onChange={setImap} takesFocus />
      <Server label={t("accounts.smtpServer")} typed={smtp} onChange={setSmtp} />
      {isByCode && (
        <CodeFields opening={code} withPassword tried={tried} onChange={(part) => setCode({ ...code, ...part })} />
      )}
      <div className={styles.actions}>
        <Button onPress={onBack}>{t("app.back")}</Button>
        <Button variant="primary" type="submit" isDisabled={servers.imap === null || servers.smtp === null}>
          {t("accounts.manualTest")}
        </Button>
      </div>
    </form>
  );
}

function Server({
  label,
  typed,
  onChange,
  takesFocus = false,
}: {
  readonly label: string;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly takesFocus?: boolean;
}) {
  const t = useText();
  return (
    <div className={styles.server}>
      <TextField
        label={label}
        value={typed.host}
        onChange={(host) => onChange({ ...typed, host })}
        maxLength={253}
        takesFocus={takesFocus}
        mono
      />
      <TextField
        label={t("accounts.port")}
        value={typed.port}
        onChange={(port) => onChange({ ...typed, port })}
        inputMode="numeric"
        maxLength={5}
        mono
      />
    </div>
  );
}

function serverOf({ host, port }: Typed): MailboxServers["imap"] | null {
  const number = Number(port);
  const isPort = /^\d{1,5}$/u.test(port) && number > 0 && number < 65_536;
  return host.trim() === "" || !isPort ? null : { host: host.trim(), port: number };
}
