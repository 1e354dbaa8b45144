import type { DraftFields } from "#shared/domain/draft";
import type { RichText } from "#shared/domain/rich-text";
import { fitsRich, richFromText, richToText, textOf } from "./rich-text";
import { changeSignature, signatureBlock } from "./signature";

/** A draft whose plain text is that of its formatting, whatever it came with. */
export const withItsText = (fields: DraftFields): DraftFields =>
  fields.rich == null ? fields : { ...fields, text: richToText(fields.rich) };

/** A draft to be written with formatting; unchanged when its text is too long for it. */
export function formatted(fields: DraftFields): DraftFields {
  const rich = fields.rich ?? richFromText(fields.text);
  return fitsRich(rich) ? { ...fields, rich } : fields;
}

/** The text of a draft signed for another mailbox, with its formatting. */
export function signedFor(
  { text, rich }: Pick<DraftFields, "text" | "rich">,
  from: string,
  to: string,
): Pick<DraftFields, "text" | "rich"> {
  if (rich == null) return { text: changeSignature(text, from, to) };
  const changed = changeRichSignature(rich, signatureLines(from), signatureLines(to));
  return { text: richToText(changed), rich: changed };
}

/** As `changeSignature`: the one that stands untouched is changed; where there was none, one is added unless something is quoted. */
function changeRichSignature(rich: RichText, from: readonly string[], to: readonly string[]): RichText {
  const lines = rich.map((block) => (block.kind === "paragraph" ? textOf(block.runs) : null));
  if (from.length > 0) {
    const at = lines.findIndex((_, start) => from.every((line, index) => lines[start + index] === line));
    return at < 0 ? rich : [...rich.slice(0, at), ...paragraphs(to), ...rich.slice(at + from.length)];
  }
  return lines.some((line) => line?.startsWith(">")) ? rich : [...rich, ...paragraphs(to)];
}

/** The lines of the block that a signature is. */
const signatureLines = (signature: string): readonly string[] => {
  const block = signatureBlock(signature);
  return block === "" ? [] : block.slice(1).split("\n");
};

const paragraphs = (lines: readonly string[]): RichText => (lines.length === 0 ? [] : richFromText(lines.join("\n")));
