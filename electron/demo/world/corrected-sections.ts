import type { DocumentBlock, DocumentSection } from "../ports";

const RESULT = 1;
const STEP = 1.12;

/** What a version of a document holds: the first as written, each later one with the first figure of its tables corrected and a line that says so. */
export function correctedSections(sections: readonly DocumentSection[], version: number): readonly DocumentSection[] {
  if (version < 2) return sections;
  const at = sections.findIndex(({ blocks }) => blocks.some(hasResult));
  const said: DocumentBlock = { kind: "paragraph", text: `Version ${version}, corrigée après relecture.` };
  return sections.map((section, index) => ({
    ...section,
    blocks: [
      ...(index === Math.max(at, 0) ? [said] : []),
      ...section.blocks.map((block) => (index === at ? corrected(block, version) : block)),
    ],
  }));
}

const hasResult = (block: DocumentBlock): boolean =>
  block.kind === "table" && block.rows.some((row) => isFigure(row[RESULT]));

const isFigure = (cell: string | undefined): cell is string => cell !== undefined && /^\d+(?:,\d+)?$/u.test(cell);

function corrected(block: DocumentBlock, version: number): DocumentBlock {
  if (block.kind !== "table") return block;
  const at = block.rows.findIndex((row) => isFigure(row[RESULT]));
  return { ...block, rows: block.rows.map((row, index) => (index === at ? withResult(row, version) : row)) };
}

function withResult(row: readonly string[], version: number): readonly string[] {
  const cell = row[RESULT] ?? "";
  const decimals = cell.split(",")[1]?.length ?? 0;
  const value = Number(cell.replace(",", ".")) * STEP ** (version - 1);
  return row.with(RESULT, value.toFixed(decimals).replace(".", ","));
}
