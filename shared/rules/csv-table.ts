/** A table read out of a text: its rows, every one of the same width as the widest; `cut` where more rows than are kept. */
export type CsvTable = { readonly rows: readonly (readonly string[])[]; readonly cut: boolean };

const MOST_ROWS = 20_001;
const MOST_COLUMNS = 60;
const MOST_CELL = 500;
const SEPARATORS = [";", "\t", ",", "|"] as const;

/** Reads a CSV (RFC 4180) with the separator that its first line uses most; cells are trimmed, controls out, long ones cut. Never throws. */
export const readCsv = (text: string): CsvTable => {
  const source = text.replace(/^\uFEFF/u, "");
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = (): void => {
    if (row.length < MOST_COLUMNS) row.push(clean(cell));
    cell = "";
  };
  const endRow = (): void => {
    endCell();
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
  };
  for (let at = 0; at < source.length && rows.length < MOST_ROWS; at += 1) {
    const character = source[at] ?? "";
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === "") {
      cell = "";
      quoted = true;
    } else if (character === separator) endCell();
    else if (character === "\n" || character === "\r") endRow();
    else cell += character;
  }
  if (rows.length < MOST_ROWS) endRow();
  const width = Math.max(0, ...rows.map((one) => one.length));
  const full = rows.slice(0, MOST_ROWS - 1).map((one) => [...one, ...Array<string>(width - one.length).fill("")]);
  return { rows: full, cut: rows.length >= MOST_ROWS };
};

const separatorOf = (source: string): string => {
  const line = source.slice(0, 5000).split(/[\r\n]/u)[0] ?? "";
  const count = (separator: string): number => line.split(separator).length;
  return SEPARATORS.reduce<string>((best, one) => (count(one) > count(best) ? one : best), ";");
};

const clean = (cell: string): string =>
  withoutGuard(
    cell
      .slice(0, MOST_CELL)
      .replaceAll(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  );

/** A text of cells for a spreadsheet: `;`, quotes where needed, lines of CRLF, a mark of UTF-8; a cell is never a formula (OWASP CSV injection). */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCell).join(";")).join("\r\n")}\r\n`;

/** One cell as it is written: a quote before what a spreadsheet would run, and before what already looks guarded so that it reads back the same. */
export const csvCell = (cell: string): string => {
  const safe = /^'*[=+\-@＝＋－＠\t\r\n]/u.test(cell) ? `'${cell}` : cell;
  return /[";,\t\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A cell as it was before `csvCell` guarded it. */
export const withoutGuard = (cell: string): string => cell.replace(/^'(?='*[=+\-@＝＋－＠\t\r\n])/u, "");
