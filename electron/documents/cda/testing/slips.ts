import fc from "fast-check";
import type { CdaInput } from "../cda-input";
import { anyInput, demoDoctor } from "./documents";

const slip = fc.oneof(
  fc.constantFrom("", " ", "\u0001", "a b", "1..2", "01.2", "1.2.3", "1.2.3^", "1.2.3^ ", "^", "2026", "20261301"),
  fc.constantFrom("20260101+0100", "202601011+0100", "20260101250000+0100", "2026010112", "20250101", "M", "PR"),
  fc.string({ unit: "binary", maxLength: 10 }),
);

type Place = { readonly path: readonly (string | number)[]; readonly kind: "text" | "list" };

function places(value: unknown, path: readonly (string | number)[] = []): readonly Place[] {
  // The compiler keeps these to their closed sets.
  if (path.at(-1) === "kind" || path.at(-1) === "sex") return [];
  if (typeof value === "string") return [{ path, kind: "text" }];
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => places(each, [...path, key]));
  return Array.isArray(value) ? [{ path, kind: "list" }, ...inside] : inside;
}

function put(value: unknown, [key, ...rest]: readonly (string | number)[], given: unknown): unknown {
  if (key === undefined) return given;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (String(index) === key ? put(each, rest, given) : each));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === key ? put(each, rest, given) : each]),
  );
}

/** A document with every optional field, in which one text is another or one list is empty: what a form, an import or a bug could ask for. */
export const slippedInput: fc.Arbitrary<CdaInput> = fc.tuple(anyInput, fc.nat(), slip).map(([input, at, text]) => {
  const whole: CdaInput = {
    ...input,
    patientAddress: "279035121518989@patient.mssante.fr",
    recipients: [{ ...demoDoctor, role: { code: "PART", system: "2.16.840.1.113883.5.88", label: "Médecin" } }],
    act: { ...input.act, stop: "20990101", code: { code: "34117-2", system: "2.16.840.1.113883.6.1", label: "Acte" } },
  };
  const all = places(whole);
  const place = all[at % all.length];
  return place === undefined ? whole : (put(whole, place.path, place.kind === "text" ? text : []) as CdaInput);
});
