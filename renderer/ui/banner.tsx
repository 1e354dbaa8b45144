import CircleCheck from "lucide-react/icons/circle-check";
import Info from "lucide-react/icons/info";
import MessageCircleOff from "lucide-react/icons/message-circle-off";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { ReactNode } from "react";
import type { Failure } from "#shared/domain/failure";
import { useText } from "../text";
import { Button } from "./button";
import { classes } from "./classes";
import { Glyph } from "./icon";
import styles from "./banner.module.css";

const icons = { info: Info, warning: TriangleAlert, good: CircleCheck, patient: MessageCircleOff } as const;

/** A sentence across the place it is about, with what to do. `live`: said by screen readers when it appears. */
export function Banner({
  children,
  tone = "info",
  actions,
  live = false,
}: {
  readonly children: ReactNode;
  readonly tone?: keyof typeof icons;
  readonly actions?: ReactNode;
  readonly live?: boolean;
}) {
  return (
    <div
      className={classes(styles.banner, styles[tone])}
      {...(live ? { role: tone === "warning" ? "alert" : "status" } : {})}
    >
      <Glyph icon={icons[tone]} />
      <div className={styles.text}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What went wrong, worded from its code, with *Réessayer* where trying again helps. */
export function FailureBanner({
  failure,
  onRetry,
}: {
  readonly failure: Failure | null;
  readonly onRetry?: () => void;
}) {
  const t = useText();
  if (failure === null) return null;
  return (
    <Banner
      tone="warning"
      live
      actions={failure.retry && onRetry !== undefined ? <Button onPress={onRetry}>{t("app.retry")}</Button> : undefined}
    >
      {t.ofCode("failures", failure.code, { about: failure.about ?? "" })}
    </Banner>
  );
}
