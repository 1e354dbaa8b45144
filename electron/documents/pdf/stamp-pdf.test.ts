import { degrees, PDFArray, PDFDict, PDFDocument, PDFName, StandardFonts } from "pdf-lib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAPER_BANDS } from "#shared/domain/paper";
import { loadPdfReader } from "./load-pdf-reader";
import { stampPdf } from "./stamp-pdf";

const WORDS = {
  head: ["PAT-DEMO Camille, née le 02/09/1988 · INS 2 88 09 75 056 115 60 [TEST]", "Compte rendu · Dr DEMO"],
  foot: "Imprimé le 22/11/2026 à 9 h 40",
  page: "Page",
};

type Shape = { readonly turn?: number; readonly size?: readonly [number, number]; readonly pages?: number };

async function pdf({ turn = 0, size = [595.28, 841.89], pages = 1 }: Shape = {}): Promise<PDFDocument> {
  const made = await PDFDocument.create();
  const font = await made.embedFont(StandardFonts.Helvetica);
  for (let at = 0; at < pages; at += 1) {
    const page = made.addPage([size[0], size[1]]);
    page.drawText(`corps ${at + 1}`, { x: 60, y: 60, size: 12, font });
    page.setRotation(degrees(turn));
  }
  return made;
}

const bytesOf = async (shape: Shape = {}): Promise<Uint8Array> => (await pdf(shape)).save();

/** The text of each page with where it stands on the page as it is read, `up` from 0 (foot) to 1 (head). */
async function seen(bytes: Uint8Array) {
  const document = await (await loadPdfReader()).open(bytes.slice()).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const page = await document.getPage(at + 1);
      const view = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent();
      return {
        width: view.width,
        height: view.height,
        runs: items.flatMap((item) => {
          if (!("str" in item) || item.str.trim() === "") return [];
          const [x = 0, y = 0] = view.convertToViewportPoint(item.transform[4], item.transform[5]);
          return [{ text: item.str, left: x / view.width, up: 1 - y / view.height }];
        }),
      };
    }),
  );
  await document.destroy();
  return pages;
}

describe("a page that is printed", () => {
  test("says whom it is about, what it is, when it was printed and its number", async () => {
    const pages = await seen(await stampPdf(await bytesOf({ pages: 3 }), WORDS));
    expect(pages).toHaveLength(3);
    pages.forEach(({ runs }, at) => {
      const text = runs.map((run) => run.text);
      expect(text).toEqual(
        expect.arrayContaining([...WORDS.head, WORDS.foot, `Page ${at + 1} / 3`, `corps ${at + 1}`]),
      );
    });
  });

  test("keeps its own drawing: only its paper grows", async () => {
    const [page] = await seen(await stampPdf(await bytesOf(), WORDS));
    expect(page?.width).toBeCloseTo(595.28);
    expect(page?.height).toBeCloseTo(841.89 + PAPER_BANDS.top + PAPER_BANDS.bottom);
  });

  test.each([0, 90, 180, 270, -90, 450])(
    "turned by %d°, has its head above and its number below right",
    async (turn) => {
      const [page] = await seen(await stampPdf(await bytesOf({ turn }), WORDS));
      const find = (text: string) => page?.runs.find((run) => run.text === text);
      expect(find(WORDS.head[0] ?? "")?.up).toBeGreaterThan(0.94);
      expect(find(WORDS.head[0] ?? "")?.left).toBeLessThan(0.1);
      expect(find("Page 1 / 1")?.up).toBeLessThan(0.06);
      expect(find("Page 1 / 1")?.left).toBeGreaterThan(0.8);
    },
  );

  test("is said in full on a receipt as on a poster", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 60, max: 4000 }),
        fc.integer({ min: 60, max: 4000 }),
        async (width, height) => {
          const [page] = await seen(await stampPdf(await bytesOf({ size: [width, height] }), WORDS));
          for (const { left, up } of page?.runs ?? []) {
            expect(left).toBeGreaterThanOrEqual(0);
            expect(left).toBeLessThan(1);
            expect(up).toBeGreaterThan(-0.001);
            expect(up).toBeLessThan(1);
          }
          expect(page?.runs.map(({ text }) => text)).toContain(WORDS.head[0]);
        },
      ),
      { numRuns: 10 },
    );
  });

  test("a name longer than the page is made smaller, then cut with a sign of it", async () => {
    const long = `${"PAT-DEMO-".repeat(40)}FIN`;
    const [page] = await seen(await stampPdf(await bytesOf(), { ...WORDS, head: [long] }));
    const said = page?.runs.find(({ text }) => text.startsWith("PAT-DEMO-"));
    expect(said?.text.endsWith("…")).toBe(true);
  });

  test("letters that the font does not know lose their accent, nothing fails", async () => {
    const [page] = await seen(await stampPdf(await bytesOf(), { ...WORDS, head: ["ŁUKASZ Żółć\u202e\u0000漢"] }));
    expect(page?.runs.some(({ text }) => text.includes("UKASZ"))).toBe(true);
  });
});

describe("a page made to forge its own bands", () => {
  test.each([
    ["leaves a scale behind it", "q 0.01 0 0 0.01 0 0 cm q"],
    ["empties the stack, then leaves a scale behind it", "Q Q Q 0.01 0 0 0.01 0 0 cm"],
    ["turns everything that follows upside down", "q 1 0 0 -1 0 841.89 cm q"],
    ["leaves text open", "Q BT /F1 12 Tf 0.01 0 0 0.01 0 0 Tm"],
  ])("that %s moves nothing of them", async (_name, drawing) => {
    const made = await pdf();
    const page = made.getPages()[0];
    page?.node.set(PDFName.of("Contents"), made.context.register(made.context.flateStream(drawing)));
    const [printed] = await seen(await stampPdf(await made.save(), WORDS));
    const find = (text: string | undefined) => printed?.runs.find((run) => run.text === text);
    expect(find(WORDS.head[0])?.up).toBeGreaterThan(0.94);
    expect(find(WORDS.head[0])?.left).toBeLessThan(0.1);
    expect(find(WORDS.foot)?.up).toBeLessThan(0.06);
  });

  test("leaves no clip behind it either: its drawing is in a form of its own", async () => {
    const made = await pdf();
    const clip = made.context.register(made.context.flateStream("Q Q 0 0 1 1 re W n"));
    made.getPages()[0]?.node.set(PDFName.of("Contents"), clip);
    const stamped = await PDFDocument.load(await stampPdf(await made.save(), WORDS));
    const page = stamped.getPages()[0];
    const names = page?.node.Resources()?.lookup(PDFName.of("XObject"), PDFDict).keys();
    expect(names).toHaveLength(1);
    expect(page?.node.Contents()?.toString()).not.toContain(clip.toString());
  });

  test("lays no note over them: what stands outside the page is taken out, what overlaps is brought back, the rest stays", async () => {
    const made = await pdf();
    const note = (rect: readonly number[]) =>
      made.context.register(made.context.obj({ Type: "Annot", Subtype: "FreeText", Rect: [...rect], AA: {} }));
    const rects = [
      [0, 845, 500, 875],
      [0, 800, 500, 900],
      [100, 100, 200, 200],
    ];
    made.getPages()[0]?.node.set(PDFName.of("Annots"), made.context.obj(rects.map(note)));
    const stamped = await PDFDocument.load(await stampPdf(await made.save(), WORDS));
    const annotations = stamped.getPages()[0]?.node.Annots()?.asArray() ?? [];
    const read = annotations.map((one) => stamped.context.lookup(one, PDFDict));
    expect(read.map((one) => one.lookup(PDFName.of("Rect"), PDFArray).toString())).toEqual([
      "[ 0 800 500 841.89 ]",
      "[ 100 100 200 200 ]",
    ]);
    expect(read.every((one) => one.get(PDFName.of("AA")) === undefined)).toBe(true);
  });

  test("a page without any drawing is stamped, one whose drawing cannot be read is refused", async () => {
    const blank = await PDFDocument.create();
    blank.addPage([300, 300]).node.delete(PDFName.of("Contents"));
    const [page] = await seen(await stampPdf(await blank.save(), WORDS));
    expect(page?.runs.map(({ text }) => text)).toContain(WORDS.head[0]);
    const made = await pdf();
    const odd = made.context.register(made.context.stream("x", { Filter: "Unheard" }));
    made.getPages()[0]?.node.set(PDFName.of("Contents"), odd);
    await expect(stampPdf(await made.save(), WORDS)).rejects.toMatchObject({ code: "pdf-refused" });
  });
});

describe("what would act by itself", () => {
  test("is taken out of the file", async () => {
    const made = await pdf();
    const act = made.context.obj({ S: "JavaScript", JS: "app.alert(1)" });
    made.catalog.set(PDFName.of("OpenAction"), act);
    made.catalog.set(PDFName.of("Names"), made.context.obj({ JavaScript: made.context.obj({ Names: ["a", act] }) }));
    made.catalog.set(PDFName.of("AcroForm"), made.context.obj({ XFA: "x", Fields: [] }));
    made.getPages()[0]?.node.set(PDFName.of("AA"), made.context.obj({ O: act }));
    const stamped = await PDFDocument.load(await stampPdf(await made.save(), WORDS));
    for (const name of ["OpenAction", "AA", "Names"]) expect(stamped.catalog.get(PDFName.of(name))).toBeUndefined();
    expect(stamped.catalog.lookup(PDFName.of("AcroForm"))?.toString()).not.toContain("XFA");
    expect(stamped.getPages()[0]?.node.get(PDFName.of("AA"))).toBeUndefined();
  });
});

describe("what cannot be printed this way", () => {
  test.each([
    ["nothing", new Uint8Array()],
    ["no PDF", new TextEncoder().encode("<html>")],
    ["a PDF cut short", new TextEncoder().encode("%PDF-1.4\n1 0 obj")],
  ])("%s is refused", async (_name, bytes) => {
    await expect(stampPdf(bytes, WORDS)).rejects.toMatchObject({ code: "pdf-refused" });
  });

  test("an encrypted PDF is refused: its pages would come out as noise", async () => {
    const made = await pdf();
    made.context.trailerInfo.Encrypt = made.context.register(made.context.obj({ Filter: "Standard", V: 1, R: 2 }));
    await expect(stampPdf(await made.save(), WORDS)).rejects.toMatchObject({ code: "pdf-refused" });
  });
});
