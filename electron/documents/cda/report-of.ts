import type { CdaDocument, NarrativeNode, NarrativeSection } from "#shared/domain/document";
import { openNarrative } from "#shared/rules/packed-narrative";
import type { ReportInput, ReportSection } from "./write-pdf";

const MOST_SECTIONS = 200;
const MOST_ROWS = 2000;

/**
 * What the PDF copy of a structured document says (ECO.2.1.5): its title, type, date, author and organisation, then its narrative,
 * section by section; what is too long to be held is said on it. `now` is used only when the document gives no readable date.
 */
export function reportOf(document: CdaDocument, now: Date): ReportInput {
  const { header } = document;
  const { patient } = header;
  const [author] = header.authors;
  const born = /^(\d{4})(\d\d)(\d\d)/u.exec(patient.birthDate ?? "");
  const identity = [
    `${patient.birthName ?? ""} ${patient.firstName ?? ""}`.trim(),
    born === null ? "" : `${born[3]}/${born[2]}/${born[1]}`,
  ];
  const sections = openNarrative(document.narrative).flatMap((section) => reportSections(section));
  const who = [author?.title, author?.given, author?.family].filter((one) => one !== undefined && one !== "").join(" ");
  return {
    title: header.title === "" ? header.code.label : header.title,
    patientLine: identity.filter((one) => one !== "").join(", "),
    authorLine: [who, author?.organization ?? ""].filter((one) => one !== "").join(", "),
    date: dateOf(header.serviceStart === "" ? header.effectiveTime : header.serviceStart) ?? now,
    sections: bounded(sections),
  };
}

/** At most so many parts and rows; what is left out is said first, and again where it is missing (ECO.2.1.5). */
function bounded(sections: readonly ReportSection[]): readonly ReportSection[] {
  const kept = sections.slice(0, MOST_SECTIONS).flatMap((section): readonly ReportSection[] => {
    const left = (section.table?.length ?? 0) - MOST_ROWS;
    if (left <= 0) return [section];
    return [
      { ...section, table: section.table?.slice(0, MOST_ROWS) ?? [] },
      { title: "", lines: [leftRows(left)] },
    ];
  });
  const left = sections.length - MOST_SECTIONS;
  const whole = left <= 0 && kept.length === sections.length;
  if (whole) return kept;
  const end = left > 0 ? [{ title: CUT, lines: [leftSections(left)] }] : [];
  return [{ title: CUT, lines: [CUT_ABOUT] }, ...kept, ...end];
}

const CUT = "Copie incomplète";
const CUT_ABOUT =
  "Ce document est trop long pour tenir ici en entier : des lignes ou des parties manquent, et leur place le dit. Lisez-le en entier dans le document d’origine (CDA).";
const leftRows = (count: number): string =>
  `Copie incomplète : ${count} lignes de ce tableau ne sont pas reproduites ici.`;
const leftSections = (count: number): string =>
  `${count} parties du document, après celle-ci, ne sont pas reproduites ici.`;

function reportSections(section: NarrativeSection): readonly ReportSection[] {
  const parts: ReportSection[] = [];
  let lines: string[] = [];
  const close = (table?: readonly (readonly string[])[]): void => {
    if (lines.length === 0 && table === undefined) return;
    parts.push({ title: parts.length === 0 ? section.title : "", lines, ...(table === undefined ? {} : { table }) });
    lines = [];
  };
  for (const node of blocksOf(section.content)) {
    if (typeof node !== "string" && node.kind === "table") close(rowsOf(node));
    else lines.push(...linesOf(node));
  }
  close();
  if (parts.length === 0 && section.title !== "") parts.push({ title: section.title });
  return [...parts, ...section.sections.flatMap(reportSections)];
}

/** Tables that stand inside a paragraph or a list are brought up to where a report can draw them. */
function blocksOf(nodes: readonly NarrativeNode[]): readonly NarrativeNode[] {
  return nodes.flatMap((node) =>
    hasChildren(node) && node.kind !== "table" && node.children.some(holdsTable) ? blocksOf(node.children) : [node],
  );
}

function holdsTable(node: NarrativeNode): boolean {
  return hasChildren(node) && (node.kind === "table" || node.children.some(holdsTable));
}

function rowsOf(table: NarrativeNode): readonly (readonly string[])[] {
  if (!hasChildren(table)) return [];
  const rows = table.children.flatMap((child): readonly (readonly string[])[] => {
    if (!hasChildren(child) || child.kind !== "tr") return rowsOf(child);
    return [child.children.filter(isCell).map((cell) => textOf(cell))];
  });
  return rows;
}

function linesOf(node: NarrativeNode): readonly string[] {
  if (hasChildren(node) && node.kind === "list")
    return node.children.map((item, index) => `${node.ordered ? `${index + 1}.` : "–"} ${textOf(item)}`);
  return textOf(node)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function textOf(node: NarrativeNode): string {
  if (typeof node === "string") return node;
  if (node.kind === "break") return "\n";
  return hasChildren(node) ? node.children.map(textOf).join("") : "";
}

function hasChildren(node: NarrativeNode): node is Extract<NarrativeNode, { children: unknown }> {
  return typeof node !== "string" && "children" in node;
}

function isCell(node: NarrativeNode): boolean {
  return typeof node === "string" || node.kind === "td" || node.kind === "th";
}

function dateOf(hl7: string): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)/u.exec(hl7);
  return parts === null ? null : new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]), 12);
}
