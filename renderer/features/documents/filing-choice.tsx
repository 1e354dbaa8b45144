import FolderInput from "lucide-react/icons/folder-input";
import FolderPlus from "lucide-react/icons/folder-plus";
import { useState } from "react";
import type { FilingDecision } from "#shared/contract/documents";
import type { Patient } from "#shared/domain/patient";
import { hl7Date } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Badge, Button, classes, FictitiousMark, SearchField } from "../../ui";
import { useQueryOf } from "../../bridge";
import { comparison } from "./comparison";
import { TraitTable } from "./trait-table";
import styles from "./filing-panel.module.css";

/** The records that may fit, the chosen one beside the document, and the two ways to file. */
export function FilingChoice({
  decision,
  busy,
  onFile,
}: {
  readonly decision: FilingDecision;
  readonly busy: boolean;
  readonly onFile: (patient: Patient | null) => void;
}) {
  const t = useText();
  const [chosen, setChosen] = useState<Patient | null>(
    () => (decision.candidates.find((candidate) => candidate.suggested) ?? decision.candidates[0])?.patient ?? null,
  );
  const [search, setSearch] = useState<string | null>(decision.candidates.length === 0 ? "" : null);
  const found = useQueryOf(
    "patients.list",
    { search: search ?? "", limit: 8 },
    { enabled: search !== null && search.trim() !== "", keep: true },
  );
  const proposed = decision.candidates.map(({ patient }) => patient);
  const shown = search === null || search.trim() === "" ? proposed : (found.data ?? []);
  const rows = comparison(decision.traits, chosen);
  const differs = rows.some((row) => row.state === "differs");
  return (
    <>
      <section className={styles.records} aria-label={t("documents.candidates")}>
        {shown.map((patient) => (
          <RecordChoice
            key={patient.id}
            patient={patient}
            isChosen={chosen?.id === patient.id}
            isSuggested={decision.candidates.some((one) => one.suggested && one.patient.id === patient.id)}
            onChoose={() => setChosen(patient)}
          />
        ))}
        {shown.length === 0 && search !== null && search.trim() !== "" && (
          <p className={styles.none}>{t("documents.noCandidate")}</p>
        )}
        {search === null ? (
          <Button variant="quiet" onPress={() => setSearch("")}>
            {t("documents.otherRecord")}
          </Button>
        ) : (
          <SearchField label={t("documents.searchRecord")} value={search} onChange={setSearch} />
        )}
      </section>
      <TraitTable rows={rows} compared={chosen !== null} />
      <Ways chosen={chosen} differs={differs} busy={busy} onFile={onFile} />
      <Created status={decision.traits.status} />
    </>
  );
}

/** One record that may be the patient's, to choose. */
function RecordChoice({
  patient,
  isChosen,
  isSuggested,
  onChoose,
}: {
  readonly patient: Patient;
  readonly isChosen: boolean;
  readonly isSuggested: boolean;
  readonly onChoose: () => void;
}) {
  const t = useText();
  return (
    <button
      type="button"
      className={classes(styles.record, isChosen && styles.chosen)}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      <span className={styles.recordName}>
        {patient.birthName} {patient.firstName} <FictitiousMark oid={patient.ins?.oid ?? null} />
      </span>
      <span>{t(`documents.born-${patient.sex}`, { date: hl7Date(patient.birthDate) })}</span>
      <Badge tone={patient.status === "QUAL" ? "good" : "neutral"}>{t(`patients.status-${patient.status}`)}</Badge>
      {isSuggested && <Badge tone="brand">{t("documents.suggested")}</Badge>}
    </button>
  );
}

/** The two ways to file: in the chosen record, or in a new one. */
function Ways({
  chosen,
  differs,
  busy,
  onFile,
}: {
  readonly chosen: Patient | null;
  readonly differs: boolean;
  readonly busy: boolean;
  readonly onFile: (patient: Patient | null) => void;
}) {
  const t = useText();
  return (
    <div className={styles.actions}>
      {chosen !== null && (
        <Button
          variant={differs ? "warning" : "primary"}
          icon={FolderInput}
          isPending={busy}
          onPress={() => onFile(chosen)}
        >
          {t(differs ? "documents.fileAnyway" : "documents.fileIn")}
        </Button>
      )}
      <Button
        variant={chosen === null ? "primary" : "plain"}
        icon={FolderPlus}
        isPending={busy}
        onPress={() => onFile(null)}
      >
        {t("documents.create")}
      </Button>
    </div>
  );
}

/** What a new record would be made of. */
function Created({ status }: { readonly status: Patient["status"] }) {
  const t = useText();
  return <p className={styles.note}>{t("documents.createAbout", { status: t(`patients.status-${status}`) })}</p>;
}
