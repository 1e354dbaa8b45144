import FileText from "lucide-react/icons/file-text";
import Stethoscope from "lucide-react/icons/stethoscope";
import UserRound from "lucide-react/icons/user-round";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Glyph, Kbd, type Icon } from "../../ui";
import { useWorkspace, workspace, type ListFilter } from "../../workspace";
import { useReceiving } from "../accounts";
import { TourOffer } from "../help";
import { Unanswered } from "./unanswered";
import styles from "./day.module.css";

type Kind = (typeof kinds)[number][0];

const kinds = [
  ["patient", UserRound],
  ["professional", Stethoscope],
  ["documents", FileText],
] as const satisfies readonly (readonly [ListFilter, Icon])[];

const keys = [
  ["j k", "reader.keyWalk"],
  ["t", "reader.keyDone"],
  ["Ctrl+K", "reader.keyPalette"],
  ["?", "reader.keyHelp"],
] as const;

/** While no conversation is open: what the day holds, by whom it comes from, and the few keys that do most of it. */
export function Day() {
  const t = useText();
  const toDo = useQueryOf("conversations.toDo", undefined, { keep: true }).data;
  const isListed = useWorkspace(({ place }) => place.kind === "list" && place.view === "to-do");
  const isReceiving = useReceiving(null);
  if (toDo === undefined) return null;
  const total = toDo.all;
  // Nothing to do is said once everything was asked.
  const isEarly = total === 0 && isReceiving;
  return (
    <div className={styles.day}>
      <h2 className={styles.title}>{isEarly ? t("inbox.receiving") : t("reader.day", { count: total })}</h2>
      <p className={styles.text}>
        {t(
          isEarly
            ? "inbox.receivingText"
            : total === 0
              ? "reader.dayNothing"
              : isListed
                ? "reader.dayText"
                : "reader.dayElsewhere",
        )}
      </p>
      {total > 0 && (
        <div className={styles.kinds}>
          {kinds.map(([kind, icon]) => (
            <KindButton key={kind} kind={kind} icon={icon} count={toDo[kind]} />
          ))}
        </div>
      )}
      <TourOffer />
      <Unanswered />
      <ul className={styles.keys}>
        {keys.map(([key, says]) => (
          <li key={key}>
            <Kbd keys={key} />
            {t(says)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function KindButton({ kind, icon, count }: { readonly kind: Kind; readonly icon: Icon; readonly count: number }) {
  const t = useText();
  const show = (): void => {
    workspace.goList("to-do");
    workspace.filter(kind);
  };
  return (
    <button type="button" className={styles.kind} onClick={show}>
      <Glyph icon={icon} size={24} className={styles[kind]} />
      <strong>{count}</strong>
      <span>{t(`inbox.filter-${kind}`)}</span>
    </button>
  );
}
