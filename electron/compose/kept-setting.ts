import type { z } from "zod";

/** What the store keeps under a name, where it has the shape of `schema`; null when nothing was kept, or something of another shape. */
export async function keptSetting<Value>(
  store: { readonly getSetting: (key: string) => unknown } | null | undefined,
  key: string,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  const read = schema.safeParse(await store?.getSetting(key));
  return read.success ? read.data : null;
}
