import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openNarrative } from "#shared/rules/packed-narrative";
import { codeOf } from "../codes/code-tables";
import type { CdaInput, CdaProfessional, CdaSection } from "./cda-input";
import { readCda } from "./read-cda";
import { anyInput, demoInput, tinyPdf } from "./testing/documents";
import { writeCda } from "./write-cda";
import { runs } from "../../../scripts/testing/runs";

function expectedPerson(person: CdaProfessional) {
  return {
    kind: "person",
    id: person.id,
    family: person.family,
    given: person.given,
    organization: person.organization.name,
    organizationId: person.organization.id,
  };
}

function texts(sections: readonly CdaSection[]): string[] {
  return sections.flatMap((section) => [
    section.title,
    ...section.blocks.flatMap((block) =>
      block.kind === "paragraph"
        ? [block.text]
        : block.kind === "list"
          ? block.items
          : [...block.head, ...block.rows.flat()],
    ),
    ...texts(section.sections ?? []),
  ]);
}

function expectSame(input: CdaInput) {
  const { document, media, anomalies } = readCda(writeCda(input));
  const { header } = document;
  expect(anomalies).toEqual([]);
  expect(header).toMatchObject({
    id: input.id,
    setId: input.setId,
    version: input.version,
    title: input.title,
    code: codeOf("typeCode", input.type),
    effectiveTime: input.effectiveTime,
    serviceStart: input.act.start,
    confidentiality: input.confidentiality ?? "N",
    language: "fr-FR",
    custodian: input.custodian.name,
    practiceSetting: codeOf("practiceSettingCode", input.practiceSetting),
    facility: codeOf("healthcareFacilityTypeCode", input.facility),
    replaces: input.replaces ?? null,
  });
  expect(header.patient).toEqual(input.patient);
  expect(header.authors).toEqual(input.authors.map((each) => expect.objectContaining(expectedPerson(each))));
  expect(header.authors.map((each) => each.specialty?.code)).toEqual(input.authors.map((each) => each.specialty));
  expect(header.legalAuthenticator).toMatchObject(expectedPerson(input.legalAuthenticator));
  expect(header.recipients).toHaveLength(input.recipients?.length ?? 0);
  if (input.body.kind === "pdf") {
    expect(document.body).toBe("pdf");
    expect(media.get(document.media[0]?.id ?? "")).toEqual(input.body.bytes);
  } else {
    expect(document.body).toBe("structured");
    for (const text of texts(input.body.sections)) expect(document.narrativeText).toContain(text);
  }
}

describe("what is written is read back equal", () => {
  test("for the demonstration report", () => {
    expectSame(demoInput);
  });

  test("for hundreds of generated documents", { timeout: 60_000 }, () => {
    fc.assert(fc.property(anyInput, expectSame), { numRuns: runs(250, 1000) });
  });

  test("for a PDF beside sections: one document, PDF first", () => {
    const input: CdaInput = {
      ...demoInput,
      body: {
        kind: "structured",
        templateIds: ["1.2.250.1.213.1.1.1.55"],
        sections: [{ title: "Hémogramme", blocks: [{ kind: "paragraph", text: "Normal" }] }],
        pdf: tinyPdf,
      },
    };
    const { document, media } = readCda(writeCda(input));
    expect(document.body).toBe("pdf");
    const sections = openNarrative(document.narrative);
    expect(sections.map(({ title }) => title)).toEqual(["Copie du document", "Hémogramme"]);
    expect(sections[0]?.content).toEqual([{ kind: "media", index: 0 }]);
    expect(media.get("m1")).toEqual(tinyPdf);
  });

  test("and the same input gives the same bytes", () => {
    expect(writeCda(demoInput)).toEqual(writeCda(demoInput));
  });
});
