import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import yazl from "yazl";
import { DocumentError } from "../document-error";
import { archiveLimits } from "./archive-limits";
import { listArchive, readArchive } from "./read-archive";
import { forgeZip, utf8, type ForgedEntry } from "./testing/forge-zip";
import { processorTime } from "#shared/rules/testing/processor-time";

const refusal = (code: string) => expect.objectContaining({ code });
const text = (entry: { bytes: Uint8Array } | undefined) => Buffer.from(entry?.bytes ?? []).toString();

describe("an honest archive", () => {
  test("gives its files, deflated or stored, without its folders", async () => {
    const { entries, anomalies } = await readArchive(
      forgeZip([
        { name: "IHE_XDM/" },
        { name: "IHE_XDM/a.xml", bytes: utf8("<a/>") },
        { name: "b.txt", bytes: utf8("b"), stored: true },
      ]),
    );
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ["IHE_XDM/a.xml", 4],
      ["b.txt", 1],
    ]);
    expect(text(entries[0])).toBe("<a/>");
    expect(anomalies).toEqual([]);
  });

  test("written as a stream, its sizes after its bytes (flag bit 3), is read by its directory", async () => {
    const zip = new yazl.ZipFile();
    for (const name of ["a.xml", "b.xml"]) zip.addReadStream(Readable.from([Buffer.from(`<${name}>`)]), name);
    zip.end();
    const bytes = await buffer(zip.outputStream);
    expect(bytes.readUInt16LE(6) & 8).toBe(8);
    const { entries, anomalies } = await readArchive(bytes);
    expect(entries.map(text)).toEqual(["<a.xml>", "<b.xml>"]);
    expect(anomalies).toEqual([]);
  });

  test("is read back byte for byte whatever its files hold", async () => {
    const file = fc.record({ bytes: fc.uint8Array({ maxLength: 400 }), stored: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 8 }), async (files) => {
        const forged = files.map((each, index): ForgedEntry => ({ ...each, name: `f${index}.bin` }));
        const { entries } = await readArchive(forgeZip(forged));
        expect(entries.map(({ bytes }) => [...bytes])).toEqual(files.map(({ bytes }) => [...bytes]));
      }),
      { numRuns: 150 },
    );
  });

  test("written in a view inside a larger buffer is read from its own bytes", async () => {
    const zip = forgeZip([{ name: "a", bytes: utf8("a") }]);
    const wide = new Uint8Array(zip.byteLength + 64);
    wide.set(zip, 32);
    expect((await readArchive(wide.subarray(32, 32 + zip.byteLength))).entries).toHaveLength(1);
  });

  test("lists its names without inflating anything", async () => {
    const lying = forgeZip([{ name: "a.xml", bytes: utf8("aaaa"), claimedSize: 2 }]);
    expect(await listArchive(lying)).toEqual(["a.xml"]);
  });

  test("holding a zip keeps it as a file: inner archives are never opened", async () => {
    const inner = forgeZip([{ name: "../../evil.txt" }]);
    const { entries } = await readArchive(forgeZip([{ name: "inner.zip", bytes: inner }]));
    expect(entries.map(({ name }) => name)).toEqual(["inner.zip"]);
  });
});

describe("a hostile archive is refused in bounded time", () => {
  const bounded = { timeout: 5000 };

  test("50 MB of zeros in 51 KB: ratio", bounded, async () => {
    const bomb = forgeZip([{ name: "bomb.xml", bytes: new Uint8Array(50 * 2 ** 20) }]);
    const spent = processorTime();
    await expect(readArchive(bomb)).rejects.toThrow(refusal("zip-ratio"));
    expect(spent()).toBeLessThan(2000);
  });

  test("a declared size over the limit of one entry, before a byte is inflated", bounded, async () => {
    await expect(readArchive(forgeZip([{ name: "a", bytes: utf8("a"), claimedSize: 61 * 2 ** 20 }]))).rejects.toThrow(
      refusal("zip-too-big"),
    );
  });

  test("declared sizes whose sum passes the limit", bounded, async () => {
    const entries = [1, 2, 3].map((index) => ({ name: `a${index}`, bytes: utf8("a"), claimedSize: 40 * 2 ** 20 }));
    await expect(readArchive(forgeZip(entries))).rejects.toThrow(refusal("zip-too-big"));
  });

  test("real bytes that pass the total, counted while they come", bounded, async () => {
    const noise = new Uint8Array(randomBytes(6000));
    const zip = forgeZip([1, 2, 3].map((index) => ({ name: `a${index}`, bytes: noise })));
    await expect(readArchive(zip, { ...archiveLimits, totalBytes: 15_000 })).rejects.toThrow(refusal("zip-too-big"));
    await expect(readArchive(zip, { ...archiveLimits, totalBytes: 18_000 })).resolves.toBeDefined();
  });

  test("a size that lies low stops at the first byte too many", bounded, async () => {
    await expect(
      readArchive(forgeZip([{ name: "a", bytes: new Uint8Array(randomBytes(200_000)), claimedSize: 100 }])),
    ).rejects.toThrow(refusal("zip-wrong-size"));
  });

  test("a size that lies high is not believed either", bounded, async () => {
    await expect(readArchive(forgeZip([{ name: "a", bytes: utf8("abc"), claimedSize: 100 }]))).rejects.toThrow(
      refusal("zip-wrong-size"),
    );
  });

  test("entries that share their bytes, whole or in part", bounded, async () => {
    const twins = forgeZip([
      { name: "a", bytes: utf8("aaaa") },
      { name: "b", bytes: utf8("aaaa"), sameBytes: true },
    ]);
    await expect(readArchive(twins)).rejects.toThrow(refusal("zip-overlap"));
    expect(await listArchive(twins)).toEqual(["a", "b"]);
  });

  test("a CRC-32 that is not that of the bytes, deflated or stored", bounded, async () => {
    for (const stored of [true, false])
      await expect(readArchive(forgeZip([{ name: "a", bytes: utf8("aaaa"), stored, claimedCrc: 7 }]))).rejects.toThrow(
        refusal("zip-damaged"),
      );
  });

  test("a stored entry whose two sizes differ", bounded, async () => {
    await expect(
      readArchive(forgeZip([{ name: "a", bytes: utf8("aaaa"), stored: true, claimedSize: 3 }])),
    ).rejects.toThrow(refusal("zip-unreadable"));
  });

  test("201 entries, or a directory that claims thousands", bounded, async () => {
    const entries = Array.from({ length: 201 }, (_, index) => ({ name: `f${index}` }));
    await expect(readArchive(forgeZip(entries))).rejects.toThrow(refusal("zip-too-many-entries"));
    await expect(readArchive(forgeZip(entries.slice(0, 1), 60_000))).rejects.toThrow(refusal("zip-too-many-entries"));
    expect((await readArchive(forgeZip(entries.slice(0, 200)))).entries).toHaveLength(200);
  });

  test.each(["../../evil.txt", "/etc/passwd", "C:\\evil.txt", "a\u0000.xml", "NUL.xml"])(
    "the name %j",
    async (name) => {
      await expect(readArchive(forgeZip([{ name: "good.xml" }, { name }]))).rejects.toThrow(refusal("zip-unsafe-name"));
      await expect(listArchive(forgeZip([{ name }]))).rejects.toThrow(refusal("zip-unsafe-name"));
    },
  );

  test("a symbolic link, a device or a socket", async () => {
    for (const mode of [0o120777, 0o020666, 0o140755]) {
      await expect(readArchive(forgeZip([{ name: "link", bytes: utf8("/etc/passwd"), mode }]))).rejects.toThrow(
        refusal("zip-unsafe-name"),
      );
    }
    expect((await readArchive(forgeZip([{ name: "plain", mode: 0o100644 }]))).entries).toHaveLength(1);
  });

  test("an encrypted entry, old or strong", async () => {
    await expect(readArchive(forgeZip([{ name: "a", bytes: utf8("a"), flags: 0x801 }]))).rejects.toThrow(
      refusal("zip-encrypted"),
    );
    await expect(readArchive(forgeZip([{ name: "a", bytes: utf8("a"), flags: 0x2000 }]))).rejects.toThrow(
      refusal("zip-encrypted"),
    );
  });

  test("an unknown compression method", async () => {
    await expect(readArchive(forgeZip([{ name: "a", bytes: utf8("a"), method: 12 }]))).rejects.toThrow(
      refusal("zip-unreadable"),
    );
  });

  test("deflate data that is not deflate", async () => {
    await expect(
      readArchive(forgeZip([{ name: "a", bytes: utf8("\u00ff\u00ff not deflate"), stored: true, method: 8 }])),
    ).rejects.toThrow(DocumentError);
  });
});

describe("an ambiguous archive", () => {
  test("with two names equal but for case keeps both and says so", async () => {
    const { entries, anomalies } = await readArchive(
      forgeZip([
        { name: "DOC1.XML", bytes: utf8("1") },
        { name: "doc1.xml", bytes: utf8("2") },
      ]),
    );
    expect(entries.map(text)).toEqual(["1", "2"]);
    expect(anomalies).toEqual([{ code: "zip-duplicate-entry", about: "doc1.xml" }]);
  });

  test("with the same name twice keeps the first one only", async () => {
    const { entries, anomalies } = await readArchive(
      forgeZip([
        { name: "A", bytes: utf8("1") },
        { name: "./A", bytes: utf8("2") },
      ]),
    );
    expect(entries.map(text)).toEqual(["1"]);
    expect(anomalies).toHaveLength(1);
  });
});

describe("anything else", () => {
  test.each([
    ["nothing", ""],
    ["a text", "hello"],
    ["a mark alone", "PK\u0003\u0004"],
  ])("%s is not a zip", async (_, content) => {
    await expect(readArchive(utf8(content))).rejects.toThrow(refusal("zip-unreadable"));
  });

  test("cut or damaged bytes always end in a refusal of ours or a readable archive", async () => {
    const zip = forgeZip([
      { name: "a.xml", bytes: utf8("<a>".repeat(50)) },
      { name: "b/", bytes: new Uint8Array() },
      { name: "c", bytes: utf8("c"), stored: true },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.byteLength - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
        const damaged = cut ? zip.slice(0, at) : zip.slice();
        if (!cut) damaged[at] = value;
        await readArchive(damaged).catch((cause: unknown) => expect(cause).toBeInstanceOf(DocumentError));
      }),
      { numRuns: 400 },
    );
  });
});
