import Send from "lucide-react/icons/send";
import type { ReactNode } from "react";
import type { CheckPoint } from "#shared/contract/writing";
import { hl7Date, monthName } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Banner, Button, Dialog, Matricule } from "../../ui";
import { pointText } from "./point-text";
import styles from "./confirm-dialog.module.css";

/** What the person reads and confirms before a message leaves: the patient told by the matricule beside the local record, then each other point. */
export function ConfirmDialog({
  points,
  busy,
  onConfirm,
  onClose,
}: {
  readonly points: readonly CheckPoint[] | null;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  const identities = points?.filter((point) => point.patient !== undefined) ?? [];
  const others = points?.filter((point) => point.patient === undefined) ?? [];
  return (
    <Dialog
      title={t("writing.confirmTitle")}
      role="alertdialog"
      isOpen={points !== null}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t("writing.confirmBack")}</Button>
          <Button variant="primary" icon={Send} isPending={busy} onPress={onConfirm}>
            {t("writing.confirmSend")}
          </Button>
        </>
      }
    >
      <div className={styles.points}>
        {identities.map((point) => (
          <Identity key={point.key} point={point} />
        ))}
        {others.map((point) => (
          <Banner key={point.key} tone="warning">
            {pointText("confirm", point, t)}
          </Banner>
        ))}
      </div>
    </Dialog>
  );
}

function Identity({ point }: { readonly point: CheckPoint }) {
  const t = useText();
  const { patient } = point;
  if (patient === undefined) return null;
  const known = patient.known;
  return (
    <section className={styles.identity} aria-label={t("writing.confirm-patient-identity")}>
      <h3 className={styles.question}>{t("writing.confirm-patient-identity")}</h3>
      <p>
        <Matricule matricule={point.about ?? ""} />
      </p>
      <div className={styles.sides}>
        <div className={styles.side}>
          <h4>{t("writing.deducedTitle")}</h4>
          <dl className={styles.lines}>
            <Line name={t("writing.birth")}>
              {patient.birthMonth === undefined
                ? t("writing.birthYear", { year: patient.birthYear2 })
                : t("writing.birthMonth", {
                    month: monthName(patient.birthMonth, t.language),
                    year: patient.birthYear2,
                  })}
            </Line>
            <Line name={t("writing.sex")}>{t(`app.sex-${patient.sex}`)}</Line>
          </dl>
        </div>
        {known !== null && (
          <div className={styles.side}>
            <h4>{t("writing.knownTitle")}</h4>
            <dl className={styles.lines}>
              <Line name={t("writing.knownName")}>{known.name}</Line>
              <Line name={t("writing.knownBirth")}>{hl7Date(known.birthDate)}</Line>
            </dl>
          </div>
        )}
      </div>
      <Banner tone={known?.agrees === true ? "good" : "warning"}>
        {t(known === null ? "writing.knownNone" : known.agrees ? "writing.knownAgrees" : "writing.knownDiffers")}
      </Banner>
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.line}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
