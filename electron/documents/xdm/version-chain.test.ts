import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { XdmDocument } from "#shared/domain/document";
import { decideVersion, type IncomingVersion, type KnownVersion } from "#shared/rules/document-version";
import { demoInput } from "../cda/testing/documents";
import { writeCda } from "../cda/write-cda";
import { readXdm } from "./read-xdm";
import { xdmInput } from "./testing/archives";
import { writeXdm } from "./write-xdm";

const id = (version: number): string => `1.2.250.1.999.7.${version}`;
const written = new Map<number, Promise<XdmDocument>>();

/** A version of one document as a receiver reads it: written as a CDA, put in an archive, read back. */
function arrival(version: number): Promise<XdmDocument> {
  const known = written.get(version);
  if (known !== undefined) return known;
  const made = makeArrival(version);
  written.set(version, made);
  return made;
}

async function makeArrival(version: number): Promise<XdmDocument> {
  const first = version === 1;
  const bytes = writeCda({
    ...demoInput,
    id: id(version),
    setId: "1.2.250.1.999.8",
    version,
    title: `Version ${version}`,
    ...(first ? {} : { replaces: id(version - 1) }),
  });
  const { archive } = await readXdm(await writeXdm(xdmInput([{ bytes, action: first ? "new" : "replace" }])));
  const [document] = archive.documents;
  if (document === undefined) throw new Error("no document");
  expect([archive.conform, document.anomalies]).toEqual([true, []]);
  return document;
}

function incomingOf(document: XdmDocument): IncomingVersion {
  const header = document.cda?.header;
  return {
    id: document.uniqueId,
    setId: header?.setId ?? "",
    version: header?.version ?? null,
    replaces: header?.replaces ?? null,
    matricule: header?.patient.ins?.matricule ?? "",
    authors: header?.authors.flatMap((author) => author.id ?? []) ?? [],
    organizations: header?.authors.flatMap((author) => author.organizationId ?? []) ?? [],
    sha256: document.sha256,
    action: document.action,
  };
}

/** What a receiver holds once the documents have come, each in the state that the rules give. */
async function receive(versions: readonly number[]): Promise<readonly KnownVersion[]> {
  let known: readonly KnownVersion[] = [];
  for (const version of versions) {
    const { action: _, ...incoming } = incomingOf(await arrival(version));
    const decision = decideVersion({ ...incoming, action: version === 1 ? "new" : "replace" }, known);
    if (decision.outcome === "already-here") continue;
    const superseded = decision.outcome === "replace" ? [decision.targetId, ...decision.supersedes] : [];
    known = [
      ...known.map((one) => (superseded.includes(one.id) ? { ...one, state: "replaced" as const } : one)),
      { ...incoming, state: decision.outcome === "store-replaced" ? "replaced" : "current" },
    ];
  }
  return known;
}

const inForce = (known: readonly KnownVersion[]): readonly string[] =>
  known.filter(({ state }) => state === "current").map((one) => one.id);

describe("a chain of versions, written, sent and read back", () => {
  test("says in each archive what it replaces, and that it does", async () => {
    for (const version of [1, 2, 3]) {
      const document = await arrival(version);
      expect(document.action).toBe(version === 1 ? "new" : "replace");
      expect(document.cda?.header.replaces).toBe(version === 1 ? null : id(version - 1));
    }
  });

  test("ends with its latest version alone in force, whatever the order, the repeats and the losses", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }), async (versions) => {
        const known = await receive(versions);
        expect(inForce(known)).toEqual([id(Math.max(...versions))]);
        expect(known).toHaveLength(new Set(versions).size);
      }),
      { numRuns: 3000 },
    );
  });

  test("of another patient touches nothing of the first", async () => {
    const known = await receive([1, 2]);
    const stranger = { ...incomingOf(await arrival(3)), matricule: "277076322082910" };
    expect(decideVersion(stranger, known)).toMatchObject({ outcome: "refuse", reason: "other-patient" });
  });
});
