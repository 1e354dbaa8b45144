import type { Piece } from "../find/hits-in";
import type { OpenPdf } from "./open-pdf";

/** The runs of text of every page of a PDF, as its text layer lays them out; a page that cannot be read has none. */
export async function readRuns({ document, pages }: OpenPdf): Promise<readonly (readonly Piece[])[]> {
  const read: (readonly Piece[])[] = [];
  for (let number = 1; number <= pages; number += 1) {
    // One page after the other: the worker that reads them also draws what is looked at.
    read.push(await runsOf(document, number).catch(() => []));
  }
  return read;
}

async function runsOf(document: OpenPdf["document"], number: number): Promise<readonly Piece[]> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  return items.flatMap((item) => ("str" in item ? [{ text: item.str, ends: item.hasEOL }] : []));
}
