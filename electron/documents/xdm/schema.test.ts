import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { CdaInput } from "../cda/cda-input";
import { anyInput, demoInput } from "../cda/testing/documents";
import { slippedInput } from "../cda/testing/slips";
import { DocumentError } from "../document-error";
import { demoFiles, place, textIn } from "./testing/archives";

let schemas: { readonly lcm: string; readonly rim: string };
beforeAll(async () => {
  const read = (name: string) => readFile(new URL(`testing/schema/${name}.xsd`, import.meta.url), "utf8");
  schemas = { lcm: await read("lcm"), rim: await read("rim") };
});

/** What libxml2 says of METADATA files against the schema; nothing when all are valid. */
async function faults(...all: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: all.map((contents, at) => ({ fileName: `METADATA-${at}.XML`, contents })),
    schema: [{ fileName: "lcm.xsd", contents: schemas.lcm }],
    preload: [{ fileName: "rim.xsd", contents: schemas.rim }],
  });
  return errors.map(({ message }) => message);
}
const written = async (...inputs: readonly Partial<CdaInput>[]) => textIn(await demoFiles(...inputs), place.metadata);

const nowhere = "urn:uuid:00000000-0000-4000-8000-ffffffffffff";
const damages: readonly (readonly [name: string, before: RegExp, after: string])[] = [
  ["a-name-before-a-slot", /(<rim:Slot name="size">.*?<\/rim:Slot>)(.*?)(<rim:Name>.*?<\/rim:Name>)/, "$3$1$2"],
  ["an-identifier-without-its-value", /(<rim:ExternalIdentifier [^>]*?) value="[^"]*"/, "$1"],
  ["a-value-of-257-characters", /<rim:Value>[^<]*/, `<rim:Value>${"x".repeat(257)}`],
  ["an-association-to-nothing", /targetObject="[^"]*"/, `targetObject="${nowhere}"`],
  ["an-owner-that-is-elsewhere", /registryObject="[^"]*"/, `registryObject="${nowhere}"`],
  ["an-object-without-its-id", /(<rim:ExtrinsicObject)([^>]*?) id="[^"]*"/, "$1$2"],
];

describe("written METADATA, validated by libxml2", { timeout: 60_000 }, () => {
  test("is valid for dozens of generated documents of every shape", async () => {
    const inputs = fc.sample(anyInput, { numRuns: 60, seed: 60 });
    const all: string[] = [];
    for (const input of inputs) all.push(await written(input));
    expect(await faults(...all)).toEqual([]);
  });

  test("is valid, or nothing is written, when one field of the document is anything", async () => {
    const all: string[] = [];
    for (const input of fc.sample(slippedInput, { numRuns: 100, seed: 8 })) {
      const archive = await written(input).catch((problem: unknown) => problem);
      if (typeof archive === "string") all.push(archive);
      else expect(archive).toBeInstanceOf(DocumentError);
    }
    expect(all.length).toBeGreaterThan(30);
    expect(await faults(...all)).toEqual([]);
  });

  test("is valid around several documents, a replacement and a local identity", async () => {
    const local = { ...demoInput.patient, ins: null };
    expect(
      await faults(
        await written({}, { id: "1.2.250.1.999.1.1.2" }),
        await written({ id: "1.2.250.1.999.1.1.3", version: 2, replaces: demoInput.id }),
        await written({ patient: local }),
      ),
    ).toEqual([]);
  });

  test("the schema holds: each of these is refused, all in one call, for each call starts an engine", async () => {
    const good = await written({});
    const bad = damages.map(([, before, after]) => good.replace(before, after));
    expect(bad).not.toContain(good);
    const { errors } = await validateXML({
      xml: bad.map((contents, at) => ({ fileName: damages[at]?.[0] ?? "", contents })),
      schema: [{ fileName: "lcm.xsd", contents: schemas.lcm }],
      preload: [{ fileName: "rim.xsd", contents: schemas.rim }],
    });
    const refused = new Set(errors.flatMap(({ loc }) => (loc === null ? [] : [loc.fileName])));
    expect([...refused].toSorted()).toEqual(damages.map(([name]) => name).toSorted());
  });
});
