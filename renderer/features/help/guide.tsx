import AlarmClock from "lucide-react/icons/alarm-clock";
import AppWindow from "lucide-react/icons/app-window";
import BookUser from "lucide-react/icons/book-user";
import CloudOff from "lucide-react/icons/cloud-off";
import FolderInput from "lucide-react/icons/folder-input";
import Hand from "lucide-react/icons/hand";
import Inbox from "lucide-react/icons/inbox";
import KeyRound from "lucide-react/icons/key-round";
import Link from "lucide-react/icons/link";
import MessageCircleOff from "lucide-react/icons/message-circle-off";
import PenLine from "lucide-react/icons/pen-line";
import RefreshCw from "lucide-react/icons/refresh-cw";
import ShieldCheck from "lucide-react/icons/shield-check";
import dayDark from "../../../assets/pictures/day-dark.webp";
import dayLight from "../../../assets/pictures/day-light.webp";
import directoryDark from "../../../assets/pictures/directory-dark.webp";
import directoryLight from "../../../assets/pictures/directory-light.webp";
import fileDark from "../../../assets/pictures/file-dark.webp";
import fileLight from "../../../assets/pictures/file-light.webp";
import { useText } from "../../text";
import { Button, Glyph } from "../../ui";
import { workspace } from "../../workspace";
import { useIsDark } from "../../use-is-dark";
import styles from "./help-dialog.module.css";

const chapters = [
  ["day", Inbox],
  ["file", FolderInput],
  ["write", PenLine],
  ["fin", MessageCircleOff],
  ["directory", BookUser],
  ["later", AlarmClock],
  ["together", Hand],
  ["apart", AppWindow],
  ["session", ShieldCheck],
  ["codes", KeyRound],
  ["links", Link],
  ["offline", CloudOff],
  ["updates", RefreshCw],
] as const;

/** What the journeys pictured (`npm run journey`): light, dark. */
const pictures = {
  day: [dayLight, dayDark],
  file: [fileLight, fileDark],
  directory: [directoryLight, directoryDark],
} as const;
type Pictured = keyof typeof pictures;

const isPictured = (chapter: string): chapter is Pictured => chapter in pictures;

/** A morning with Pli, in short chapters. */
export function Guide() {
  const t = useText();
  return (
    <div className={styles.chapters}>
      <p className={styles.tour}>
        <Button
          onPress={() => {
            workspace.help(null);
            workspace.tour(0);
          }}
        >
          {t("tour.begin")}
        </Button>
      </p>
      {chapters.map(([chapter, icon]) => (
        <section key={chapter} className={styles.chapter}>
          <span className={styles.picture} aria-hidden="true">
            <Glyph icon={icon} size={22} />
          </span>
          <h3>{t(`guide.${chapter}`)}</h3>
          <p>{t(`guide.${chapter}Text`)}</p>
          {isPictured(chapter) && <Picture of={chapter} />}
        </section>
      ))}
    </div>
  );
}

function Picture({ of }: { readonly of: Pictured }) {
  const t = useText();
  const [light, dark] = pictures[of];
  const isDark = useIsDark();
  return <img className={styles.shot} src={isDark ? dark : light} alt={t(`guide.${of}Picture`)} />;
}

const words = ["mssante", "bal", "psc", "mes", "ins", "xdm", "cda", "fin", "mdn", "nil"] as const;

/** The words of the trade that the screens use. */
export function Words() {
  const t = useText();
  return (
    <dl className={styles.words}>
      {words.map((word) => (
        <div key={word}>
          <dt>{t(`guide.word-${word}`)}</dt>
          <dd>{t(`guide.wordText-${word}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
