import { useState } from "react";
import type { Patient } from "#shared/domain/patient";
import { hl7Date } from "#shared/text/formats/index";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Badge, Banner, Button, Matricule, SearchField } from "../../ui";
import styles from "./make-document-panel.module.css";

/** The patient that a document is about, taken from the local base; what her identity allows is said at once. */
export function PatientChoice({
  patient,
  onChoose,
}: {
  readonly patient: Patient | null;
  readonly onChoose: (patient: Patient | null) => void;
}) {
  const t = useText();
  return (
    <section className={styles.patient} aria-label={t("documents.patient")}>
      <h3>{t("documents.patient")}</h3>
      {patient === null ? (
        <Search onChoose={onChoose} />
      ) : (
        <>
          <Chosen patient={patient} />
          <Button variant="quiet" onPress={() => onChoose(null)}>
            {t("making.otherPatient")}
          </Button>
          {patient.status !== "QUAL" && <Banner tone="warning">{t("making.notQualified")}</Banner>}
        </>
      )}
    </section>
  );
}

function Chosen({ patient }: { readonly patient: Patient }) {
  const t = useText();
  return (
    <span className={styles.chosen}>
      <strong>
        {patient.birthName} {patient.firstName}
      </strong>
      <span>{t(`documents.born-${patient.sex}`, { date: hl7Date(patient.birthDate) })}</span>
      {patient.ins !== null && <Matricule matricule={patient.ins.matricule} oid={patient.ins.oid} />}
      <Badge tone={patient.status === "QUAL" ? "good" : "neutral"}>{t(`patients.status-${patient.status}`)}</Badge>
    </span>
  );
}

function Search({ onChoose }: { readonly onChoose: (patient: Patient) => void }) {
  const t = useText();
  const [search, setSearch] = useState("");
  const found = useQueryOf("patients.list", { search, limit: 6 }, { enabled: search.trim() !== "", keep: true });
  const rows = search.trim() === "" ? [] : (found.data ?? []);
  return (
    <>
      <SearchField label={t("documents.searchRecord")} value={search} onChange={setSearch} />
      <ul className={styles.found}>
        {rows.map((patient) => (
          <li key={patient.id}>
            <button type="button" className={styles.row} onClick={() => onChoose(patient)}>
              <Chosen patient={patient} />
            </button>
          </li>
        ))}
      </ul>
      {search.trim() !== "" && found.data?.length === 0 && <p role="status">{t("making.noPatient")}</p>}
    </>
  );
}
