import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { DocumentError } from "../document-error";
import type { CdaInput } from "./cda-input";
import { anyInput, demoXml, tinyPdf } from "./testing/documents";
import { slippedInput } from "./testing/slips";
import { writeCda } from "./write-cda";

let schema = "";
beforeAll(async () => {
  schema = await readFile(new URL("testing/schema/cda.xsd", import.meta.url), "utf8");
});

/** Documents that libxml2 refuses, with the first thing it says of each; none when all are valid. One call for all: each starts an engine. */
async function refused(all: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const { errors } = await validateXML({
    xml: Object.entries(all).map(([fileName, contents]) => ({ fileName, contents })),
    schema: [{ fileName: "cda.xsd", contents: schema }],
  });
  return Object.fromEntries(
    errors.toReversed().flatMap(({ loc, message }) => (loc === null ? [] : [[loc.fileName, message]])),
  );
}

/** The text of the document, or nothing where the writer refuses to write it. */
function written(input: CdaInput): string | undefined {
  try {
    return new TextDecoder().decode(writeCda(input));
  } catch (problem) {
    if (problem instanceof DocumentError && problem.code === "cda-incomplete") return undefined;
    throw problem;
  }
}

const named = (prefix: string, all: readonly (string | undefined)[]): Record<string, string> =>
  Object.fromEntries(all.flatMap((text, at) => (text === undefined ? [] : [[`${prefix}-${at}`, text]])));

// What the schema must refuse, so that what it lets pass means something.
const damages: readonly (readonly [name: string, before: RegExp, after: string])[] = [
  ["a-title-before-the-code", /(<code [^>]*>)(<title>.*?<\/title>)/, "$2$1"],
  ["no-custodian", /<custodian>.*?<\/custodian>/, ""],
  ["an-identifier-that-is-no-OID", /<id root="[^"]*"/, '<id root="1..2"'],
  ["a-day-with-a-zone-and-no-hour", /<effectiveTime value="[^"]*"/, '<effectiveTime value="20260101+0100"'],
  ["an-empty-family-name", /<family>[^<]*/, "<family>"],
  ["a-patient-named-by-neither-name", /<family qualifier="\w+">[^<]*<\/family>/g, ""],
  ["a-suffix-that-is-no-title", /<suffix>[^<]*/, "<suffix>Docteur"],
  ["a-second-legal-authenticator", /<legalAuthenticator>.*<\/legalAuthenticator>/, "$&$&"],
  ["a-document-without-body", /<nonXMLBody>.*<\/nonXMLBody>/, ""],
];

describe("written documents, validated by libxml2", { timeout: 60_000 }, () => {
  test("are valid for dozens of generated inputs of every shape", async () => {
    const all = fc.sample(anyInput, { numRuns: 60, seed: 7 }).map(written);
    expect(all).not.toContain(undefined);
    const body = { kind: "structured", templateIds: ["1.2.3"], sections: [], pdf: tinyPdf } as const;
    expect(await refused({ ...named("whole", all), "pdf-beside": demoXml({ body }) })).toEqual({});
  });

  test("are valid or are not written at all when one field is anything; the damaged ones are refused", async () => {
    const all = fc.sample(slippedInput, { numRuns: 240, seed: 11 }).map(written);
    const kept = named("slip", all);
    expect(Object.keys(kept).length).toBeGreaterThan(100);
    expect(Object.keys(kept).length).toBeLessThan(all.length);
    const good = demoXml();
    const bad = Object.fromEntries(damages.map(([name, before, after]) => [name, good.replace(before, after)]));
    const said = await refused({ ...kept, ...bad });
    expect(Object.keys(said).toSorted()).toEqual(damages.map(([name]) => name).toSorted());
  });
});
