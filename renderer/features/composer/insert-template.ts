import type { TextWriter } from "./sheet";
import type { DraftInHand } from "./use-draft";

/** Writes a filled template where the caret stands (at the top when the text was never touched), and its subject when there is none yet. */
export function insertTemplate(
  { fields, set }: Pick<DraftInHand, "fields" | "set">,
  writer: TextWriter | null,
  filled: { readonly subject: string; readonly text: string },
): void {
  const subject = fields.subject.trim() === "" ? { subject: filled.subject } : {};
  if (writer?.kind === "rich") {
    set(subject);
    return writer.insert(filled.text);
  }
  const area = writer?.area ?? null;
  // What was never touched begins with room to write, above the signature and the quote.
  const untouched = area === null || (fields.text.startsWith("\n") && area.selectionStart === fields.text.length);
  const from = untouched ? 0 : area.selectionStart;
  const to = untouched ? 0 : area.selectionEnd;
  const text = fields.text.slice(0, from) + filled.text + fields.text.slice(to);
  set({ text, ...subject });
  // The caret goes after what was written, once React has drawn it.
  requestAnimationFrame(() => {
    area?.focus();
    area?.setSelectionRange(from + filled.text.length, from + filled.text.length);
  });
}
