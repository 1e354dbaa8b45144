import Copy from "lucide-react/icons/copy";
import { useEffect, useRef, useState } from "react";
import type { ProtocolLine } from "#shared/contract/demo-panel";
import { call } from "../../bridge";
import { useText } from "../../text";
import { Button, FilterChips, toasts } from "../../ui";
import styles from "./panel.module.css";

const EVERY_MS = 800;
const MOST = 600;
const protocols = ["imap", "smtp", "oidc", "ldap", "fhir"] as const;

/** What goes over the wire between Pli and the servers of the demonstration, as it goes, secrets masked. */
export function Protocol() {
  const t = useText();
  const lines = useLines();
  const [only, setOnly] = useState<ProtocolLine["protocol"] | "all">("all");
  const shown = lines.filter(({ protocol }) => only === "all" || protocol === only);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: "end" }), [shown.length]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(shown.map(({ at, protocol, line }) => `${at} ${protocol} ${line}`).join("\n"));
    toasts.show(t("app.copied"));
  };
  return (
    <div className={styles.protocol}>
      <div className={styles.bar}>
        <FilterChips
          label={t("demo.protocols")}
          value={only}
          onChange={setOnly}
          options={[
            { value: "all" as const, label: t("inbox.filter-all") },
            ...protocols.map((value) => ({ value, label: t(`demo.protocol-${value}`) })),
          ]}
        />
        <Button icon={Copy} onPress={() => void copy()}>
          {t("app.copy")}
        </Button>
      </div>
      {/* Focusable, so that it can be walked without a mouse. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.lines} role="group" aria-label={t("demo.protocol")} tabIndex={0}>
        {shown.length === 0 && <p className={styles.none}>{t("demo.silent")}</p>}
        {shown.map(({ seq, at, protocol, line }) => (
          <p key={seq} className={styles.wire}>
            <span className={styles.when}>{new Date(at).toTimeString().slice(0, 8)}</span>
            <span className={styles[protocol]}>{t(`demo.protocol-${protocol}`)}</span>
            <span>{line}</span>
          </p>
        ))}
        <div ref={end} />
      </div>
    </div>
  );
}

/** The last lines, asked for as long as the page is there. */
function useLines(): readonly ProtocolLine[] {
  const [lines, setLines] = useState<readonly ProtocolLine[]>([]);
  useEffect(() => {
    let last = 0;
    let asking = false;
    const ask = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      const result = await call("demo.protocol", { after: last });
      asking = false;
      if (!result.ok || result.value.length === 0) return;
      last = result.value.at(-1)?.seq ?? last;
      setLines((before) => [...before, ...result.value].slice(-MOST));
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return lines;
}
