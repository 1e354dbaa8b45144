import CircleCheck from "lucide-react/icons/circle-check";
import PenLine from "lucide-react/icons/pen-line";
import ShieldQuestion from "lucide-react/icons/shield-question-mark";
import type { ReactNode } from "react";
import type { Patient } from "#shared/domain/patient";
import { patientAddress } from "#shared/rules/ins";
import { hl7Date } from "#shared/text/formats/index";
import { useText } from "../../text";
import { AvatarTile, Banner, Button, classes, Fact, Glyph, Matricule } from "../../ui";
import { startDraft } from "../../workspace";
import styles from "./patients.module.css";

/** Who the patient is, how far that is trusted, whether they may be written to. */
export function PatientIdentity({ patient, edit }: { readonly patient: Patient; readonly edit: ReactNode }) {
  const t = useText();
  const name = `${patient.birthName} ${patient.firstName}`;
  const good = patient.status === "QUAL";
  // Only a qualified INS gives an address (ECO.2.2.6).
  const address = good && patient.ins !== null ? patientAddress(patient.ins.matricule) : null;
  const birth = hl7Date(patient.birthDate);
  return (
    <section className={styles.identity} aria-label={t("patients.identity")}>
      <div className={styles.who}>
        <AvatarTile kind="patient" size={44} />
        <div className={styles.whoWords}>
          <h2 className={styles.name}>{name}</h2>
          <p className={styles.said}>
            {[
              birth === "" ? "" : t(`patients.born-${patient.sex}`, { date: birth }),
              patient.usedName === undefined ? "" : `${t("patients.usedName")} : ${patient.usedName}`,
            ]
              .filter((word) => word !== "")
              .join(" · ")}
          </p>
        </div>
        <span className={styles.acts}>
          {edit}
          {address !== null && (
            <Button variant="primary" icon={PenLine} onPress={() => void startDraft({ to: [{ name, address }] })}>
              {t("patients.write")}
            </Button>
          )}
        </span>
      </div>
      <p className={classes(styles.status, good ? styles.good : styles.toVerify)}>
        <Glyph icon={good ? CircleCheck : ShieldQuestion} size={17} />
        <span>
          <strong>{t(`patients.status-${patient.status}`)}</strong> · {t(`patients.statusAbout-${patient.status}`)}
        </span>
      </p>
      <Traits patient={patient} />
      {patient.opposedToMessagesOn !== undefined && (
        <Banner tone="warning">
          {t("patients.opposed", { date: hl7Date(patient.opposedToMessagesOn.replaceAll("-", "")) })}
        </Banner>
      )}
      {patient.opposedToProfessionalsOn !== undefined && (
        <Banner tone="warning">
          {t("patients.opposedToProfessionals", {
            date: hl7Date(patient.opposedToProfessionalsOn.replaceAll("-", "")),
          })}
        </Banner>
      )}
      {address === null && <p className={styles.none}>{t("patients.cannotWrite")}</p>}
    </section>
  );
}

function Traits({ patient }: { readonly patient: Patient }) {
  const t = useText();
  return (
    <dl className={styles.traits}>
      <Fact name={t("patients.matricule")}>
        {patient.ins === null ? (
          t("patients.noMatricule")
        ) : (
          <Matricule matricule={patient.ins.matricule} oid={patient.ins.oid} />
        )}
      </Fact>
      {patient.status === "QUAL" && patient.ins !== null && (
        <Fact name={t("patients.address")}>{patientAddress(patient.ins.matricule) ?? ""}</Fact>
      )}
      <Fact name={t("patients.sex")}>{t(`app.sex-${patient.sex}`)}</Fact>
      <Fact name={t("patients.names")}>{patient.names}</Fact>
      <Fact name={t("patients.birthPlace")}>{patient.birthPlace}</Fact>
    </dl>
  );
}
