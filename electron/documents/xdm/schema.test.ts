import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { CdaInput } from "../cda/cda-input";
import { anyInput, demoInput } from "../cda/testing/documents";
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

describe("written METADATA, validated by libxml2", { timeout: 60_000 }, () => {
  test("is valid for dozens of generated documents of every shape", async () => {
    const inputs = fc.sample(anyInput, { numRuns: 60, seed: 60 });
    const all: string[] = [];
    for (const input of inputs) all.push(await written(input));
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

  test.each([
    ["a name before a slot", /(<rim:Slot name="size">.*?<\/rim:Slot>)(.*?)(<rim:Name>.*?<\/rim:Name>)/, "$3$1$2"],
    ["an identifier without its value", /(<rim:ExternalIdentifier [^>]*?) value="[^"]*"/, "$1"],
    ["a value of 257 characters", /<rim:Value>[^<]*/, `<rim:Value>${"x".repeat(257)}`],
    [
      "an association to nothing",
      /targetObject="[^"]*"/,
      'targetObject="urn:uuid:00000000-0000-4000-8000-ffffffffffff"',
    ],
    [
      "an owner that is elsewhere",
      /registryObject="[^"]*"/,
      'registryObject="urn:uuid:00000000-0000-4000-8000-ffffffffffff"',
    ],
    ["an object without its id", /(<rim:ExtrinsicObject)([^>]*?) id="[^"]*"/, "$1$2"],
  ])("%s is refused: the schema holds", async (_, before, after) => {
    const good = await written({});
    const bad = good.replace(before, after);
    expect(bad).not.toBe(good);
    expect(await faults(bad)).not.toEqual([]);
  });
});
