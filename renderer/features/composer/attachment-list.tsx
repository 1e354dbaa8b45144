import FileHeart from "lucide-react/icons/file-heart";
import FileIcon from "lucide-react/icons/file";
import X from "lucide-react/icons/x";
import type { CSSProperties } from "react";
import type { DraftAttachment } from "#shared/domain/draft";
import { fileSize } from "#shared/text/formats/index";
import { useText } from "../../text";
import { classes, Glyph, IconButton, Matricule } from "../../ui";
import { sizeGauge } from "./size-gauge";
import styles from "./attachment-list.module.css";

/** The joined files, each with its size, and what they weigh together against the limit that holds. */
export function AttachmentList({
  attachments,
  text,
  hasPatient,
  onDetach,
}: {
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
          <li key={attachment.id} className={styles.file}>
            <Glyph
              icon={attachment.documentId === undefined ? FileIcon : FileHeart}
              className={attachment.documentId === undefined ? undefined : styles.document}
            />
            <span className={styles.words}>
              <span className={styles.name}>{attachment.name}</span>
              <span className={styles.note}>
                {attachment.documentId !== undefined && `${t("writing.documentOf")} · `}
                {fileSize(attachment.size, t.language)}
                {attachment.patientMatricule !== undefined && (
                  <>
                    {" · "}
                    <Matricule matricule={attachment.patientMatricule} />
                  </>
                )}
              </span>
            </span>
            <IconButton
              icon={X}
              label={t("writing.detach", { name: attachment.name })}
              onPress={() => onDetach(attachment.id)}
            />
          </li>
        ))}
      </ul>
      <Gauge text={text} sizes={attachments.map(({ size }) => size)} hasPatient={hasPatient} />
    </div>
  );
}

function Gauge({
  text,
  sizes,
  hasPatient,
}: {
  readonly text: string;
  readonly sizes: readonly number[];
  readonly hasPatient: boolean;
}) {
  const t = useText();
  const gauge = sizeGauge(text, sizes, hasPatient);
  const size = fileSize(gauge.bytes, t.language);
  if (gauge.limit === null) return <p className={styles.note}>{t("writing.gaugeValue", { size })}</p>;
  const limit = fileSize(gauge.limit, t.language);
  const words = gauge.state === "over" ? t("writing.gaugeOver", { limit }) : t("writing.gaugeOf", { size, limit });
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
