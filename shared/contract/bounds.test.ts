import { expect, test } from "vitest";
import { z } from "zod";
import { contract } from "./index";

/** What of a schema is open: an object that takes surplus, a text or a list without an end; by its place in the input. */
function openPlaces(schema: unknown, place = ""): readonly string[] {
  const def = (schema as { readonly def?: Readonly<Record<string, unknown>> } | undefined)?.def;
  if (def === undefined) return [];
  const inner = ["innerType", "element", "in", "out", "valueType", "keyType"].flatMap((key) =>
    openPlaces(def[key], place),
  );
  const options = Array.isArray(def["options"]) ? def["options"].flatMap((one) => openPlaces(one, place)) : [];
  const items = Array.isArray(def["items"]) ? def["items"].flatMap((one) => openPlaces(one, place)) : [];
  const shape = Object.entries(def["shape"] ?? {}).flatMap(([name, one]) => openPlaces(one, `${place}.${name}`));
  return [...inner, ...options, ...items, ...shape, ...openItself(schema, def, place)];
}

function openItself(schema: unknown, def: Readonly<Record<string, unknown>>, place: string): readonly string[] {
  const { maxLength, format } = schema as { readonly maxLength?: number | null; readonly format?: string | null };
  const checks = (def["checks"] ?? []) as readonly { readonly _zod: { readonly def: Record<string, unknown> } }[];
  const bounded = checks.some(
    ({ _zod }) => _zod.def["check"] === "max_length" || _zod.def["check"] === "length_equals",
  );
  switch (def["type"]) {
    case "object":
      return (def["catchall"] as { readonly def?: { readonly type?: string } } | undefined)?.def?.type === "never"
        ? []
        : [`${place} object`];
    case "string":
      return typeof maxLength === "number" || bounded || typeof format === "string" ? [] : [`${place} text`];
    case "array":
      return bounded ? [] : [`${place} list`];
    case "any":
    case "unknown":
      return [`${place} anything`];
    default:
      return [];
  }
}

test.each(Object.entries(contract))("%s takes what is named, within bounds, and nothing else", (_name, { input }) => {
  expect(openPlaces(input)).toEqual([]);
  for (const wrong of [42, "x", [], { surplus: true }, { __proto__: null, id: "../../etc/passwd" }, null, true])
    expect(input.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
});

test("what is open is seen, however deep", () => {
  const schema = z.strictObject({ id: z.string().nullable(), list: z.array(z.object({})).max(3), any: z.unknown() });
  expect(openPlaces(schema.optional())).toEqual([".id text", ".list object", ".any anything"]);
});
