import { useMemo, useState } from "react";
import type { CsvTable } from "#shared/rules/csv-table";
import {
  guessColumns,
  PATIENT_COLUMNS,
  type ColumnMap,
  type ReadLine,
  readPatientLines,
} from "#shared/rules/patients-csv";
import { hl7Date } from "#shared/text/formats/index";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, Dialog, FailureBanner, FormActs, SelectField, toasts } from "../../ui";
import styles from "./patients.module.css";

const SHOWN = 8;

/** A file of patients before it is taken in: which column is what, its first records, and its lines that cannot be taken, one by one. */
export function ImportDialog({ table, onClose }: { readonly table: CsvTable | null; readonly onClose: () => void }) {
  const t = useText();
  return (
    <Dialog title={t("patients.importTitle")} size="large" isOpen={table !== null} onClose={onClose}>
      {table !== null && <Importing table={table} onClose={onClose} />}
    </Dialog>
  );
}

function Importing({ table, onClose }: { readonly table: CsvTable; readonly onClose: () => void }) {
  const t = useText();
  const environment = useQueryOf("app.state", undefined).data?.environmentId ?? "production";
  const [map, setMap] = useState(() => guessColumns(table.rows[0] ?? []));
  const lines = useMemo(
    () => readPatientLines(table.rows, map, environment !== "production"),
    [table, map, environment],
  );
  const take = useCommand("patients.import", { failures: "inline" });
  const good = lines.flatMap((line) => (line.ok ? [line] : []));
  const run = async (): Promise<void> => {
    const result = await take.run({ patients: good.map(({ traits }) => traits) });
    if (!result.ok) return;
    toasts.show(t("patients.imported", result.value), { tone: "good", milliseconds: 12_000 });
    onClose();
  };
  return (
    <div className={styles.import}>
      <p>{t("patients.importLead")}</p>
      {table.cut && <Banner tone="warning">{t("patients.importCut")}</Banner>}
      <Columns head={table.rows[0] ?? []} map={map} onChange={setMap} />
      <Preview lines={good.slice(0, SHOWN)} />
      <Faults lines={lines} />
      <FailureBanner failure={take.failure} onRetry={() => void run()} />
      <div className={styles.formActions}>
        <FormActs onCancel={onClose} isDisabled={good.length === 0} isPending={take.pending} onPress={() => void run()}>
          {t("patients.importRun", { count: good.length })}
        </FormActs>
      </div>
    </div>
  );
}

function Columns({
  head,
  map,
  onChange,
}: {
  readonly head: readonly string[];
  readonly map: ColumnMap;
  readonly onChange: (map: ColumnMap) => void;
}) {
  const t = useText();
  const options = [
    { value: "-1", label: t("patients.noColumn") },
    ...head.map((name, at) => ({
      value: String(at),
      label: name === "" ? t("patients.column", { number: at + 1 }) : name,
    })),
  ];
  return (
    <div className={styles.columnsMap} role="group" aria-label={t("patients.columns")}>
      {PATIENT_COLUMNS.map((column) => (
        <SelectField
          key={column}
          label={t(`patients.${column}`)}
          value={String(map[column])}
          onChange={(value) => onChange({ ...map, [column]: Number(value) })}
          options={options}
        />
      ))}
    </div>
  );
}

function Preview({ lines }: { readonly lines: readonly Extract<ReadLine, { ok: true }>[] }) {
  const t = useText();
  if (lines.length === 0) return null;
  return (
    <table className={styles.preview}>
      <caption>{t("patients.preview")}</caption>
      <thead>
        <tr>
          {(["birthName", "firstName", "sex", "birthDate", "birthPlace", "matricule", "status"] as const).map(
            (column) => (
              <th key={column} scope="col">
                {t(`patients.${column}`)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ line, traits }) => (
          <tr key={line}>
            <td>{traits.birthName}</td>
            <td>{traits.firstName}</td>
            <td>{t(`app.sex-${traits.sex}`)}</td>
            <td>{hl7Date(traits.birthDate)}</td>
            <td>{traits.birthPlace}</td>
            <td>{traits.ins?.matricule ?? ""}</td>
            <td>{t(`patients.status-${traits.status}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What cannot be taken, line by line, so that the file can be put right. */
function Faults({ lines }: { readonly lines: readonly ReadLine[] }) {
  const t = useText();
  const bad = lines.flatMap((line) => (line.ok ? [] : [line]));
  if (bad.length === 0) return null;
  return (
    <Banner tone="warning">
      <p>{t("patients.importFaults", { count: bad.length })}</p>
      <ul className={styles.faults}>
        {bad.slice(0, 100).map(({ line, faults }) => (
          <li key={line}>
            {t("patients.faultLine", { line, faults: faults.map((fault) => t(`patients.fault-${fault}`)).join(", ") })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
