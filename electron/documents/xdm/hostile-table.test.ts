import { describe, expect, test } from "vitest";
import { readXdm } from "./read-xdm";
import { demoFiles, place } from "./testing/archives";
import { forgeZip, type ForgedEntry, utf8 } from "../zip/testing/forge-zip";
import { processorTime } from "#shared/rules/testing/processor-time";

const SECONDS = 2;
const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const noise = (bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, at) => (at * 7919 + (at >> 3)) % 251);

/** The files of a good archive, some of them changed, forged entry by entry. */
async function forged(
  change: (entry: ForgedEntry) => ForgedEntry,
  more: readonly ForgedEntry[] = [],
): Promise<Uint8Array> {
  const entries = [...(await demoFiles())].map(([name, bytes]) => change({ name, bytes }));
  return forgeZip([...entries, ...more]);
}

const same = (entry: ForgedEntry): ForgedEntry => entry;
const metadata =
  (edit: (text: string) => string) =>
  (entry: ForgedEntry): ForgedEntry =>
    entry.name === place.metadata
      ? { ...entry, bytes: utf8(edit(Buffer.from(entry.bytes ?? []).toString("utf8"))) }
      : entry;

/** What a sender could forge, by the name of the threat, with the one code that refuses the whole archive. */
const CASES: readonly (readonly [threat: string, code: string, make: () => Promise<Uint8Array>])[] = [
  [
    "fifty megabytes of zeros in fifty kilobytes",
    "zip-ratio",
    () => forged(same, [{ name: "Z.BIN", bytes: new Uint8Array(50_000_000) }]),
  ],
  [
    "an entry of more than sixty megabytes",
    "zip-too-big",
    () => forged(same, [{ name: "Z.BIN", bytes: new Uint8Array(8), claimedSize: 61 * 2 ** 20 }]),
  ],
  [
    "two hundred and one entries",
    "zip-too-many-entries",
    () =>
      forged(
        same,
        Array.from({ length: 201 }, (_, at) => ({ name: `F${at}`, bytes: utf8("x") })),
      ),
  ],
  [
    "a size that lies",
    "zip-wrong-size",
    () => forged((entry) => (entry.name === place.document ? { ...entry, claimedSize: 10 } : entry)),
  ],
  ["a name that climbs out", "zip-unsafe-name", () => forged(same, [{ name: "../../evil.txt", bytes: utf8("x") }])],
  ["an absolute name", "zip-unsafe-name", () => forged(same, [{ name: "/etc/passwd", bytes: utf8("x") }])],
  ["a drive letter", "zip-unsafe-name", () => forged(same, [{ name: "C:\\evil.txt", bytes: utf8("x") }])],
  ["a password", "zip-encrypted", () => forged((entry) => ({ ...entry, flags: 0x801 }))],
  ["an unknown compression", "zip-unreadable", () => forged((entry) => ({ ...entry, method: 99 }))],
  ["a directory cut in two", "zip-unreadable", async () => (await forged(same)).subarray(0, 900)],
  ["entities in METADATA", "xml-doctype", () => forged(metadata((text) => text.replace("<lcm:", `${doctype}<lcm:`)))],
  ["an unclosed METADATA", "xml-unreadable", () => forged(metadata((text) => text.slice(0, -40)))],
  [
    "noise in the place of METADATA",
    "xml-unreadable",
    () => forged((entry) => (entry.name === place.metadata ? { ...entry, bytes: noise(4000) } : entry)),
  ],
  [
    "no METADATA at all",
    "not-xdm",
    () => forged((entry) => (entry.name === place.metadata ? { ...entry, name: "IHE_XDM/X.TXT" } : entry)),
  ],
];

describe("an archive forged to harm is refused whole, with one code, in under two seconds", () => {
  test.each(CASES)("%s: %s", async (_, code, make) => {
    const bytes = await make();
    const spent = processorTime();
    await expect(readXdm(bytes)).rejects.toMatchObject({ code });
    expect(spent() / 1000).toBeLessThan(SECONDS);
  });

  test("the table names every threat once", () => {
    expect(CASES).toHaveLength(14);
    expect(new Set(CASES.map(([threat]) => threat)).size).toBe(CASES.length);
  });
});
