import FolderHeart from "lucide-react/icons/folder-heart";
import { useState } from "react";
import type { PatientRow } from "#shared/contract/documents";
import type { PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { hl7Date } from "#shared/text/formats/index";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import {
  Badge,
  EmptyState,
  FailureBanner,
  FictitiousMark,
  ListBeside,
  Page,
  SearchField,
  toasts,
  PersonRow,
  VirtualList,
} from "../../ui";
import { BaseActions } from "./base-actions";
import type { Scanned } from "./scan-dialog";
import { PatientForm } from "./patient-form";
import { PatientPanel } from "./patient-panel";

/** The records of this computer: search, list, one record beside it, a new one. */
export function PatientsPage() {
  const t = useText();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<PatientId | null>(null);
  const [creating, setCreating] = useState<{ readonly traits: Omit<Patient, "id"> | null } | null>(null);
  const query = useQueryOf("patients.list", { search: search.slice(0, 100), limit: 500 }, { keep: true });
  const open = (id: PatientId | null): void => {
    setChosen(id);
    setCreating(null);
  };
  const scanned = (found: Scanned): void => {
    if (found.kind === "new") return setCreating({ traits: found.traits });
    toasts.show(t("patients.scanKnown"));
    open(found.patient.id);
  };
  const create = <BaseActions onCreate={() => setCreating({ traits: null })} onScanned={scanned} />;
  return (
    <Page title={t("patients.title")} actions={create} wide>
      {query.error !== null && <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />}
      <ListBeside
        list={
          <>
            <SearchField label={t("patients.search")} value={search} onChange={setSearch} />
            <Records rows={query.data} search={search} chosen={chosen} onChoose={open} />
          </>
        }
      >
        {creating !== null ? (
          <PatientForm
            key={creating.traits?.ins?.matricule ?? ""}
            patient={null}
            start={creating.traits}
            onDone={(patient) => {
              setCreating(null);
              if (patient !== null) setChosen(patient.id);
            }}
          />
        ) : chosen === null ? (
          <EmptyState icon={FolderHeart} title={t("patients.choose")}>
            {t("patients.chooseText")}
          </EmptyState>
        ) : (
          <PatientPanel key={chosen} id={chosen} />
        )}
      </ListBeside>
    </Page>
  );
}

function Records({
  rows: known,
  search,
  chosen,
  onChoose,
}: {
  /** Undefined while they are read. */
  readonly rows: readonly PatientRow[] | undefined;
  readonly search: string;
  readonly chosen: PatientId | null;
  readonly onChoose: (id: PatientId | null) => void;
}) {
  const t = useText();
  if (known !== undefined && known.length === 0)
    return (
      <EmptyState icon={FolderHeart} title={t(search === "" ? "patients.empty" : "patients.emptySearch")}>
        {search === "" ? t("patients.emptyText") : t("patients.emptySearchText", { search })}
      </EmptyState>
    );
  const rows = known ?? [];
  return (
    <VirtualList
      label={t("patients.list", { count: rows.length })}
      framed
      rows={rows.map((row) => ({ kind: "item" as const, key: row.id, item: row }))}
      total={rows.length}
      active={chosen}
      onActivate={(key) => onChoose(rows.find((row) => row.id === key)?.id ?? null)}
      estimate={() => 64}
      renderItem={(row) => <Row row={row} />}
    />
  );
}

function Row({ row }: { readonly row: PatientRow }) {
  const t = useText();
  const birth = hl7Date(row.birthDate);
  return (
    <PersonRow
      kind="patient"
      name={`${row.birthName} ${row.firstName}`}
      marks={<Badge tone={row.status === "QUAL" ? "good" : "neutral"}>{t(`patients.status-${row.status}`)}</Badge>}
    >
      {[
        birth === "" ? "" : t(`patients.born-${row.sex}`, { date: birth }),
        t("patients.documents", { count: row.documents }),
      ]
        .filter((word) => word !== "")
        .join(" · ")}{" "}
      <FictitiousMark oid={row.ins?.oid ?? null} />
    </PersonRow>
  );
}
