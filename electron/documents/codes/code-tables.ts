import type { Coded } from "#shared/domain/document";
import tables from "../../../assets/codes/code-tables.json" with { type: "json" };

/** The sets of codes that the tables hold (ANS, Nomenclature des objets de santé). */
export type CodeSet =
  | "typeCode"
  | "classCode"
  | "healthcareFacilityTypeCode"
  | "practiceSettingCode"
  | "confidentialityCode"
  | "authorSpecialty"
  | "administrativeGenderCode"
  | "civility"
  | "title";

type Row = { readonly code: string; readonly system: string; readonly label: string; readonly extra: string };

/** The code as the tables know it, or `undefined`; the label is the French one that is shown. */
export function codeOf(set: CodeSet, code: string): Required<Coded> | undefined {
  const row = rowsOf(set).get(code);
  return row && { code: row.code, system: row.system, label: row.label };
}

/** A coded value read from outside: label of the tables first, then the sender's, then the bare code. */
export function labelled(set: CodeSet, code: string, system: string, sentLabel: string): Coded {
  const known = codeOf(set, code);
  const kept = system || known?.system;
  return { code, ...(kept ? { system: kept } : {}), label: known?.label ?? (sentLabel || code) };
}

/** Document class (TRE_A03) of a document type (ASS_X04), or `undefined` for a type that the tables do not know. */
export function classOfType(typeCode: string): Required<Coded> | undefined {
  const row = rowsOf("typeCode").get(typeCode);
  return row && codeOf("classCode", row.extra);
}

/** Every code of a set, in the order of the tables. */
export function codesOf(set: CodeSet): readonly Required<Coded>[] {
  return [...rowsOf(set).values()].map(({ code, system, label }) => ({ code, system, label }));
}

const unstructuredTemplate = "1.3.6.1.4.1.19376.1.2.20";
const formatFallback = { code: "urn:asipSante:modelesHorsProfils:2011", system: "1.2.250.1.213.1.1.4.2.282" };
const unstructuredFormats: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "application/pdf": ":pdf:",
    "text/plain": ":text:",
    "image/jpeg": ":jpeg:",
    "text/rtf": ":rtf:",
    "application/rtf": ":rtf:",
    "image/tiff": ":tiff:",
  } as const),
);

/** formatCode of a document (ASS_A11) from its template ids, the last specific one winning, and the media type of an unstructured body. */
export function formatOf(templateIds: readonly string[], bodyMediaType: string | undefined): Required<Coded> {
  if (templateIds.includes(unstructuredTemplate)) {
    const mark = unstructuredFormats.get(bodyMediaType ?? "");
    const row = mark
      ? formatRows().find((each) => each.code === unstructuredTemplate && each.label.includes(mark))
      : undefined;
    if (row) return { code: row.label, system: row.system, label: row.label };
  }
  for (const template of templateIds.toReversed()) {
    const row = template === unstructuredTemplate ? undefined : formatRows().find((each) => each.code === template);
    if (row) return { code: row.label, system: row.system, label: row.label };
  }
  return { ...formatFallback, label: formatFallback.code };
}

const indexed = new Map<string, ReadonlyMap<string, Row>>();

function rowsOf(set: CodeSet): ReadonlyMap<string, Row> {
  let rows = indexed.get(set);
  if (!rows) {
    rows = new Map(allRows(set).map((row) => [row.code, row]));
    indexed.set(set, rows);
  }
  return rows;
}

// Not indexed by code: five formats share the template of unstructured documents.
let formats: readonly Row[] | undefined;

function formatRows(): readonly Row[] {
  formats ??= allRows("templateIdToFormatCode");
  return formats;
}

function allRows(set: string): Row[] {
  return tables.rows
    .filter((row) => row[0] === set)
    .map(([, code = "", system = "", label = "", extra = ""]) => ({ code, system, label, extra }));
}
