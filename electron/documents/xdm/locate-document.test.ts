import { describe, expect, test } from "vitest";
import type { ArchiveEntry } from "../zip/read-archive";
import { utf8 } from "../zip/testing/forge-zip";
import { isJunk, layoutOf, setFolders } from "./archive-layout";
import { digestsOf } from "./digests";
import { locateDocument } from "./locate-document";
import type { MetadataObject } from "./parse-metadata";

const file = (name: string, text = name): ArchiveEntry => ({ name, size: utf8(text).byteLength, bytes: utf8(text) });
const object = (slots: Record<string, string[]>, attributes: Record<string, string> = {}): MetadataObject => ({
  id: "d",
  attributes: new Map(Object.entries(attributes)),
  slots: new Map(Object.entries(slots)),
  name: "",
  classifications: [],
  identifiers: new Map(),
});
const metadata = file("IHE_XDM/S/METADATA.XML");
const folder = { metadata, base: "IHE_XDM/S/" };
const locate = (uri: string, ...names: string[]) =>
  locateDocument(object({ uri: [uri] }), folder, [metadata, ...names.map((name) => file(name))]);

describe("a URI", () => {
  test.each([
    ["A.XML", "IHE_XDM/S/A.XML"],
    ["./A.XML", "IHE_XDM/S/A.XML"],
    [".\\A.XML", "IHE_XDM/S/A.XML"],
    ["SUB/A.XML", "IHE_XDM/S/SUB/A.XML"],
    ["SUB\\A.XML", "IHE_XDM/S/SUB/A.XML"],
    ["../T/A.XML", "IHE_XDM/T/A.XML"],
    ["../../A.XML", "A.XML"],
    ["SUB//A.XML", "IHE_XDM/S/SUB/A.XML"],
  ])("%j is found at %s", (uri, name) => {
    expect(locate(uri, "OTHER.XML", name)).toMatchObject({ entry: { name }, anomalies: [] });
  });

  test.each(["../../../A.XML", "/A.XML", "\\A.XML", "c:\\A.XML", "https://x.example/A.XML", "urn:x", "A\u0000.XML"])(
    "%j is never followed",
    (uri) => {
      expect(locate(uri, "A.XML", "IHE_XDM/S/A.XML")).toEqual({
        entry: undefined,
        anomalies: [{ code: "document-uri-unsafe" }],
      });
    },
  );

  test("prefers the exact name to the one that differs by case", () => {
    expect(locate("A.XML", "IHE_XDM/S/a.xml", "IHE_XDM/S/A.XML").entry?.name).toBe("IHE_XDM/S/A.XML");
    expect(locate("A.XML", "IHE_XDM/S/a.xml")).toMatchObject({
      entry: { name: "IHE_XDM/S/a.xml" },
      anomalies: [{ code: "document-name-case" }],
    });
  });

  test("is not looked for in another folder", () => {
    expect(locate("A.XML", "IHE_XDM/T/A.XML", "A.XML")).toEqual({
      entry: undefined,
      anomalies: [{ code: "document-missing", about: "IHE_XDM/S/A.XML" }],
    });
  });

  test("badly percent-encoded is taken as it is", () => {
    expect(locate("A%ZZ.XML", "IHE_XDM/S/A%ZZ.XML").entry).toBeDefined();
    expect(locate("A%ZZ.XML").anomalies).toMatchObject([{ code: "document-missing" }]);
  });

  test("in numbered pieces is put together in their order, ten after two", () => {
    const pieces = Array.from({ length: 11 }, (_, index) => `${index + 1}|${"ABCDEFGHIJK"[index]}`).toReversed();
    expect(locateDocument(object({ uri: pieces }), folder, [file("IHE_XDM/S/ABCDEFGHIJK")]).entry).toBeDefined();
  });
});

describe("without URI", () => {
  const one = file("IHE_XDM/S/ONE.XML", "one");
  const two = file("IHE_XDM/S/TWO.XML", "three");

  test("the only XML of the folder is the document, sub-folders left aside", () => {
    const around = [metadata, file("IHE_XDM/S/STYLE.XSL"), file("IHE_XDM/S/SUB/X.XML"), file("X.XML")];
    expect(locateDocument(object({}), folder, [...around, one])).toEqual({
      entry: one,
      anomalies: [{ code: "document-uri-missing", about: one.name }],
    });
  });

  test("the hash tells among several, then the size", () => {
    expect(locateDocument(object({ hash: [digestsOf(two).sha1.toUpperCase()] }), folder, [one, two]).entry).toBe(two);
    expect(locateDocument(object({ size: ["5"] }), folder, [one, two]).entry).toBe(two);
  });

  test("a size that two files share tells nothing", () => {
    const same = file("IHE_XDM/S/SAME.XML", "eno");
    expect(locateDocument(object({ size: ["3"] }), folder, [one, same])).toEqual({
      entry: undefined,
      anomalies: [{ code: "document-missing" }],
    });
  });
});

describe("the layout of an archive", () => {
  test.each([
    "__MACOSX/x",
    "a/__macosx/METADATA.XML",
    "a/._b.xml",
    ".DS_Store",
    "a/.svn/entries",
    ".git/HEAD",
    "Thumbs.db",
    "a/desktop.ini",
    "METADATA.XML.swp",
    "a.xml~",
    "a.bak",
  ])("%s is litter", (name) => {
    expect(isJunk(name)).toBe(true);
  });

  test.each(["METADATA.XML", "IHE_XDM/S/DOC0001.XML", "README.TXT", "svn/a.xml", "a_.xml"])(
    "%s is not litter",
    (name) => {
      expect(isJunk(name)).toBe(false);
    },
  );

  test.each([
    [["IHE_XDM/S/METADATA.XML"], "certain"],
    [["x/ihe_xdm/s/metadata.xml"], "certain"],
    [["S/METADATA.XML"], "possible"],
    [["METADATA.XML"], "possible"],
    [["__MACOSX/IHE_XDM/S/METADATA.XML"], "none"],
    [["IHE_XDM/S/XMETADATA.XML", "README.TXT"], "none"],
    [[], "none"],
  ] as const)("%j is %s", (names, expected) => {
    expect(layoutOf(names)).toBe(expected);
  });

  test("gives its submission sets in the order of their names, each with its folder", () => {
    const { folders, anomalies } = setFolders([
      file("IHE_XDM/T/METADATA.XML"),
      metadata,
      file("README.TXT"),
      file("INDEX.HTM"),
    ]);
    expect(folders.map(({ base }) => base)).toEqual(["IHE_XDM/S/", "IHE_XDM/T/"]);
    expect(anomalies).toEqual([]);
  });

  test("at the root of the zip has an empty folder", () => {
    expect(setFolders([file("METADATA.XML")]).folders[0]?.base).toBe("");
  });
});
