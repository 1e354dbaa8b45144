import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { demoInput } from "../cda/testing/documents";
import { createParser } from "../parser/parser-service";
import { demoArchive, demoPdf } from "../parser/testing/demo-archive";
import { demoArchive as archiveOf, demoFiles } from "../xdm/testing/archives";
import { forgeZip, utf8 } from "../zip/testing/forge-zip";
import { readMessage } from "./read-message";
import { base64, message, multipart, part } from "./testing/build-message";

const attached = (bytes: Uint8Array, name = "IHE_XDM.zip", type = "application/zip"): string =>
  part(
    [`Content-Type: ${type}`, `Content-Disposition: attachment; filename=${name}`, "Content-Transfer-Encoding: base64"],
    base64(bytes),
  );
const read = (...parts: readonly string[]) => readMessage(message(multipart("mixed", [...parts])));
const metadata = "IHE_XDM/SUBSET01/METADATA.XML";

const CASES = {
  "a bomb": ["too-big", forgeZip([{ name: metadata, bytes: new Uint8Array(50_000_000) }])],
  "a password": ["protected", forgeZip([{ name: metadata, bytes: utf8("x"), flags: 0x801 }])],
  "a wrong check sum": ["damaged", forgeZip([{ name: metadata, bytes: utf8("<x/>"), claimedCrc: 1 }])],
  "bytes of something else": ["damaged", utf8("quatre octets")],
  "a name that climbs out": ["unsafe", forgeZip([{ name: "../x", bytes: utf8("x") }])],
  "a description that is not XML": ["undescribed", forgeZip([{ name: metadata, bytes: utf8("<x") }])],
} as const;

test.each(Object.entries(CASES))(
  "an archive refused for %s says why, and stays a file to save",
  async (_, [why, bytes]) => {
    const { parts, xdm } = await read(attached(bytes));
    expect(xdm).toBeNull();
    expect(parts).toMatchObject([{ name: "IHE_XDM.zip", refused: why }]);
  },
);

test("a good archive, one of something else, and what is no archive are refused nothing", async () => {
  const good = attached(await demoArchive(await demoPdf("Compte rendu DEMO")));
  expect((await read(good)).parts[0]).not.toHaveProperty("refused");
  const other = attached(forgeZip([{ name: "photo.txt", bytes: utf8("x") }]), "photos.zip");
  const file = attached(utf8("x"), "notes.bin", "application/octet-stream");
  for (const { refused } of (await read(other, file)).parts) expect(refused).toBeUndefined();
});

test("an archive after ten others is not opened, and says so; files that are no archives do not count", async () => {
  const good = await demoArchive(await demoPdf("Compte rendu DEMO"));
  const others = Array.from({ length: 10 }, (_, at) =>
    attached(forgeZip([{ name: "photo.txt", bytes: utf8("x") }]), `photos-${at}.zip`),
  );
  const late = await read(...others, attached(good));
  expect(late.xdm).toBeNull();
  expect(late.parts.map(({ refused }) => refused)).toEqual([...others.map(() => undefined), "too-many"]);
  const files = others.map((_, at) => attached(utf8("x"), `mesure-${at}.bin`, "application/octet-stream"));
  const found = await read(...files, attached(good));
  expect(found.xdm?.documents).not.toHaveLength(0);
});

test("a compressed file that is no zip is an ordinary file", async () => {
  const { parts } = await read(attached(utf8("\u001f\u008b"), "mesures.gz", "application/gzip"));
  expect(parts[0]).not.toHaveProperty("refused");
});

test("a refused archive does not hide a good one after it", async () => {
  const { parts, xdm } = await read(
    attached(utf8("cassée"), "premiere.zip"),
    attached(await demoArchive(await demoPdf("Compte rendu DEMO"))),
  );
  expect(xdm?.documents).not.toHaveLength(0);
  expect(parts.map(({ refused }) => refused)).toEqual(["damaged", undefined]);
});

describe("a message of several archives", () => {
  const second = { id: "1.2.250.1.999.1.1.1002", setId: "1.2.250.1.999.1.2.78", title: "Biologie DEMO" };
  const other = {
    ...demoInput.patient,
    ins: null,
    birthDate: "19500101",
    localIds: [{ root: "1.2.3", extension: "X" }],
  };

  test("gives the documents of all, each with its part and its own files", async () => {
    const archives = [await archiveOf({}), await archiveOf(second)];
    const raw = message(
      multipart(
        "mixed",
        archives.map((bytes, at) => attached(bytes, `IHE_XDM_${at}.zip`)),
      ),
    );
    const parser = createParser();
    const { xdm, parts } = await parser.readMessage({ raw });
    expect(xdm?.documents.map(({ uniqueId, archivePart }) => [uniqueId, archivePart])).toEqual([
      [demoInput.id, parts[0]?.index],
      [second.id, parts[1]?.index],
    ]);
    expect(xdm?.conform).toBe(true);
    const { header } = await parser.readDocument({ raw, uniqueId: second.id });
    expect(header.title).toBe(second.title);
    for (const [at, uniqueId] of [demoInput.id, second.id].entries())
      expect(Buffer.from(await parser.extractArchive({ raw, uniqueId }))).toEqual(Buffer.from(archives[at] ?? []));
  });

  test("about two patients says so once, on all of them (ECO.2.1.1)", async () => {
    const { xdm } = await read(attached(await archiveOf({})), attached(await archiveOf({ ...second, patient: other })));
    expect(xdm?.anomalies.map(({ code }) => code)).toEqual(["several-patients"]);
    expect(xdm?.conform).toBe(false);
  });

  test("that hold the same document twice, or two under one name, tell it", async () => {
    const twice = await read(attached(await archiveOf({})), attached(await archiveOf({})));
    expect(twice.xdm?.documents[1]?.anomalies.map(({ code }) => code)).toEqual(["document-repeated"]);
    const two = await read(attached(await archiveOf({})), attached(await archiveOf({ title: "Autre DEMO" })));
    expect(two.xdm?.documents[1]?.anomalies.map(({ code }) => code)).toEqual(["document-id-conflict"]);
  });

  test("opens each of two documents under one name by its own bytes, wherever they lie", async () => {
    const title = "Autre DEMO";
    const archives = [await archiveOf({}), await archiveOf({ title, patient: other })];
    const two = message(
      multipart(
        "mixed",
        archives.map((bytes) => attached(bytes)),
      ),
    );
    const files = await demoFiles({}, { ...second, title });
    const described = Buffer.from(files.get(metadata) ?? [])
      .toString()
      .replaceAll(second.id, demoInput.id);
    files.set(metadata, utf8(described));
    const forged = forgeZip([...files].map(([name, bytes]) => ({ name, bytes })));
    const one = message(multipart("mixed", [attached(forged)]));
    const parser = createParser();
    for (const raw of [two, one]) {
      const { xdm } = await parser.readMessage({ raw });
      const documents = xdm?.documents ?? [];
      expect(documents.map(({ uniqueId }) => uniqueId)).toEqual([demoInput.id, demoInput.id]);
      for (const { uniqueId, entryName: entry, archivePart, title: shown, sha256 } of documents) {
        const place = { raw, uniqueId, entry, partIndex: archivePart ?? null };
        expect((await parser.readDocument(place)).header.title).toBe(shown);
        const { bytes } = await parser.extractDocument(place);
        expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
        if (archivePart !== undefined)
          expect(Buffer.from(await parser.extractArchive(place))).toEqual(
            Buffer.from(archives[documents.findIndex((each) => each.archivePart === archivePart)] ?? []),
          );
      }
    }
  });

  test("of which one is damaged gives the others, and why that one was not opened", async () => {
    const good = [await archiveOf({}), await archiveOf(second)];
    const { xdm, parts } = await read(
      attached(good[0] ?? utf8("")),
      attached(utf8("cassée"), "deuxieme.zip"),
      attached(good[1] ?? utf8("")),
    );
    expect(xdm?.documents).toHaveLength(2);
    expect(parts.map(({ refused }) => refused)).toEqual([undefined, "damaged", undefined]);
  });
});
