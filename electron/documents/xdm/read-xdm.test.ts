import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { XdmArchive } from "#shared/domain/document";
import { demoInput, testInsOid, tinyPdf } from "../cda/testing/documents";
import { DocumentError } from "../document-error";
import { forgeZip, utf8 } from "../zip/testing/forge-zip";
import { anomalyCodes } from "#shared/domain/anomaly-codes";
import { isXdm, readXdm } from "./read-xdm";
import { demoArchive, demoFiles, pack, place, rename, rewrite, textIn, type Files } from "./testing/archives";
import { deviations } from "./testing/deviations";

const refusal = (code: string) => expect.objectContaining({ code });
const codesIn = (archive: XdmArchive) =>
  [...archive.anomalies, ...archive.documents.flatMap((each) => each.anomalies)].map(({ code }) => code);
const read = async (files: Files) => (await readXdm(pack(files))).archive;
const metadata = (files: Files, change: (text: string) => string) => rewrite(files, place.metadata, change);

describe("a conform archive", () => {
  test("is read without any anomaly", async () => {
    const { archive, content, media } = await readXdm(await demoArchive());
    expect(archive).toMatchObject({ conform: true, anomalies: [] });
    expect(archive.submissionSets).toEqual([
      {
        uniqueId: expect.stringMatching(/^2\.25\.\d+$/),
        sourceId: "1.2.250.1.999.5",
        patientId: `279035121518989^^^&${testInsOid}&ISO^NH`,
        submissionTime: "20260101113000+0000",
        title: demoInput.title,
        author: "Camille DEMO-MEDECIN, Cabinet DEMO & associés",
      },
    ]);
    const [document] = archive.documents;
    expect(document).toMatchObject({
      uniqueId: demoInput.id,
      title: demoInput.title,
      type: { code: "11488-4", label: "CR ou fiche de consultation ou de visite" },
      classCode: { code: "10", label: "Compte rendu" },
      mimeType: "text/xml",
      hashOk: true,
      sizeOk: true,
      action: "new",
      patientId: `279035121518989^^^&${testInsOid}&ISO^NH`,
      author: "Camille DEMO-MEDECIN, Cabinet DEMO & associés",
      creationTime: "20260101120000+0100",
      serviceStart: "20260101113000+0100",
      entryName: place.document,
      anomalies: [],
    });
    expect(document?.entryUuid).toMatch(/^urn:uuid:/);
    expect(document?.sha1).toMatch(/^[0-9a-f]{40}$/);
    expect(document?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(document?.submissionSet).toBe(archive.submissionSets[0]?.uniqueId);
    expect(content({ uniqueId: demoInput.id })?.byteLength).toBe(document?.size);
    expect(media({ uniqueId: demoInput.id }, "m1")).toEqual(tinyPdf);
    expect([
      content({ uniqueId: "other" }),
      media({ uniqueId: demoInput.id }, "m2"),
      media({ uniqueId: "other" }, "m1"),
    ]).toEqual([undefined, undefined, undefined]);
  });

  test("is recognised before it is read", async () => {
    expect(await isXdm(await demoArchive())).toBe(true);
  });
});

describe("each departure met in real archives is read, and named", () => {
  test.each(deviations)("$name", async ({ make, anomalies, hashOk }) => {
    const packed = pack(make(await demoFiles()));
    const { archive, content } = await readXdm(packed);
    expect(codesIn(archive).toSorted()).toEqual([...anomalies].toSorted());
    expect(archive.conform).toBe(anomalies.length === 0);
    expect(archive.documents).toHaveLength(1);
    expect(archive.documents[0]).toMatchObject({
      uniqueId: demoInput.id,
      hashOk: hashOk === undefined ? true : hashOk,
      cda: { header: { title: demoInput.title } },
    });
    expect(content({ uniqueId: demoInput.id })).toBeDefined();
    expect(await isXdm(packed)).toBe(true);
  });

  test("a table of at least thirty of them", () => {
    expect(deviations.length).toBeGreaterThanOrEqual(30);
    expect(new Set(deviations.map(({ name }) => name)).size).toBe(deviations.length);
    for (const { anomalies } of deviations) for (const code of anomalies) expect(anomalyCodes).toContain(code);
  });
});

describe("several submission sets", () => {
  const twoSets = async () => {
    const first = await demoFiles();
    const second = rename(await demoFiles({ id: "1.2.250.1.999.1.1.2002", title: "Second DEMO" }), (old) =>
      old.includes("/") ? old.replace("SUBSET01", "SUBSET02") : undefined,
    );
    return new Map([...first, ...second]);
  };

  test("with the same file name in each: each URI is found in its own folder", async () => {
    const archive = await read(await twoSets());
    expect(archive.submissionSets).toHaveLength(2);
    expect(archive.documents.map(({ title, entryName, hashOk }) => [title, entryName, hashOk])).toEqual([
      [demoInput.title, "IHE_XDM/SUBSET01/DOC0001.XML", true],
      ["Second DEMO", "IHE_XDM/SUBSET02/DOC0001.XML", true],
    ]);
  });

  test("must not say the same submission time", async () => {
    expect(codesIn(await read(await twoSets()))).toEqual(["submission-time-repeated"]);
  });

  test("one of which is broken leave the other readable", async () => {
    const files = (await twoSets()).set("IHE_XDM/SUBSET02/METADATA.XML", utf8("<broken"));
    const archive = await read(files);
    expect(archive.documents).toHaveLength(1);
    expect(archive.anomalies).toContainEqual({ code: "metadata-unreadable", about: "IHE_XDM/SUBSET02/METADATA.XML" });
  });
});

describe("documents without a usable URI", () => {
  test("are found by hash among several", async () => {
    const files = metadata(await demoFiles({}, { id: "1.2.3.4", title: "Autre DEMO" }), (text) =>
      text.replace(/<rim:Slot name="URI">.*?<\/rim:Slot>/g, ""),
    );
    const archive = await read(files);
    expect(archive.documents.map(({ entryName, hashOk }) => [entryName, hashOk])).toEqual([
      ["IHE_XDM/SUBSET01/DOC0001.XML", true],
      ["IHE_XDM/SUBSET01/DOC0002.XML", true],
    ]);
  });

  test("are found by size when there is no hash, if one file only has it", async () => {
    const files = metadata(await demoFiles({}, { id: "1.2.3.4", title: "Autre DEMO" }), (text) =>
      text.replace(/<rim:Slot name="(URI|hash)">.*?<\/rim:Slot>/g, ""),
    );
    expect(
      (await read(files)).documents.map(({ entryName, sizeOk, hashOk }) => [entryName.slice(-11), sizeOk, hashOk]),
    ).toEqual([
      ["DOC0001.XML", true, null],
      ["DOC0002.XML", true, null],
    ]);
  });

  test.each([
    "../../DOC0001.XML/../../x",
    "../../../etc/passwd",
    "/IHE_XDM/SUBSET01/DOC0001.XML",
    "C:\\DOC0001.XML",
    "file:///etc/passwd",
    "https://evil.example/DOC0001.XML",
  ])("%s is never followed", async (uri) => {
    const archive = await read(
      metadata(await demoFiles(), (text) => text.replace("<rim:Value>DOC0001.XML", `<rim:Value>${uri}`)),
    );
    expect(archive.documents[0]).toMatchObject({ entryName: "", cda: null, hashOk: null, sizeOk: null });
    expect(codesIn(archive)).toContain("document-uri-unsafe");
  });

  test("that are not in the archive are listed as missing", async () => {
    const archive = await read(
      metadata(await demoFiles(), (text) => text.replace("<rim:Value>DOC0001.XML", "<rim:Value>NONE.XML")),
    );
    expect(archive.documents[0]?.anomalies).toEqual([{ code: "document-missing", about: "IHE_XDM/SUBSET01/NONE.XML" }]);
    expect(archive.anomalies).toEqual([{ code: "document-unlisted", about: place.document }]);
  });
});

describe("what the sender asks for", () => {
  const withAction = (files: Files, value: string) =>
    metadata(files, (text) =>
      text.replace(
        '<rim:Slot name="hash">',
        `<rim:Slot name="urn:action:extraMetadataSlot"><rim:ValueList><rim:Value>${value}</rim:Value></rim:ValueList></rim:Slot><rim:Slot name="hash">`,
      ),
    );
  const replacing = { replaces: "1.2.250.1.999.1.1.1000", version: 2 };

  test.each([
    ["C on a document that names the one it replaces", replacing, "C", "replace", []],
    ["C on a document that replaces nothing", {}, "C", "replace", ["replace-without-target"]],
    ["D", {}, "D", "delete", []],
    ["a lower-case d", {}, "d", "delete", []],
    ["an unknown letter", {}, "X", "new", ["action-unknown"]],
    ["an unknown letter on a replacement", replacing, "X", "replace", ["action-unknown"]],
  ] as const)("%s", async (_, changes, value, action, anomalies) => {
    const archive = await read(withAction(await demoFiles(changes), value));
    expect(archive.documents[0]?.action).toBe(action);
    expect(codesIn(archive)).toEqual(anomalies);
  });

  test("a replacement without the slot is still a replacement", async () => {
    const archive = await read(await demoFiles(replacing));
    expect(archive.documents[0]).toMatchObject({
      action: "replace",
      anomalies: [{ code: "action-missing" }],
      cda: { header: { replaces: replacing.replaces } },
    });
  });

  test.each(["urn:ihe:iti:2007:AssociationType:RPLC", "RPLC", "urn:ihe:iti:2007:AssociationType:XFRM_RPLC"])(
    "an association %s says so too",
    async (type) => {
      const files = metadata(await demoFiles(), (text) => {
        const entry = /<rim:ExtrinsicObject id="([^"]*)"/.exec(text)?.[1] ?? "";
        return text.replace(
          "</rim:RegistryObjectList>",
          `<rim:Association id="a" associationType="${type}" sourceObject="${entry}" targetObject="urn:uuid:unknown"/></rim:RegistryObjectList>`,
        );
      });
      expect((await read(files)).documents[0]?.action).toBe("replace");
    },
  );
});

describe("the same document twice", () => {
  const twice = async (change: (text: string) => string) => {
    const files = await demoFiles();
    const more = rename(files, (old) => (old.includes("/") ? old.replace("SUBSET01", "SUBSET02") : undefined));
    const changed = new Map(more).set("IHE_XDM/SUBSET02/DOC0001.XML", utf8(change(textIn(files, place.document))));
    return readXdm(pack(new Map([...files, ...changed])));
  };

  test("with the same bytes is only a repetition", async () => {
    expect(codesIn((await twice((text) => text)).archive)).toContain("document-repeated");
  });

  test("with other bytes is a conflict, and the first one stays", async () => {
    const { archive, content } = await twice((text) => text.replace("DEMO du", "AUTRE du"));
    expect(codesIn(archive)).toContain("document-id-conflict");
    expect(Buffer.from(content({ uniqueId: demoInput.id }) ?? []).toString()).toContain("DEMO du");
  });
});

describe("documents that are not a readable CDA", () => {
  const withDocument = async (content: string) => rewrite(await demoFiles(), place.document, () => content);

  test.each([
    ["an XML of another kind", "<ContinuityOfCareRecord/>", "cda-missing", undefined],
    [
      "XML with a DOCTYPE",
      "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ClinicalDocument>&e;</ClinicalDocument>",
      "cda-refused",
      "xml-doctype",
    ],
    ["XML too deep", "<a>".repeat(300), "cda-refused", "xml-too-deep"],
    ["something else than XML", "hello", "cda-refused", "xml-unreadable"],
  ])("%s is listed without its content", async (_, content, code, about) => {
    const archive = await read(await withDocument(content));
    expect(archive.documents[0]).toMatchObject({
      cda: null,
      title: demoInput.title,
      uniqueId: demoInput.id,
      type: { code: "11488-4" },
      author: "Camille DEMO-MEDECIN, Cabinet DEMO & associés",
      creationTime: "20260101110000+0000",
    });
    expect(archive.documents[0]?.anomalies).toContainEqual(about ? { code, about } : { code });
  });

  test("a text file is listed as a file", async () => {
    const files = metadata(
      rename(await demoFiles(), (old) => old.replace("DOC0001.XML", "NOTE.TXT")),
      (text) =>
        text
          .replace("<rim:Value>DOC0001.XML", "<rim:Value>NOTE.TXT")
          .replace('mimeType="text/xml"', 'mimeType="text/plain"'),
    );
    expect((await read(files)).documents[0]).toMatchObject({ mimeType: "text/plain", cda: null, hashOk: true });
  });

  test("a broken file inside a CDA is told with its document", async () => {
    const files = rewrite(await demoFiles(), place.document, (text) =>
      text.replace(/(<text mediaType[^>]*>).*?<\/text>/, "$1AAAA</text>"),
    );
    expect((await read(files)).documents[0]?.anomalies).toContainEqual({ code: "media-type-mismatch", about: "m1" });
  });
});

describe("what is not an XDM", () => {
  test.each([
    ["a zip without METADATA", [["a.xml", "<a/>"]]],
    ["a METADATA that is not ebRIM, outside IHE_XDM", [["METADATA.XML", "<metadata/>"]]],
    ["only litter", [["__MACOSX/IHE_XDM/S/METADATA.XML", "x"]]],
  ] as const)("%s", async (_, files) => {
    const zip = pack(new Map(files.map(([name, text]) => [name, utf8(text)])));
    expect(await isXdm(zip)).toBe(false);
    await expect(readXdm(zip)).rejects.toThrow(refusal("not-xdm"));
  });

  test("anything that is not a zip, without a throw", async () => {
    for (const text of ["", "hello", "PK", "PK\u0003\u0004"]) expect(await isXdm(utf8(text))).toBe(false);
    expect(await isXdm(forgeZip([{ name: "../IHE_XDM/S/METADATA.XML" }]))).toBe(false);
  });
});

describe("a hostile archive", () => {
  const bounded = { timeout: 10_000 };

  test("whose METADATA has a DOCTYPE is refused", bounded, async () => {
    const files = metadata(await demoFiles(), (text) => text.replace("<lcm:", '<!DOCTYPE x [<!ENTITY a "b">]><lcm:'));
    await expect(readXdm(pack(files))).rejects.toThrow(refusal("xml-doctype"));
  });

  test("whose METADATA names one large document thousands of times is bounded", bounded, async () => {
    const files = metadata(await demoFiles(), (text) => {
      const [entry = ""] = /<rim:ExtrinsicObject .*<\/rim:ExtrinsicObject>/.exec(text) ?? [];
      return text.replace(entry, entry.repeat(1000));
    });
    // Stored, so that the ratio does not refuse it first.
    const { archive } = await readXdm(forgeZip([...files].map(([name, bytes]) => ({ name, bytes, stored: true }))));
    expect(archive.documents).toHaveLength(200);
    expect(codesIn(archive)).toContain("metadata-too-many");
  });

  test("with more submission sets than anybody sends is bounded", bounded, async () => {
    const files = await demoFiles();
    const many: Files = new Map();
    for (let index = 0; index < 60; index += 1)
      for (const [name, bytes] of files) many.set(name.replace("SUBSET01", `S${index}`), bytes);
    const archive = await read(many);
    expect(archive.submissionSets).toHaveLength(20);
    expect(codesIn(archive)).toContain("metadata-too-many");
  });

  test("with a second document of the same name but for case says so", bounded, async () => {
    const files = new Map(await demoFiles()).set("IHE_XDM/SUBSET01/doc0001.xml", utf8("<x/>"));
    const archive = await read(files);
    expect(codesIn(archive)).toContain("zip-duplicate-entry");
    expect(archive.documents[0]).toMatchObject({ entryName: place.document, hashOk: true });
  });

  test("damaged anywhere ends in a refusal of ours or in an archive", bounded, async () => {
    const files = await demoFiles();
    const text = textIn(files, place.metadata);
    for (let at = 100; at < text.length; at += 97) {
      const damaged = new Map(files).set(
        place.metadata,
        utf8(text.slice(0, at) + "<&>\u0000"[at % 4] + text.slice(at + 1 + (at % 7))),
      );
      await readXdm(pack(damaged)).catch((cause: unknown) => expect(cause).toBeInstanceOf(DocumentError));
    }
  });

  test("never yields an anomaly that has no wording", async () => {
    const all = await Promise.all(deviations.map(async ({ make }) => codesIn(await read(make(await demoFiles())))));
    for (const code of all.flat()) expect(anomalyCodes).toContain(code);
  });
});

test("every anomaly has its row in anomalies.md, and every row its anomaly", () => {
  const page = readFileSync(new URL("./anomalies.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` +\| [^|]+ \| [^|]+ \|$/gm)].map((row) => row[1]);
  expect(rows).toEqual([...anomalyCodes]);
});
