import { z } from "zod";
import type { RichText } from "#shared/domain/rich-text";
import { fitsRich, RICH_DEPTH, RICH_WEIGHT } from "#shared/rules/rich-text";

const run = z.strictObject({
  text: z.string().min(1).max(RICH_WEIGHT),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
});
const runs = z.array(run).max(RICH_WEIGHT);
const paragraph = z.strictObject({ kind: z.literal("paragraph"), runs });
const cell = z.strictObject({ runs, header: z.literal(true).optional() });
const row = z.array(cell).min(1).max(RICH_WEIGHT);
const table = z.strictObject({ kind: z.literal("table"), rows: z.array(row).min(1).max(RICH_WEIGHT) });

/** A list under which `depth` others may stand. */
function listOf(depth: number): z.ZodType {
  const lists = depth <= 1 ? z.array(z.never()).max(0) : z.array(listOf(depth - 1)).max(RICH_WEIGHT);
  const items = z.array(z.strictObject({ runs, lists })).min(1).max(RICH_WEIGHT);
  return z.strictObject({ kind: z.literal("list"), ordered: z.boolean(), items });
}

/** The formatted text of a draft: a closed tree, bounded in depth and weight, and in nothing else: what the editor takes can be kept. */
export const richText = z
  .array(z.union([paragraph, listOf(RICH_DEPTH), table]))
  .max(RICH_WEIGHT)
  .refine((value) => fitsRich(value as RichText)) as unknown as z.ZodType<RichText, RichText>;
