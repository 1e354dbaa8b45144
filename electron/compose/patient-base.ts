import type { Handlers } from "#shared/contract/index";
import { readCsv, writeCsv } from "#shared/rules/csv-table";
import { patientRows } from "#shared/rules/patients-csv";
import { fromUtf8OrWindows1252 } from "#shared/rules/windows-1252";
import type { Services } from "./services";

type Names = "patients.readFile" | "patients.import" | "patients.export" | "patients.merge";

/** A base of 20,000 records is a few megabytes of text. */
const MOST_BYTES = 10_000_000;

/** The local base as a whole: in from a file, out to a file, two records made one. */
export function patientBaseHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  const traced = (action: "patient-create" | "patient-change" | "document-export", request: string) =>
    services.trace({ action, request, answer: "done", success: true });
  return {
    "patients.readFile": async () => {
      const { files, tooBig } = await services.platform.dialogs.chooseFiles(MOST_BYTES);
      if (tooBig.length > 0)
        services.platform.emit({ kind: "notice", code: "file-too-big", about: String(MOST_BYTES) });
      const [file] = files;
      return file === undefined ? null : readCsv(fromUtf8OrWindows1252(file.bytes));
    },
    "patients.import": async ({ patients }) => {
      const outcome = await store.get().importPatients(patients.map(withoutUndefined));
      await traced("patient-create", `import ${outcome.created}`);
      services.changed("patients", "conversations", "documents");
      return outcome;
    },
    "patients.export": async () => {
      const patients = await store.get().allPatients();
      const bytes = new TextEncoder().encode(writeCsv(patientRows(patients)));
      const saved = await services.platform.dialogs.saveFile("patients.csv", bytes);
      if (saved) await traced("document-export", `patients ${patients.length}`);
      return { saved, count: patients.length };
    },
    "patients.merge": async ({ kept, gone }) => {
      const patient = await store.get().mergeRecords(kept, gone);
      await traced("patient-change", "merge");
      services.changed("patients", "conversations", "documents");
      return patient;
    },
  };
}

/** Optional fields of the contract may be undefined; those of the store are absent. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };
export function withoutUndefined<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;
}
