import ArrowLeft from "lucide-react/icons/arrow-left";
import X from "lucide-react/icons/x";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useText } from "../../text";
import { Button, IconButton, Kbd, Spotlight } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import styles from "./tour.module.css";

const steps = [
  { name: "toDo", on: "nav [data-rail]", placement: "right top", keys: "t" },
  { name: "list", on: "#list", placement: "right top", keys: "j k" },
  { name: "reader", on: "#reader", placement: "left top", keys: "r" },
  { name: "write", on: "#write", placement: "right top", keys: "c" },
  { name: "find", on: "#help", placement: "bottom start", keys: "Ctrl+K / ?" },
] as const;

/** A minute's walk of the window: five places, a sentence or two and the key for each. Arrows go along it, Escape leaves it; `onLeave` says where the focus goes. */
export function Tour({ onLeave }: { readonly onLeave: () => void }) {
  const at = useWorkspace((now) => now.tour);
  const step = at === null ? undefined : steps[at];
  const leave = (): void => {
    workspace.tour(null);
    // Once the card has given back the focus, to a button that is often no more.
    requestAnimationFrame(onLeave);
  };
  return at === null || step === undefined ? null : <Step at={at} onLeave={leave} {...step} />;
}

type StepProps = (typeof steps)[number] & { readonly at: number; readonly onLeave: () => void };

function Step({ at, onLeave, name, on, placement, keys }: StepProps) {
  const t = useText();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isLast = at === steps.length - 1;
  const go = (to: number): void => {
    if (to >= steps.length) onLeave();
    else if (to >= 0) workspace.tour(to);
  };
  const along = ({ key }: KeyboardEvent): void => {
    if (key === "ArrowRight") go(at + 1);
    if (key === "ArrowLeft") go(at - 1);
  };
  return (
    <Spotlight on={on} label={t("tour.title")} placement={placement} onClose={onLeave}>
      {/* Keys of the whole card, beside those of its buttons. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.step} onKeyDown={along}>
        <header className={styles.head}>
          <p className={styles.count}>{t("tour.count", { at: at + 1, of: steps.length })}</p>
          <IconButton icon={X} label={t("tour.leave")} onPress={onLeave} />
        </header>
        <div aria-live="polite" className={styles.said}>
          <h2 className={styles.title}>{t(`tour.${name}`)}</h2>
          <p>{t(`tour.${name}Text`)}</p>
        </div>
        <p className={styles.keys}>
          <Kbd keys={keys} /> {t(`tour.${name}Keys`)}
        </p>
        <footer className={styles.acts}>
          {at > 0 && (
            <Button variant="quiet" icon={ArrowLeft} onPress={() => go(at - 1)}>
              {t("tour.before")}
            </Button>
          )}
          <Button variant="primary" ref={first} className={styles.next} onPress={() => go(at + 1)}>
            {t(isLast ? "tour.end" : "tour.next")}
          </Button>
        </footer>
      </div>
    </Spotlight>
  );
}

/** Offered once, until it is taken or declined; it stays in the guide and in the palette. */
export function TourOffer() {
  const t = useText();
  const isOffered = useWorkspace((now) => now.isTourOffered);
  if (!isOffered) return null;
  return (
    <p className={styles.offer}>
      <span>{t("tour.offer")}</span>
      <Button onPress={() => workspace.tour(0)}>{t("tour.begin")}</Button>
      <Button variant="quiet" onPress={workspace.declineTour}>
        {t("tour.decline")}
      </Button>
    </p>
  );
}
