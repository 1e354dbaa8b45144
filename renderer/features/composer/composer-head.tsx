import PanelRight from "lucide-react/icons/panel-right";
import PictureInPicture from "lucide-react/icons/picture-in-picture-2";
import Trash from "lucide-react/icons/trash-2";
import X from "lucide-react/icons/x";
import { clock } from "#shared/text/formats/index";
import { useText, type Text } from "../../text";
import { classes, IconButton } from "../../ui";
import type { SaveState } from "./draft-saver";
import type { DraftInHand } from "./use-draft";
import styles from "./composer.module.css";

/** Title, how well the draft is kept, where it is written, discard and close. */
export function ComposerHead({
  draft,
  place,
  onMove,
  onClose,
  onDiscard,
}: {
  readonly draft: DraftInHand;
  readonly place: "docked" | "window";
  readonly onMove: () => void;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}) {
  const t = useText();
  // Alone in its window, it is what that window is about.
  const Title = place === "window" ? "h1" : "h2";
  return (
    <header className={styles.head}>
      <Title className={styles.title}>
        {draft.fields.subject.trim() === "" ? t("writing.new") : draft.fields.subject}
      </Title>
      <span role="status" className={classes(styles.saved, draft.saved.state === "failed" && styles.notSaved)}>
        {savedWords(draft.saved, t)}
      </span>
      <IconButton
        icon={place === "docked" ? PictureInPicture : PanelRight}
        label={t(place === "docked" ? "writing.ownWindow" : "writing.dock")}
        onPress={onMove}
      />
      <IconButton icon={Trash} label={t("writing.discard")} onPress={onDiscard} />
      <IconButton icon={X} label={t("writing.close")} keys="Échap" onPress={onClose} />
    </header>
  );
}

function savedWords(saved: SaveState, t: Text): string {
  switch (saved.state) {
    case "clean":
    case "waiting":
      return "";
    case "saving":
      return t("writing.saving");
    case "saved":
      return t("writing.savedAt", { time: clock(new Date(saved.at), t.language) });
    case "failed":
      return t("writing.notSaved");
  }
}
