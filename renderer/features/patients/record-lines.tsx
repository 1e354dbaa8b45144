import { Children, type ReactNode } from "react";
import type { ConversationRow, DocumentCard } from "#shared/domain/message";
import { hl7Date } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Badge, LoadingNote, Skeleton, TimeText } from "../../ui";
import { workspace } from "../../workspace";
import styles from "./patients.module.css";

/** Keeps the place of what is known of somebody while it comes. */
export function RecordSketch() {
  return (
    <>
      <LoadingNote />
      <Skeleton widths={[60, 90, 40]} />
      <Skeleton widths={[100, 100]} height={40} />
    </>
  );
}

/** A titled list of what is known of somebody, beside what is read; `none`: what is said when there is nothing; `more`: where the others are. */
export function RecordGroup({
  title,
  none,
  more,
  children,
}: {
  readonly title: string;
  readonly none?: string;
  readonly more?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.group} aria-label={title}>
      <div className={styles.groupHead}>
        <h3 className={styles.groupTitle}>{title}</h3>
        {more}
      </div>
      {Children.count(children) === 0 && none !== undefined && <p className={styles.none}>{none}</p>}
      <ul>{children}</ul>
    </section>
  );
}

/** A line of it: what it is, what is worth saying of it, and at its end when or how many. */
export function RecordLine({
  title,
  about,
  end,
  onOpen,
}: {
  readonly title: string;
  readonly about: string;
  readonly end: ReactNode;
  readonly onOpen: () => void;
}) {
  return (
    <li className={styles.item}>
      <button type="button" className={styles.line} onClick={onOpen}>
        <span className={styles.lineWords}>
          <span className={styles.lineTitle}>{title}</span>
          {about !== "" && <span className={styles.lineAbout}>{about}</span>}
        </span>
        {end}
      </button>
    </li>
  );
}

/** A document: opens it. `about`: whose, where it is not its author that is worth saying. */
export function DocumentLine({ card, about = card.author }: { readonly card: DocumentCard; readonly about?: string }) {
  const t = useText();
  return (
    <RecordLine
      title={card.title || card.typeLabel}
      about={about}
      end={
        <>
          {card.state !== "current" && <Badge tone="warning">{t(`documents.state-${card.state}`)}</Badge>}
          <span className={styles.lineAbout}>{hl7Date(card.date.replaceAll("-", ""))}</span>
        </>
      }
      onOpen={() => workspace.show({ kind: "document", id: card.id })}
    />
  );
}

/** A conversation: goes to it. */
export function ConversationLine({ row }: { readonly row: ConversationRow }) {
  const t = useText();
  return (
    <RecordLine
      title={row.subject === "" ? t("reader.noSubject") : row.subject}
      about={row.preview}
      end={<TimeText iso={row.date} form="row" className={styles.lineAbout} />}
      onOpen={() => workspace.openConversation(row.id)}
    />
  );
}
