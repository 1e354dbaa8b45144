import FileHeart from "lucide-react/icons/file-heart";
import FileIcon from "lucide-react/icons/file";
import X from "lucide-react/icons/x";
import type { CSSProperties } from "react";
import type { DraftAttachment } from "#shared/domain/draft";
import type { DraftId } from "#shared/domain/ids";
import { fileSize } from "#shared/text/formats/index";
import { useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Button, classes, Glyph, IconButton, isFictitious, Matricule } from "../../ui";
import { workspace } from "../../workspace";
import { sizeGauge } from "./size-gauge";
import styles from "./attachment-list.module.css";

/** The joined files, each with its size, and what they weigh together against the limit that holds. */
export function AttachmentList({
  draftId,
  attachments,
  text,
  hasPatient,
  onDetach,
}: {
  readonly draftId: DraftId;
  readonly attachments: readonly DraftAttachment[];
  readonly text: string;
  readonly hasPatient: boolean;
  readonly onDetach: (id: string) => void;
}) {
  const t = useText();
  if (attachments.length === 0) return null;
  return (
    <div className={styles.joined}>
      <ul className={styles.list} aria-label={t("writing.attachments")}>
        {attachments.map((attachment) => (
          <Joined key={attachment.id} draftId={draftId} attachment={attachment} onDetach={onDetach} />
        ))}
      </ul>
      <Gauge draftId={draftId} text={text} sizes={attachments.map(({ size }) => size)} hasPatient={hasPatient} />
    </div>
  );
}

/** One joined file: what it is, its size, whom it is about, and what may be made of it. */
function Joined({
  draftId,
  attachment,
  onDetach,
}: {
  readonly draftId: DraftId;
  readonly attachment: DraftAttachment;
  readonly onDetach: (id: string) => void;
}) {
  const t = useText();
  return (
    <li className={styles.file}>
      <Glyph
        icon={isDocument(attachment) ? FileHeart : FileIcon}
        className={isDocument(attachment) ? styles.document : undefined}
      />
      <span className={styles.words}>
        <span className={styles.name}>{attachment.name}</span>
        <span className={styles.note}>
          {isDocument(attachment) && `${kindOf(attachment, t)} · `}
          {fileSize(attachment.size, t.language)}
          {attachment.patientMatricule !== undefined && (
            <>
              {" · "}
              <Matricule
                matricule={attachment.patientMatricule}
                oid={attachment.patientOid ?? null}
                nature={isFictitious(attachment.patientOid ?? "")}
              />
            </>
          )}
        </span>
      </span>
      {attachment.documentId === undefined && MAKEABLE.test(attachment.mimeType) && (
        <Button
          variant="quiet"
          icon={FileHeart}
          onPress={() => workspace.show({ kind: "make", draftId, attachmentId: attachment.id })}
        >
          {t(attachment.made === true ? "making.change" : "making.action")}
        </Button>
      )}
      <IconButton
        icon={X}
        label={t("writing.detach", { name: attachment.name })}
        onPress={() => onDetach(attachment.id)}
      />
    </li>
  );
}

/** What may be made a medical document. */
const MAKEABLE = /^(?:application\/pdf|image\/(?:png|jpeg))$/u;

const isDocument = ({ documentId, made }: DraftAttachment): boolean => documentId !== undefined || made === true;

function kindOf({ asks, made, facts }: DraftAttachment, t: Text): string {
  if (asks === "delete") return t("making.asksDeletion");
  return made === true ? t("making.ready", { title: facts?.title ?? "" }) : t("writing.documentOf");
}

function Gauge({
  draftId,
  text,
  sizes,
  hasPatient,
}: {
  readonly draftId: DraftId;
  readonly text: string;
  readonly sizes: readonly number[];
  readonly hasPatient: boolean;
}) {
  const t = useText();
  const operator = useQueryOf("drafts.check", { id: draftId }, { keep: true }).data?.sizeLimit ?? null;
  const gauge = sizeGauge(text, sizes, { hasPatient, operator });
  const size = fileSize(gauge.bytes, t.language);
  if (gauge.limit === null) return <p className={styles.note}>{t("writing.gaugeValue", { size })}</p>;
  const limit = fileSize(gauge.limit, t.language);
  const over = gauge.from === "mes" ? "writing.gaugeOver" : "writing.gaugeOverOperator";
  const words = gauge.state === "over" ? t(over, { limit }) : t("writing.gaugeOf", { size, limit });
  return (
    <div className={classes(styles.gauge, styles[gauge.state])}>
      <span
        role="meter"
        aria-label={t("writing.gauge")}
        aria-valuemin={0}
        aria-valuemax={gauge.limit}
        aria-valuenow={Math.min(gauge.bytes, gauge.limit)}
        aria-valuetext={words}
        className={styles.track}
      >
        <span className={styles.bar} style={{ "--share": Math.min(1, gauge.share) } as CSSProperties} />
      </span>
      <span className={styles.note}>{words}</span>
    </div>
  );
}
