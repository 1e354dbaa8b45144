import type { Input } from "#shared/contract/index";
import { call } from "../../bridge";
import type { Text } from "../../text";
import { toasts } from "../../ui";
import { drawWhole } from "./draw-whole";
import { openPdf, type OpenPdf } from "./pdf/open-pdf";
import { MOST_SHEETS, pagePicture } from "./pdf/page-picture";

/** Prints a document: each sheet says whom it is about, what it is, when it was printed and which page it is. */
export async function printDocument(input: Input<"documents.print">, t: Text): Promise<void> {
  const result = await shownAlone(input, () => call("documents.print", input));
  if (result === "unfinished" || result === "endless") return sayWhy(result, t);
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
  if (result === "unfinished" || result === "endless") sayWhy(result, t);
  else if (!result.ok) toasts.failure(result.failure);
  else if (result.value.saved) toasts.show(t("documents.saved"));
}

/** Why there is no paper: a part did not come in time, or a PDF inside of it has too many pages. */
type NoPaper = "unfinished" | "endless";

function sayWhy(reason: NoPaper, t: Text): void {
  toasts.show(
    reason === "endless" ? t("documents.printTooLong", { count: MOST_SHEETS }) : t("documents.printUnfinished"),
  );
}

/** While the window itself is drawn on paper, the document is alone in it, all of it; menus have gone. */
async function shownAlone<Value>(
  { from }: Input<"documents.print">,
  act: () => Promise<Value>,
): Promise<Value | NoPaper> {
  if (from === "pdf") return act();
  document.documentElement.dataset["printing"] = "document";
  // A paper that stops before the end would pass for the whole document.
  const given = drawWhole();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  try {
    const whole = await loaded();
    if (found("[data-endless]").length > 0) return "endless";
    return whole ? await act() : "unfinished";
  } finally {
    given();
    delete document.documentElement.dataset["printing"];
  }
}

/** Looks at what the document draws for as long as more of it comes, ten seconds from one thing to the next; whether all has come. */
async function loaded(): Promise<boolean> {
  const waits = (): boolean => found("[data-loading]").length > 0 && found("[data-endless]").length === 0;
  let [looks, had] = [0, 0];
  for (; waits() && looks < 100; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const have = found("img").length;
    if (have > had) [looks, had] = [0, have];
  }
  await Promise.allSettled([...found<HTMLImageElement>("img")].map((picture) => picture.decode()));
  return found("[data-loading]").length === 0;
}

const found = <Kind extends Element>(selector: string): NodeListOf<Kind> =>
  document.querySelectorAll<Kind>(`[data-paper] :is(${selector})`);

/** A page as a picture, decoded and ready for paper. */
async function sheetOf(pdf: OpenPdf, number: number): Promise<HTMLImageElement> {
  const picture = document.createElement("img");
  picture.alt = "";
  picture.src = await pagePicture(pdf, number);
  await picture.decode();
  return picture;
}
