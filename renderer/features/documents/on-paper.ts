import type { Input } from "#shared/contract/index";
import { call } from "../../bridge";
import type { Text } from "../../text";
import { toasts } from "../../ui";
import { drawWhole } from "./draw-whole";
import { openPdf, type OpenPdf } from "./pdf/open-pdf";

/** Beyond, the pictures of the pages would weigh too much for one print. */
const MOST_SHEETS = 200;
/** Pixels per point: 200 dots per inch. */
const SHARPNESS = 200 / 72;
const MOST_PIXELS = 8_000_000;

/** Prints a document: each sheet says whom it is about, what it is, when it was printed and which page it is. */
export async function printDocument(input: Input<"documents.print">, t: Text): Promise<void> {
  const result = await shownAlone(input, () => call("documents.print", input));
  if (result === "unfinished") return void toasts.show(t("documents.printUnfinished"));
  if (!result.ok) return void toasts.failure(result.failure);
  const pdf = await openPdf(result.value.bytes);
  const sheets = document.createElement("div");
  sheets.dataset["sheets"] = "";
  try {
    if (pdf.pages > MOST_SHEETS) return void toasts.show(t("documents.printTooLong", { count: MOST_SHEETS }));
    for (let number = 1; number <= pdf.pages; number += 1) sheets.append(await sheetOf(pdf, number));
    document.body.append(sheets);
    document.documentElement.dataset["printing"] = "sheets";
    print();
  } finally {
    delete document.documentElement.dataset["printing"];
    sheets.remove();
    for (const { src } of sheets.querySelectorAll("img")) URL.revokeObjectURL(src);
    pdf.close();
  }
}

/** Saves that paper as a PDF, where the person says. */
export async function saveDocumentPrint(input: Input<"documents.savePrint">, t: Text): Promise<void> {
  const result = await shownAlone(input, () => call("documents.savePrint", input));
  if (result === "unfinished") toasts.show(t("documents.printUnfinished"));
  else if (!result.ok) toasts.failure(result.failure);
  else if (result.value.saved) toasts.show(t("documents.saved"));
}

/** While the window itself is drawn on paper, the document is alone in it, all of it; menus have gone. */
async function shownAlone<Value>(
  { from }: Input<"documents.print">,
  act: () => Promise<Value>,
): Promise<Value | "unfinished"> {
  if (from === "pdf") return act();
  document.documentElement.dataset["printing"] = "document";
  // A paper that stops before the end would pass for the whole document.
  drawWhole();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  try {
    return (await loaded()) ? await act() : "unfinished";
  } finally {
    delete document.documentElement.dataset["printing"];
  }
}

/** Looks at the pictures of the document for ten seconds; whether all of them have come. */
async function loaded(): Promise<boolean> {
  const waits = (): boolean => document.querySelector("[data-paper] [data-loading]") !== null;
  for (let looks = 0; waits() && looks < 100; looks += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  const pictures = [...document.querySelectorAll<HTMLImageElement>("[data-paper] img")];
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  return !waits();
}

/** A page as a picture, decoded and ready for paper. */
async function sheetOf(pdf: OpenPdf, number: number): Promise<HTMLImageElement> {
  const page = await pdf.document.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const sharpness = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / Math.max(1, natural.width * natural.height)));
  const viewport = page.getViewport({ scale: sharpness });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas, viewport, intent: "print" }).promise;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  canvas.width = 0;
  const picture = document.createElement("img");
  picture.alt = "";
  picture.src = URL.createObjectURL(blob ?? new Blob());
  await picture.decode();
  return picture;
}
