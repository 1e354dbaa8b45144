/** A run of text shorter than this is left to the parser. */
const LONG = 64 * 1024;
/** Stands for a run that was set aside; a text that holds it itself is parsed as it is. */
const MARK = "\uE000";

/**
 * Takes the long runs of plain text out of an XML text (a PDF in base64, character by character, is most of the work of the parser), and
 * gives how to put one back where the parser meets its mark. A run lies between two tags, without reference or end of CDATA.
 */
export function setAside(text: string): { readonly light: string; readonly restored: (met: string) => string } {
  if (text.length < 2 * LONG || text.includes(MARK)) return { light: text, restored: (met) => met };
  const pieces: string[] = [];
  const runs = new Map<string, string>();
  let done = 0;
  for (let at = LONG; at < text.length; at += LONG) {
    const [start, end] = [text.lastIndexOf(">", at) + 1, text.indexOf("<", at)];
    if (start <= done || end - start < LONG) continue;
    const run = text.slice(start, end);
    // A `<`: the end of a tag lies before, and `at` is inside of the next one.
    if (["<", "&", "]"].some((sign) => run.includes(sign))) continue;
    const mark = MARK + String(runs.size);
    runs.set(mark, run);
    pieces.push(text.slice(done, start), mark);
    done = end;
    at = end;
  }
  return { light: pieces.join("") + text.slice(done), restored: (met) => runs.get(met) ?? met };
}
