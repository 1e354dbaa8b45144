import type { NarrativeSection } from "#shared/domain/document";
import { packNarrative } from "#shared/rules/packed-narrative";
import { describe, expect, it } from "vitest";
import { demoInput } from "./testing/documents";
import { readCda } from "./read-cda";
import { reportOf } from "./report-of";
import { writeCda } from "./write-cda";
import { writeReportPdf } from "./write-pdf";

const now = new Date("2026-11-22T08:00:00Z");
const structured = readCda(
  writeCda({
    ...demoInput,
    title: "CR d'examens biologiques DEMO",
    body: {
      kind: "structured",
      templateIds: ["1.2.250.1.213.1.1.1.55"],
      sections: [
        {
          title: "Hémogramme",
          blocks: [
            { kind: "paragraph", text: "Prélèvement à jeun." },
            {
              kind: "table",
              head: ["Analyse", "Résultat"],
              rows: [
                ["Hémoglobine", "13,2"],
                ["Plaquettes", "250"],
              ],
            },
            { kind: "list", items: ["Contrôle dans un mois", "Rien à signaler"] },
          ],
          sections: [{ title: "Conclusion", blocks: [{ kind: "paragraph", text: "Bilan normal." }] }],
        },
      ],
    },
  }),
).document;

describe("the report of a structured document (ECO.2.1.5)", () => {
  const report = reportOf(structured, now);

  it("says what the header says: title, patient, author, organisation, date of the act", () => {
    expect(report.title).toBe("CR d'examens biologiques DEMO");
    expect(report.patientLine).toBe("PAT-DEMO JEANNE, 28/03/1979");
    expect(report.authorLine).toContain("DEMO-MEDECIN");
    expect(report.authorLine).toContain("Cabinet DEMO & associés");
    expect(report.date.getFullYear()).toBe(2026);
    expect([report.date.getMonth(), report.date.getDate()]).toEqual([0, 1]);
  });

  it("keeps the narrative whole and in its order, tables as tables", () => {
    const flat = report.sections
      .flatMap(({ title, lines = [], table = [] }) => [title, ...lines, ...table.map((row) => row.join("|"))])
      .filter((one) => one !== "");
    expect(flat).toEqual([
      "Hémogramme",
      "Prélèvement à jeun.",
      "Analyse|Résultat",
      "Hémoglobine|13,2",
      "Plaquettes|250",
      "– Contrôle dans un mois",
      "– Rien à signaler",
      "Conclusion",
      "Bilan normal.",
    ]);
  });

  it("says on the copy itself that rows or parts are left out", () => {
    const row = { kind: "tr" as const, children: [{ kind: "td" as const, children: ["x"] }] };
    const table = { kind: "table" as const, children: Array.from({ length: 2_003 }, () => row) };
    const long = { title: "Long", content: [table], sections: [] };
    const short = { title: "Court", content: ["Fin."], sections: [] };
    const copyOf = (sections: readonly NarrativeSection[]) =>
      reportOf({ ...structured, narrative: packNarrative(sections) }, now).sections;

    const rows = copyOf([long, short]);
    expect(rows[0]?.title).toBe("Copie incomplète");
    expect(rows[1]?.table).toHaveLength(2_000);
    expect(rows[2]?.lines?.[0]).toContain("3 lignes");
    expect(rows.at(-1)?.title).toBe("Court");

    const parts = copyOf(Array.from({ length: 205 }, () => short));
    expect(parts[0]?.title).toBe("Copie incomplète");
    expect(parts.at(-1)?.lines?.[0]).toContain("5 parties");
    expect(copyOf(Array.from({ length: 200 }, () => short))[0]?.title).toBe("Court");
  });

  it("is laid out as a PDF", async () => {
    const bytes = await writeReportPdf(report);
    expect(new TextDecoder("latin1").decode(bytes.subarray(0, 5))).toBe("%PDF-");
  });

  it("falls back on today where the document gives no date", () => {
    const undated = { ...structured, header: { ...structured.header, serviceStart: "", effectiveTime: "" } };
    expect(reportOf(undated, now).date).toBe(now);
  });
});
