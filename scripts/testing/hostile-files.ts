import { deflateRawSync } from "node:zlib";
import iconv from "iconv-lite";
import { encodeBase64 } from "../../electron/documents/cda/base64";
import { bytesOf, demoInput, demoNarrative, demoXml } from "../../electron/documents/cda/testing/documents";
import { demoFiles, place, type Files } from "../../electron/documents/xdm/testing/archives";
import { forgeZip, utf8, type ForgedEntry } from "../../electron/documents/zip/testing/forge-zip";

/** A file forged to harm: its threat (a row of the security rules), and the one code that refuses it. */
export type RefusedFile = { readonly threat: string; readonly code: string; readonly make: Make };
/** A file forged to deceive that stays readable: what must be told of it, and what must be nowhere in the answer. */
export type DefusedFile = {
  readonly threat: string;
  readonly make: Make;
  readonly tells: readonly string[];
  readonly never: readonly string[];
};
type Make = () => Uint8Array | Promise<Uint8Array>;

const MEGABYTE = 2 ** 20;
const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes);
/** Bytes that deflate hardly shrinks, the same at every run. */
const noise = (bytes: number): Uint8Array => {
  let state = 1;
  return Uint8Array.from({ length: bytes }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff);
};
const letters = (count: number): string => Buffer.from(noise(count)).toString("base64").slice(0, count);

async function archive(change: (files: Files) => void = () => undefined, ...more: ForgedEntry[]): Promise<Uint8Array> {
  const files = await demoFiles();
  change(files);
  return forgeZip([...[...files].map(([name, bytes]) => ({ name, bytes })), ...more]);
}
const withDocument = (bytes: Uint8Array): Promise<Uint8Array> => archive((files) => files.set(place.document, bytes));
const withMetadata = (change: (text: string) => string): Promise<Uint8Array> =>
  archive((files) => files.set(place.metadata, utf8(change(new TextDecoder().decode(files.get(place.metadata))))));
const withDoctype = (doctype: string, use = ""): string =>
  demoXml()
    .replace("<ClinicalDocument", `${doctype}<ClinicalDocument`)
    .replace(/<title>.*<\/title>/, `<title>${use}</title>`);
const media = (type: string, content: string, more = ""): Uint8Array =>
  bytesOf(
    demoXml().replace(
      /<text mediaType.*<\/text>/,
      `<text mediaType="${type}" representation="B64"${more}>${content}</text>`,
    ),
  );

const names = [..."abcdefghij"];
const laughs = `<!DOCTYPE x [<!ENTITY a "lol">${names
  .slice(1)
  .map((name, at) => `<!ENTITY ${name} "${`&${names[at]};`.repeat(10)}">`)
  .join("")}]>`;
const external = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

/** Count and offsets of a zip64 directory that claims a million million entries (APPNOTE 4.3.14). */
function lyingZip64(): Uint8Array {
  const honest = Buffer.from(forgeZip([{ name: "a.xml", bytes: utf8("<a/>") }]));
  const [body, end] = [honest.subarray(0, -22), Buffer.from(honest.subarray(-22))];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(2n ** 40n, 24);
  record.writeBigUInt64LE(2n ** 40n, 32);
  record.writeBigUInt64LE(50n, 40);
  record.writeBigUInt64LE(35n, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(body.length), 8);
  locator.writeUInt32LE(1, 16);
  end.fill(0xff, 8, 20);
  return Buffer.concat([body, record, locator, end]);
}

const archives: readonly RefusedFile[] = [
  {
    threat: "fifty megabytes of zeros in fifty kilobytes",
    code: "zip-ratio",
    make: () => archive(undefined, { name: "Z", bytes: zeros(50e6) }),
  },
  {
    threat: "a bomb that says it is small",
    code: "zip-wrong-size",
    make: () => archive(undefined, { name: "Z", bytes: zeros(50e6), claimedSize: 4000 }),
  },
  {
    threat: "a size that lies high",
    code: "zip-wrong-size",
    make: () => archive(undefined, { name: "Z", bytes: noise(90_000), claimedSize: 2 * MEGABYTE }),
  },
  {
    threat: "an entry of more than sixty megabytes",
    code: "zip-too-big",
    make: () => archive(undefined, { name: "Z", bytes: noise(9), claimedSize: 61 * MEGABYTE }),
  },
  {
    threat: "more than a hundred megabytes in all",
    code: "zip-too-big",
    make: () =>
      archive(undefined, ...["A", "B"].map((name) => ({ name, bytes: noise(9), claimedSize: 55 * MEGABYTE }))),
  },
  {
    threat: "two hundred and one entries",
    code: "zip-too-many-entries",
    make: () => archive(undefined, ...Array.from({ length: 201 }, (_, at) => ({ name: `F${at}`, bytes: utf8("x") }))),
  },
  {
    threat: "a directory that counts sixty thousand entries",
    code: "zip-too-many-entries",
    make: () => forgeZip([{ name: "a" }], 60_000),
  },
  { threat: "a zip64 directory of a million million entries", code: "zip-too-many-entries", make: lyingZip64 },
  {
    threat: "entries that share their bytes",
    code: "zip-overlap",
    make: () => {
      const bytes = noise(MEGABYTE / 4);
      return forgeZip(Array.from({ length: 50 }, (_, at) => ({ name: `F${at}`, bytes, sameBytes: at > 0 })));
    },
  },
  {
    threat: "a check sum that is wrong",
    code: "zip-damaged",
    make: () => archive(undefined, { name: "Z", bytes: noise(900), claimedCrc: 1 }),
  },
  ...[
    "../../evil.txt",
    "..\\..\\evil.txt",
    "/etc/passwd",
    "C:\\evil.txt",
    "a/NUL.XML",
    "a\u0000.xml",
    "a\u202Elmx",
  ].map((name): RefusedFile => ({
    threat: `the name ${JSON.stringify(name)}`,
    code: "zip-unsafe-name",
    make: () => archive(undefined, { name, bytes: utf8("x") }),
  })),
  {
    threat: "a symbolic link",
    code: "zip-unsafe-name",
    make: () => archive(undefined, { name: "L", bytes: utf8("/etc/passwd"), mode: 0o120777 }),
  },
  {
    threat: "a password",
    code: "zip-encrypted",
    make: () => archive(undefined, { name: "Z", bytes: utf8("x"), flags: 0x801 }),
  },
  {
    threat: "an unknown compression",
    code: "zip-unreadable",
    make: () => archive(undefined, { name: "Z", bytes: utf8("x"), method: 99 }),
  },
  {
    threat: "deflated data that is none",
    code: "zip-unreadable",
    make: () => archive(undefined, { name: "Z", bytes: utf8("\u00ff\u00ff"), stored: true, method: 8 }),
  },
  {
    threat: "an archive cut in two",
    code: "zip-unreadable",
    make: async () => (await archive()).subarray(0, 900),
  },
];

const deep = `${"<a>".repeat(1000)}${"</a>".repeat(1000)}`;
const texts: readonly RefusedFile[] = [
  ...[
    external,
    laughs,
    '<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">',
    '<!DOCTYPE x [<!ENTITY % p "x">%p;]>',
  ].flatMap((doctype): readonly RefusedFile[] => [
    {
      threat: `${doctype.slice(0, 40)}… in a CDA`,
      code: "xml-doctype",
      make: () => bytesOf(withDoctype(doctype, "&e;&j;")),
    },
    {
      threat: `${doctype.slice(0, 40)}… in METADATA`,
      code: "xml-doctype",
      make: () => withMetadata((text) => text.replace("<lcm:", `${doctype}<lcm:`)),
    },
  ]),
  ...["utf-16le", "utf-16be"].map((charset): RefusedFile => ({
    threat: `an entity hidden in ${charset}`,
    code: "xml-doctype",
    make: () => iconv.encode(withDoctype(external, "&e;").replace("UTF-8", "UTF-16"), charset, { addBOM: true }),
  })),
  {
    threat: "an entity hidden in UTF-7",
    code: "xml-unreadable",
    make: () => bytesOf(`<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AFs- <ClinicalDocument/>`),
  },
  { threat: "an entity that nobody declared", code: "xml-unreadable", make: () => bytesOf(withDoctype("", "&e;")) },
  { threat: "a thousand levels in a CDA", code: "xml-too-deep", make: () => demoNarrative(deep) },
  {
    threat: "a million levels that never close",
    code: "xml-too-deep",
    make: () => bytesOf(`<ClinicalDocument xmlns="urn:hl7-org:v3">${"<a>".repeat(1_000_000)}`),
  },
  {
    threat: "a thousand levels in METADATA",
    code: "xml-too-deep",
    make: () => withMetadata((text) => text.replace("</rim:RegistryObjectList>", `${deep}</rim:RegistryObjectList>`)),
  },
  {
    threat: "an attribute of one megabyte",
    code: "xml-too-big",
    make: () => demoNarrative(`<content ID="${letters(MEGABYTE)}"/>`),
  },
  {
    threat: "a hundred thousand attributes",
    code: "xml-too-big",
    make: () => demoNarrative(`<content ${Array.from({ length: 100_000 }, (_, at) => `a${at}="x"`).join(" ")}/>`),
  },
  { threat: "a million cells", code: "xml-too-big", make: () => demoNarrative(giantTable(1_000_000)) },
  {
    threat: "forty-one megabytes of text",
    code: "xml-too-big",
    make: () => demoNarrative(`<paragraph>${"x".repeat(41 * MEGABYTE)}</paragraph>`),
  },
  {
    threat: "a name of element of one megabyte",
    code: "xml-too-big",
    make: () => demoNarrative(`<${"a".repeat(MEGABYTE)}/>`),
  },
  {
    threat: "a comment that never ends",
    code: "xml-unreadable",
    make: () => demoNarrative(`<!--${"-".repeat(100)}${"x ".repeat(5 * MEGABYTE)}`),
  },
  { threat: "an unclosed CDA", code: "xml-unreadable", make: () => bytesOf("<ClinicalDocument>") },
  {
    threat: "noise in the place of METADATA",
    code: "xml-unreadable",
    make: () => archive((files) => files.set(place.metadata, noise(4000))),
  },
];

function giantTable(cells: number): string {
  return `<table><tbody>${"<tr><td/><td/><td/><td/></tr>".repeat(cells / 4)}</tbody></table>`;
}

/** Every threat that is refused whole. */
export const refusedFiles: readonly RefusedFile[] = [...archives, ...texts];

const insideNarrative = `<paragraph onclick="evil()"><linkHtml href="javascript:evil()">un</linkHtml></paragraph><iframe src="https://evil.example"/><script>deux</script><img src="https://evil.example/x.png"/>`;
const sheet = `<?xml-stylesheet href="https://evil.example/x.xsl" type="text/xsl"?><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:value-of select="document('file:///etc/passwd')"/></xsl:template>${demoXml().replace(/<\?xml.*?\?>/, "")}</xsl:stylesheet>`;

/** Every threat that leaves the file readable, and disarmed. */
export const defusedFiles: readonly DefusedFile[] = [
  {
    threat: "a zip in the zip",
    make: () => archive(undefined, { name: "IHE_XDM/SUBSET01/IN.ZIP", bytes: forgeZip([{ name: "../../evil.txt" }]) }),
    tells: ['"kind": "xdm"'],
    never: ["evil"],
  },
  {
    threat: "two METADATA of the same name",
    make: () => archive(undefined, { name: place.metadata, bytes: utf8("<evil/>") }),
    tells: ["zip-duplicate-entry", '"hashOk": true'],
    never: ["evil"],
  },
  {
    threat: "an INDEX.HTM that attacks",
    make: () => archive((files) => files.set(place.index, utf8(`${external}<script>evil()</script>`))),
    tells: ['"conform": true'],
    never: ["evil"],
  },
  {
    threat: "entities in one document of an archive",
    make: () => withDocument(bytesOf(withDoctype(external, "&e;"))),
    tells: ["cda-refused", "xml-doctype", "hash-mismatch"],
    never: ["root:"],
  },
  {
    threat: "HTML declared as a PDF",
    make: () => media("application/pdf", encodeBase64(utf8("<script>evil()</script>"))),
    tells: ['"type": "application/octet-stream"'],
    never: ["evil"],
  },
  {
    threat: "a deflate bomb inside a document",
    make: () =>
      withDocument(media("application/pdf", encodeBase64(deflateRawSync(zeros(80 * MEGABYTE))), ' compression="DF"')),
    tells: ["media-too-big"],
    never: [],
  },
  {
    threat: "base64 with stray characters",
    make: () => withDocument(media("application/pdf", "AA<b/>A*")),
    tells: ["media-unreadable"],
    never: [],
  },
  ...["text/html", "image/svg+xml", "text/rtf"].map((type): DefusedFile => ({
    threat: `a body of type ${type}`,
    make: () => media(type, encodeBase64(utf8("{\\rtf1 <script>evil()</script>"))),
    tells: ['"body": "other"', '"narrativeText": ""'],
    never: ["evil"],
  })),
  {
    threat: "a narrative that injects",
    make: () => demoNarrative(insideNarrative),
    tells: ["un\\ndeux"],
    never: ["evil", "javascript", "onclick"],
  },
  {
    threat: "a stylesheet around the document",
    make: () => bytesOf(sheet),
    tells: ['"selfDisplaying": true', demoInput.id],
    never: ["evil", "passwd", "root:"],
  },
  {
    threat: "a picture that lies outside",
    make: () =>
      withDocument(
        demoNarrative(
          '<renderMultiMedia referencedObject="W"/>',
          '<entry><observationMedia ID="W"><value mediaType="application/dicom"><reference value="https://evil.example/wado"/></value></observationMedia></entry>',
        ),
      ),
    tells: ["media-external"],
    never: ["evil"],
  },
  {
    threat: "a document of another patient in the place of the first",
    make: () =>
      withDocument(
        bytesOf(
          demoXml({
            patient: {
              ...demoInput.patient,
              birthName: "PAT-AUTRE",
              ins: { matricule: "277076322082910", oid: "1.2.250.1.213.1.4.10" },
              localIds: [],
            },
          }),
        ),
      ),
    tells: ["hash-mismatch", "patient-mismatch", "several-patients"],
    never: [],
  },
  {
    threat: "a table of forty thousand rows",
    make: () => demoNarrative(giantTable(150_000)),
    tells: ['"kind": "cda"'],
    never: [],
  },
];
