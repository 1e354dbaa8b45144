import type { TraceLine } from "#shared/domain/trace-event";
import { csvCell } from "#shared/rules/csv-table";

const COLUMNS = [
  "seq",
  "at",
  "action",
  "mailbox",
  "actor",
  "request",
  "answer",
  "success",
  "messageId",
  "folder",
  "recipients",
  "size",
  "documentId",
  "cdaCode",
  "hash",
] as const satisfies readonly (keyof TraceLine)[];

/** The journal as CSV for a spreadsheet in French: UTF-8 with BOM, semicolons, CRLF (RFC 4180), no cell that a spreadsheet would run. */
export function traceCsv(lines: Iterable<TraceLine>): string {
  const rows: string[] = [COLUMNS.join(";")];
  for (const line of lines) rows.push(COLUMNS.map((column) => cell(line[column])).join(";"));
  return `\uFEFF${rows.join("\r\n")}\r\n`;
}

function cell(value: TraceLine[keyof TraceLine]): string {
  const text = value === undefined ? "" : Array.isArray(value) ? value.join(", ") : String(value);
  return typeof value === "number" ? text : csvCell(text);
}
