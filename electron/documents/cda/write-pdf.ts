import { PDFDocument, StandardFonts, rgb, type PDFFont, type PDFPage } from "pdf-lib";
import { fitted, winAnsi } from "./pdf-text";

/** A report to lay out on A4 pages; lines are wrapped, characters outside WinAnsi are replaced. */
export type ReportInput = {
  readonly title: string;
  readonly patientLine: string;
  readonly authorLine: string;
  readonly date: Date;
  readonly sections: readonly ReportSection[];
};

/** A titled part: paragraphs, then the rows of a table whose first row is its head. */
export type ReportSection = {
  readonly title: string;
  readonly lines?: readonly string[];
  readonly table?: readonly (readonly string[])[];
};

const page = { width: 595.28, height: 841.89, margin: 56, bottom: 72 };
const ink = rgb(0.13, 0.16, 0.2);
const soft = rgb(0.4, 0.44, 0.5);
const accent = rgb(0.1, 0.32, 0.46);
const band = rgb(0.94, 0.96, 0.97);
const width = page.width - 2 * page.margin;

type Sheet = {
  readonly pdf: PDFDocument;
  readonly regular: PDFFont;
  readonly bold: PDFFont;
  current: PDFPage;
  y: number;
};

/** Bytes of a simple A4 report (title, identity, sections, numbered pages); same input, same bytes. Not PDF/A: its fonts are not embedded. */
export async function writeReportPdf(input: ReportInput): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const regular = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  describe(pdf, input);
  const sheet: Sheet = {
    pdf,
    regular,
    bold,
    current: pdf.addPage([page.width, page.height]),
    y: page.height - page.margin,
  };
  heading(sheet, input);
  for (const section of input.sections) writeSection(sheet, section);
  footers(sheet, input);
  return pdf.save({ useObjectStreams: false });
}

function describe(pdf: PDFDocument, input: ReportInput): void {
  pdf.setTitle(winAnsi(input.title), { showInWindowTitleBar: true });
  pdf.setAuthor(winAnsi(input.authorLine));
  pdf.setLanguage("fr-FR");
  pdf.setProducer("Pli");
  pdf.setCreator("Pli");
  pdf.setCreationDate(input.date);
  pdf.setModificationDate(input.date);
}

function heading(sheet: Sheet, input: ReportInput): void {
  for (const line of fitted(input.title, sheet.bold, 20, width)) text(sheet, line, sheet.bold, 20, accent, 26);
  sheet.y -= 8;
  const lines = [
    ...fitted(input.patientLine, sheet.bold, 10.5, width - 24),
    ...fitted(input.authorLine, sheet.regular, 10.5, width - 24),
  ];
  const height = lines.length * 16 + 16;
  sheet.current.drawRectangle({ x: page.margin, y: sheet.y - height, width, height, color: band });
  sheet.current.drawRectangle({ x: page.margin, y: sheet.y - height, width: 3, height, color: accent });
  sheet.y -= 8;
  const patientLines = fitted(input.patientLine, sheet.bold, 10.5, width - 24).length;
  lines.forEach((line, index) =>
    text(sheet, line, index < patientLines ? sheet.bold : sheet.regular, 10.5, ink, 16, 16),
  );
  sheet.y -= 20;
}

function writeSection(sheet: Sheet, section: ReportSection): void {
  room(sheet, 60);
  for (const line of fitted(section.title, sheet.bold, 12.5, width)) text(sheet, line, sheet.bold, 12.5, accent, 20);
  sheet.current.drawLine({
    start: { x: page.margin, y: sheet.y + 2 },
    end: { x: page.width - page.margin, y: sheet.y + 2 },
    thickness: 0.6,
    color: accent,
  });
  sheet.y -= 4;
  for (const paragraph of section.lines ?? []) {
    for (const line of fitted(paragraph, sheet.regular, 10.5, width)) text(sheet, line, sheet.regular, 10.5, ink, 15);
    sheet.y -= 3;
  }
  if (section.table) table(sheet, section.table);
  sheet.y -= 12;
}

function table(sheet: Sheet, rows: readonly (readonly string[])[]): void {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const column = width / columns;
  rows.forEach((row, index) => {
    const font = index === 0 ? sheet.bold : sheet.regular;
    const wrapped = row.map((cell) => fitted(cell, font, 9.5, column - 10));
    const height = Math.max(1, ...wrapped.map((lines) => lines.length)) * 13 + 6;
    room(sheet, height);
    if (index === 0)
      sheet.current.drawRectangle({ x: page.margin, y: sheet.y - height + 2, width, height, color: band });
    wrapped.forEach((lines, cell) => {
      lines.forEach((line, step) =>
        sheet.current.drawText(line, {
          x: page.margin + cell * column + 5,
          y: sheet.y - 10 - step * 13,
          size: 9.5,
          font,
          color: ink,
        }),
      );
    });
    sheet.y -= height;
    sheet.current.drawLine({
      start: { x: page.margin, y: sheet.y + 2 },
      end: { x: page.width - page.margin, y: sheet.y + 2 },
      thickness: 0.4,
      color: band,
    });
  });
}

function footers(sheet: Sheet, input: ReportInput): void {
  const pages = sheet.pdf.getPages();
  const [patient = ""] = fitted(input.patientLine, sheet.regular, 8, width - 60);
  pages.forEach((each, index) => {
    const number = `${index + 1} / ${pages.length}`;
    each.drawText(patient, { x: page.margin, y: 36, size: 8, font: sheet.regular, color: soft });
    each.drawText(number, {
      x: page.width - page.margin - sheet.regular.widthOfTextAtSize(number, 8),
      y: 36,
      size: 8,
      font: sheet.regular,
      color: soft,
    });
  });
}

function text(
  sheet: Sheet,
  line: string,
  font: PDFFont,
  size: number,
  color: ReturnType<typeof rgb>,
  leading: number,
  indent = 0,
): void {
  room(sheet, leading);
  sheet.current.drawText(line, { x: page.margin + indent, y: sheet.y - size, size, font, color });
  sheet.y -= leading;
}

function room(sheet: Sheet, height: number): void {
  if (sheet.y - height >= page.bottom) return;
  sheet.current = sheet.pdf.addPage([page.width, page.height]);
  sheet.y = page.height - page.margin;
}
