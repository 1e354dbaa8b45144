import { bytesOf, demoInput, demoNarrative, demoXml } from "../../electron/documents/cda/testing/documents";
import { demoArchive, demoFiles, place, xdmInput, type Files } from "../../electron/documents/xdm/testing/archives";
import { writeXdm } from "../../electron/documents/xdm/write-xdm";
import { forgeZip, utf8, type ForgedEntry } from "../../electron/documents/zip/testing/forge-zip";
import type { DefusedFile } from "./hostile-files";

const MEGABYTE = 2 ** 20;

/** A message with these archives attached, as a colleague's software sends it. */
const letterWith = (...archives: readonly Uint8Array[]): Uint8Array =>
  utf8(
    [
      "From: <nadia.demo@confrere.essai.mssante.fr>",
      "Subject: XDM/1.0/DDM+DEMO",
      'Content-Type: multipart/mixed; boundary="x"',
      "",
      ...archives.flatMap((bytes, at) => [
        "--x",
        `Content-Type: application/zip; name="IHE_XDM_${at}.ZIP"`,
        "Content-Transfer-Encoding: base64",
        "",
        Buffer.from(bytes).toString("base64"),
      ]),
      "--x--",
      "",
    ].join("\r\n"),
  );

const pack = (files: Files, ...more: readonly ForgedEntry[]): Uint8Array =>
  // Stored, so that the ratio does not refuse what another bound must.
  forgeZip([...[...files].map(([name, bytes]) => ({ name, bytes, stored: true })), ...more]);

/** The one entry of METADATA as many times as told, changed each time. */
async function repeated(times: number, change: (entry: string, at: number) => string): Promise<Files> {
  const files = await demoFiles();
  const text = new TextDecoder().decode(files.get(place.metadata));
  const [entry = ""] = /<rim:ExtrinsicObject .*<\/rim:ExtrinsicObject>/su.exec(text) ?? [];
  const entries = Array.from({ length: times }, (_, at) => change(entry, at)).join("");
  return files.set(place.metadata, utf8(text.replace(entry, entries)));
}

/** Twenty-six megabytes that deflate to a fiftieth: within the bounds of one archive, and of no message that has five. */
function swollen(): Uint8Array {
  let state = 1;
  const bytes = new Uint8Array(26 * MEGABYTE);
  for (let at = 0; at < bytes.length; at += 1)
    if (at % 50_000 < 1_000) bytes[at] = (state = (state * 48_271) % 2_147_483_647) & 0xff;
  return bytes;
}

/** Sets that deceive by what is beside them: documents, versions and archives by the dozen. Each stays readable, and says what was left. */
export const hostileSets: readonly DefusedFile[] = [
  {
    threat: "two documents of one identifier",
    make: async () => {
      const files = await repeated(2, (entry, at) => (at === 0 ? entry : entry.replace("DOC0001.XML", "DOC0002.XML")));
      return pack(files.set("IHE_XDM/SUBSET01/DOC0002.XML", bytesOf(demoXml({ title: "Autre DEMO" }))));
    },
    tells: ["Autre DEMO", "document-id-conflict"],
    never: [],
  },
  {
    threat: "more documents than are read",
    make: async () => pack(await repeated(250, (entry) => entry)),
    tells: ["metadata-too-many"],
    never: [],
  },
  {
    threat: "an order of replacement in a second archive",
    make: async () => {
      const cda = demoXml({ id: "1.2.250.1.999.9.9", version: 2, replaces: demoInput.id });
      const order = await writeXdm(xdmInput([{ bytes: bytesOf(cda), action: "replace" }]));
      return letterWith(await demoArchive(), order);
    },
    tells: ['"action": "replace"', "1.2.250.1.999.9.9"],
    never: [],
  },
  {
    threat: "archives multiplied to multiply their bounds",
    make: async () => {
      const one = forgeZip([
        ...[...(await demoFiles())].map(([name, bytes]) => ({ name, bytes })),
        { name: "N.BIN", bytes: swollen() },
      ]);
      return letterWith(...Array.from({ length: 5 }, () => one));
    },
    tells: ['"kind": "message"', "document-repeated"],
    never: [],
  },
  {
    threat: "a line of breaks without end",
    make: () => demoNarrative(`<paragraph>un${"<br/>".repeat(200_000)}deux</paragraph>`),
    tells: ["un\\n\\ndeux"],
    never: [],
  },
];
