import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import X from "lucide-react/icons/x";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { useText } from "../text";
import { Button, IconButton } from "./button";
import { classes } from "./classes";
import { Hidden } from "./hidden";
import { Glyph } from "./icon";
import { toasts, toastStore, type Toast } from "./toast-queue";
import { useNow } from "./use-now";
import styles from "./toast-region.module.css";

/** Where toasts appear: a live region at the foot of the window; F6 is not needed, what they offer is also elsewhere. */
export function ToastRegion() {
  const t = useText();
  const shown = useStore(toastStore, (state) => state.toasts);
  return (
    <section
      className={styles.region}
      aria-label={t("app.notifications")}
      aria-live="polite"
      aria-relevant="additions"
      data-print="never"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

/** Said once, and seen going down: a live region that spoke each second would hide everything else. */
function Counted({
  said,
  counting,
  milliseconds,
}: {
  readonly said: string;
  readonly counting: (secondsLeft: number) => string;
  readonly milliseconds: number | null;
}) {
  const [end] = useState(() => Date.now() + (milliseconds ?? 0));
  const left = Math.max(0, Math.ceil((end - useNow(1000)) / 1000));
  return (
    <>
      <Hidden>{said}</Hidden>
      <span aria-hidden="true" className={styles.counted} data-counted={counting(left)} />
    </>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const t = useText();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.milliseconds === null) return;
    const timer = setTimeout(() => toasts.dismiss(toast.id), toast.milliseconds);
    return () => clearTimeout(timer);
  }, [held, toast.id, toast.milliseconds]);
  const text =
    "text" in toast.said
      ? toast.said.text
      : t.ofCode("failures", toast.said.failure.code, { about: toast.said.failure.about ?? "" });
  const { action } = toast;
  return (
    <div
      className={classes(styles.toast, styles[toast.tone])}
      data-toast=""
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone !== "plain" && <Glyph icon={toast.tone === "good" ? CircleCheck : CircleAlert} />}
      <p className={styles.text}>
        {toast.counting === undefined ? (
          text
        ) : (
          <Counted said={text} counting={toast.counting} milliseconds={toast.milliseconds} />
        )}
        {"failure" in toast.said && toast.said.failure.id !== "" && (
          <span className={styles.quote}>{t("app.failureId", { id: toast.said.failure.id })}</span>
        )}
      </p>
      {action !== null && (
        <Button
          variant="quiet"
          onPress={() => {
            action.run();
            toasts.dismiss(toast.id);
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={t("app.dismiss")} onPress={() => toasts.dismiss(toast.id)} />
    </div>
  );
}
