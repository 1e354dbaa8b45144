/** An object of an answer: any field may be missing or of another shape than promised. */
export type Json = Readonly<Record<string, unknown>>;

/** An object, or an empty one. */
export const object = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The objects of a list, at most `most`; an empty list for anything else. */
export const objects = (value: unknown, most = 50): readonly Json[] =>
  Array.isArray(value) ? value.slice(0, most).map(object) : [];

/** A text, or an empty one. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "");
