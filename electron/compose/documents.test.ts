import { afterEach, beforeEach, expect, test } from "vitest";
import { bytesOf, demoXml, tinyPdf } from "../documents/cda/testing/documents";
import { demoFiles, pack, place, xdmInput } from "../documents/xdm/testing/archives";
import { writeXdm } from "../documents/xdm/write-xdm";
import { documentHandlers } from "./documents";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const tiff = Buffer.from("II*\u0000DEMO", "latin1");

/** A message whose document is a file of this type (CDA R2 `nonXMLBody`). */
async function holding(mediaType: string) {
  const body = `<text mediaType="${mediaType}" representation="B64">${tiff.toString("base64")}</text>`;
  const archive = await writeXdm(xdmInput([{ bytes: bytesOf(demoXml().replace(/<text mediaType.*<\/text>/u, body)) }]));
  return received(archive);
}

/** The first document of a message that carries this archive. */
async function received(archive: Uint8Array) {
  const id = await bench.receive(
    Buffer.from(
      `From: <paul.demo@chu.demo.mssante.fr>\r\nMessage-ID: <a@demo>\r\nContent-Type: application/zip; name=IHE_XDM.ZIP\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(archive).toString("base64")}\r\n`,
    ),
  );
  const [card] = bench.store.messageView(id).documents;
  if (card === undefined) throw new Error("no document");
  return card.id;
}

test.each([
  ["image/tiff", /^[^/\\]+\.tif$/u],
  ["text/html", /^[^/\\]+\.bin$/u],
  ["application/pdf", /^[^/\\]+\.bin$/u],
])(
  "a file that the window does not draw (%s) is saved as it came, under a name that opens no program but its own",
  async (type, name) => {
    const id = await holding(type);
    const handlers = documentHandlers(bench.services);
    const { cda } = await handlers["documents.open"]({ id });
    const [media] = cda?.media ?? [];
    expect(await handlers["documents.saveMedia"]({ id, mediaId: media?.id ?? "" })).toEqual({ saved: true });
    const [[saved, bytes] = []] = [...bench.saved];
    expect(saved).toMatch(name);
    expect(Buffer.from(bytes ?? [])).toEqual(tiff);
    expect(bench.traces).toContainEqual(expect.objectContaining({ action: "document-export", request: "media" }));
  },
);

test("a file that the document does not hold is not found", async () => {
  const id = await holding("image/tiff");
  const handlers = documentHandlers(bench.services);
  await expect(handlers["documents.saveMedia"]({ id, mediaId: "m9" })).rejects.toMatchObject({ code: "not-found" });
  expect([...bench.saved]).toEqual([]);
});

test.each([
  ["a PDF", tinyPdf, /^[^/\\]+\.pdf$/u],
  ["XML that is no CDA", bytesOf("<autre/>"), /^[^/\\]+\.xml$/u],
  ["a program", bytesOf("MZ"), /^[^/\\]+\.bin$/u],
])(
  "a document of an archive that is %s is saved as it came, under the extension of what it is",
  async (_, file, name) => {
    const id = await received(pack((await demoFiles({})).set(place.document, file)));
    const handlers = documentHandlers(bench.services);
    expect((await handlers["documents.open"]({ id })).cda).toBeNull();
    expect(await handlers["documents.save"]({ id, as: "cda" })).toEqual({ saved: true });
    const [[saved, bytes] = []] = [...bench.saved];
    expect(saved).toMatch(name);
    expect(Buffer.from(bytes ?? [])).toEqual(Buffer.from(file));
  },
);
