import BadgeCheck from "lucide-react/icons/badge-check";
import CircleHelp from "lucide-react/icons/circle-question-mark";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { PatientBanner } from "#shared/domain/message";
import { hl7Date, monthName } from "#shared/text/formats/index";
import { useText, type Text } from "../../text";
import { type LineTrust, Matricule, PatientLine } from "../../ui";
import styles from "./patient-head.module.css";

type Trust = Pick<LineTrust, "icon" | "tone"> & {
  readonly key: "QUAL" | "VALI" | "RECUP" | "PROV" | "unknown" | "key";
};

/** How far the identity of a patient is trusted: a wrong key first, then the local record, else not verified. */
export function trustOf(patient: PatientBanner): Trust {
  if (!patient.addressed.keyValid) return { key: "key", icon: TriangleAlert, tone: "warning" };
  const status = patient.known?.status;
  if (status === undefined) return { key: "unknown", icon: CircleHelp, tone: "warning" };
  if (status === "QUAL" || status === "VALI")
    return { key: status, icon: BadgeCheck, tone: status === "QUAL" ? "good" : "neutral" };
  return { key: status, icon: TriangleAlert, tone: "warning" };
}

/** Whom the conversation is about, with the trust in words; what is only deduced from the address says so. */
export function PatientHead({ patient, name }: { readonly patient: PatientBanner; readonly name: string }) {
  const t = useText();
  const trust = trustOf(patient);
  const { known } = patient;
  const title =
    known === null
      ? patient.announcedName || name
      : `${known.usedName ?? known.birthName} ${known.usedFirstName ?? known.firstName}`;
  return (
    <section className={styles.banner} aria-label={t("reader.patientBanner")}>
      <PatientLine
        name={title}
        kind={t("app.kind-patient")}
        said={known === null && patient.announcedName !== "" ? t("reader.announced") : undefined}
        trust={{ ...trust, text: t(`reader.trust-${trust.key}`) }}
      >
        <Traits patient={patient} />
        {trust.key === "key" && <p className={styles.note}>{t("reader.trustKeyText")}</p>}
        {trust.key === "unknown" && <p className={styles.note}>{t("reader.unknownText")}</p>}
      </PatientLine>
    </section>
  );
}

function Traits({ patient }: { readonly patient: PatientBanner }) {
  const t = useText();
  const { known, addressed } = patient;
  const sex = known?.sex ?? addressed.sex;
  const deduced = known === null && <span className={styles.deduced}>{t("reader.deduced")}</span>;
  return (
    <dl className={styles.traits}>
      <div>
        <dt>{known === null ? t("reader.bornDeduced") : t(bornKey(sex))}</dt>
        <dd>
          <strong>{known === null ? deducedBirth(patient, t) : hl7Date(known.birthDate)}</strong>
          {deduced}
        </dd>
      </div>
      <div>
        <dt>{t("reader.sex")}</dt>
        <dd>
          <strong>{t(`app.sex-${sex}`)}</strong>
          {deduced}
        </dd>
      </div>
      <div>
        <dt>{t("reader.ins")}</dt>
        <dd>
          <Matricule matricule={patient.ins?.matricule ?? addressed.matricule} oid={patient.ins?.oid ?? null} />
        </dd>
      </div>
    </dl>
  );
}

const bornKey = (sex: "male" | "female" | "unknown") =>
  sex === "female" ? "reader.bornFemale" : sex === "male" ? "reader.bornMale" : "reader.born";

/** Month and two digits of the year, as the matricule has them: the century is never guessed. */
function deducedBirth({ addressed }: PatientBanner, t: Text): string {
  const year = addressed.birthYear2;
  return addressed.birthMonth === undefined
    ? t("reader.bornYear", { year })
    : t("reader.bornMonthYear", { month: monthName(addressed.birthMonth, t.language), year });
}
