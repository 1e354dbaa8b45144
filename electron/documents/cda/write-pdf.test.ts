import { PDFDocument } from "pdf-lib";
import { describe, expect, test } from "vitest";
import { winAnsi } from "./pdf-text";
import { matchesMediaType } from "./media-type";
import { writeReportPdf, type ReportInput } from "./write-pdf";

const report: ReportInput = {
  title: "Compte rendu de consultation — DEMO",
  patientLine: "PAT-DEMO Jeanne, née le 28/03/1979",
  authorLine: "Dr Camille DEMO-MEDECIN, cabinet DEMO",
  date: new Date("2026-01-01T11:00:00Z"),
  sections: [
    { title: "Motif", lines: ["Suivi annuel, œdème, 37,2 °C, 12 €."] },
    {
      title: "Biologie",
      table: [
        ["Analyse", "Résultat"],
        ["Glucose", "5,1 mmol/L"],
      ],
    },
  ],
};

describe("a report in PDF", () => {
  test("is one A4 page with its metadata", async () => {
    const bytes = await writeReportPdf(report);
    expect(matchesMediaType("application/pdf", bytes)).toBe(true);
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(pdf.getPageCount()).toBe(1);
    expect(pdf.getPage(0).getSize()).toEqual({ width: 595.28, height: 841.89 });
    expect(pdf.getTitle()).toBe(report.title);
    expect(pdf.getAuthor()).toBe(report.authorLine);
    expect(pdf.getCreationDate()).toEqual(report.date);
  });

  test("has the same bytes for the same input", async () => {
    expect(await writeReportPdf(report)).toEqual(await writeReportPdf(report));
  });

  test("goes on to other pages when it is long", async () => {
    const long = {
      ...report,
      sections: [
        { title: "Suite", lines: Array.from({ length: 90 }, (_, index) => `Ligne ${index} ${"mot ".repeat(20)}`) },
      ],
    };
    expect((await PDFDocument.load(await writeReportPdf(long))).getPageCount()).toBeGreaterThan(2);
  });

  test("never fails on a character that its fonts lack, nor on an endless word, nor on nothing", async () => {
    const odd = {
      ...report,
      title: "Ωmega 中文 😀 ő ≥ 5",
      authorLine: "",
      sections: [{ title: "", lines: ["x".repeat(2000), ""], table: [[], ["seul"]] }],
    };
    await expect(writeReportPdf(odd)).resolves.toBeInstanceOf(Uint8Array);
  });
});

test.each([
  ["été œuvre €", "été œuvre €"],
  ["ő ≥ μ − →", "o >= µ - ->"],
  ["中😀", "??"],
  ["a\n\tb", "a b"],
])("%j is written %j", (text, expected) => {
  expect(winAnsi(text)).toBe(expected);
});
