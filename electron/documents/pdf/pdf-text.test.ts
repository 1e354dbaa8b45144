import { createRequire } from "node:module";
import path from "node:path";
import { PDFDocument, StandardFonts } from "pdf-lib";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { pdfText } from "./pdf-text";

const BOUNDS = { maxPages: 50, maxChars: 10_000 };
const PAGES = ["Compte rendu DEMO", "Résultat : hémoglobine 13,5 g/dL", "Fin œdème 37 €"];

async function pdf(pages: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of pages) document.addPage().drawText(text, { font, size: 12, x: 50, y: 500 });
  return document.save();
}

/** A PDF written by hand, so that it can hold what a decent writer refuses. */
function handmade(catalog: string, content = "BT /F1 12 Tf 50 500 Td (Texte DEMO) Tj ET", trailer = ""): Uint8Array {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join("");
  return Uint8Array.from(
    Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size 6 ${trailer} >>\n%%EOF`, "latin1"),
  );
}

let ordinary: Uint8Array;
beforeAll(async () => {
  ordinary = await pdf(PAGES);
});

describe("text of a PDF", () => {
  test("is read page after page, accents included", async () => {
    expect((await pdfText(ordinary, BOUNDS)).split("\n")).toEqual(PAGES);
  });

  test("leaves the bytes as they were, and can be asked again", async () => {
    const before = Uint8Array.from(ordinary);
    const first = await pdfText(ordinary, BOUNDS);
    expect(ordinary).toEqual(before);
    expect(await pdfText(ordinary, BOUNDS)).toBe(first);
  });

  test.each([
    [{ maxPages: 1, maxChars: 10_000 }, PAGES[0]],
    [{ maxPages: 0, maxChars: 10_000 }, ""],
    [{ maxPages: 50, maxChars: 6 }, "Compte"],
    [{ maxPages: 50, maxChars: 0 }, ""],
    [{ ...BOUNDS, timeMs: -1 }, ""],
  ])("stops at its bounds %j", async (bounds, text) => {
    expect(await pdfText(ordinary, bounds)).toBe(text);
  });

  test("two PDFs at the same time do not mix", async () => {
    const other = await pdf(["Autre DEMO"]);
    expect(await Promise.all([pdfText(ordinary, BOUNDS), pdfText(other, BOUNDS)])).toEqual([
      PAGES.join("\n"),
      "Autre DEMO",
    ]);
  });

  test("a handmade one without a table of objects is repaired and read", async () => {
    expect(await pdfText(handmade(""), BOUNDS)).toBe("Texte DEMO");
  });
});

describe("the reader", () => {
  test("loads no native library, and leaves Node as it was", async () => {
    await pdfText(ordinary, BOUNDS);
    expect(
      Object.keys(createRequire(import.meta.url).cache ?? {}).filter((loaded) => loaded.includes("canvas")),
    ).toEqual([]);
    expect(process.getBuiltinModule?.("path")).toBe(path);
  });
});

describe("hostile or broken PDFs (A12)", () => {
  test.each([
    ["empty", () => new Uint8Array()],
    ["not a PDF", () => Buffer.from("<html><script>x</script>")],
    ["a header alone", () => Buffer.from("%PDF-1.7\n%%EOF")],
    ["cut in the middle", () => ordinary.subarray(0, 300)],
    [
      "encrypted",
      () =>
        handmade(
          "",
          undefined,
          "/ID [(a) (b)] /Encrypt << /Filter /Standard /V 1 /R 2 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) /P -4 >>",
        ),
    ],
    [
      "pages that contain themselves",
      () =>
        Buffer.from(
          "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 9 >>\nendobj\ntrailer << /Root 1 0 R >>",
        ),
    ],
    ["a million bytes of junk", () => Buffer.alloc(1_000_000, "%PDF-1.7 obj ")],
  ])("%s has no text, and fails nobody", async (_, bytes) => {
    expect(await pdfText(bytes(), BOUNDS)).toBe("");
  });

  test.each([
    ["a script at opening", "/OpenAction << /S /JavaScript /JS (globalThis.pwned = true) >>"],
    ["a program to launch", "/OpenAction << /S /Launch /F (calc.exe) >>"],
    ["an address to open", "/OpenAction << /S /URI /URI (http://127.0.0.1:9/x) >>"],
    ["a form of its own kind", "/AcroForm << /XFA (<xdp><script>globalThis.pwned = true</script></xdp>) >>"],
    ["an embedded file", "/Names << /EmbeddedFiles << /Names [(a.exe) << /EF << /F 4 0 R >> >>] >> >>"],
  ])("%s stays inert, and the text is read", async (_, catalog) => {
    const fetched = vi.spyOn(globalThis, "fetch");
    expect(await pdfText(handmade(catalog), BOUNDS)).toBe("Texte DEMO");
    expect("pwned" in globalThis).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  test("a page that cannot be read does not hide the others", async () => {
    const pages = "[3 0 R 9 0 R 3 0 R]";
    const bytes = Buffer.from(
      Buffer.from(handmade("")).toString("latin1").replace("[3 0 R] /Count 1", `${pages} /Count 3`),
      "latin1",
    );
    expect(await pdfText(bytes, BOUNDS)).toContain("Texte DEMO");
  });
});
