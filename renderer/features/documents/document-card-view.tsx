import CircleCheck from "lucide-react/icons/circle-check";
import FolderInput from "lucide-react/icons/folder-input";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { DocumentCard } from "#shared/domain/message";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Badge, Button, classes, Glyph } from "../../ui";
import { cardLine, titleOf, trustOf } from "./document-words";
import styles from "./document-card-view.module.css";

type CardProps = { readonly card: DocumentCard; readonly onRead: () => void; readonly onFile: () => void };

/** A medical document inside a message. */
export function DocumentCardView({ card, onRead, onFile }: CardProps) {
  const t = useText();
  const drag = useCommand("documents.drag");
  const title = titleOf(card, t);
  const trust = trustOf(card);
  return (
    // Dragged by mouse; the reader saves by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={classes(styles.card, card.state !== "current" && styles.old)}
      aria-label={title}
      draggable={card.integrity !== "broken"}
      onDragStart={(event) => {
        event.preventDefault();
        void drag.run({ id: card.id });
      }}
    >
      <span className={styles.sheet} aria-hidden="true" />
      <div className={styles.words}>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.line}>
          {cardLine(card, t)} {card.test && <span className={styles.warning}>{t("app.nature-test")}</span>}
        </p>
        <p className={classes(styles.trust, trust.tone === "good" ? styles.good : styles.warning)}>
          <Glyph icon={trust.tone === "good" ? CircleCheck : TriangleAlert} size={15} />
          {t(`documents.${trust.key}`)}
        </p>
        {(card.returned || card.action !== "new" || card.anomalies.length > 0) && (
          <p className={styles.badges}>
            {card.returned && <Badge tone="neutral">{t("documents.returned")}</Badge>}
            {card.action !== "new" && <Badge tone="document">{t(`documents.action-${card.action}`)}</Badge>}
            {card.anomalies.length > 0 && (
              <Badge tone="neutral">{t("documents.anomalies", { count: card.anomalies.length })}</Badge>
            )}
          </p>
        )}
      </div>
      <CardActions card={card} title={title} onRead={onRead} onFile={onFile} />
    </article>
  );
}

function CardActions({ card, title, onRead, onFile }: CardProps & { readonly title: string }) {
  const t = useText();
  return (
    <div className={styles.actions} data-print="never">
      <Button onPress={onRead} aria-label={t("documents.readTitle", { title })}>
        {t("documents.read")}
      </Button>
      {card.filed === null && card.integrity !== "broken" && card.action !== "delete" && !card.returned && (
        <Button variant="primary" icon={FolderInput} onPress={onFile} aria-label={t("documents.fileTitle", { title })}>
          {t("documents.file")}
        </Button>
      )}
    </div>
  );
}
