import { firstCharacters, singleLine } from "./fold";

/** What a template may ask for: the patient's name and birth date, the day, who writes. */
export const TEMPLATE_FIELDS = ["patient", "naissance", "date", "expediteur"] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** A field as it is written in a text. */
export const fieldMark = (field: TemplateField): string => `{${field}}`;

const MARK = /\{([a-z]{1,20})\}/gu;
const isField = (name: string | undefined): name is TemplateField => TEMPLATE_FIELDS.some((field) => field === name);

/** The text with each field that has a value replaced by it, once: a value is never read as a field. The others stay as written. */
export const fillFields = (text: string, values: Readonly<Partial<Record<TemplateField, string>>>): string =>
  text.replace(MARK, (mark, name: string) => {
    const value = isField(name) ? firstCharacters(singleLine(values[name] ?? ""), 200) : "";
    return value === "" ? mark : value;
  });

/** Fields that a text still holds, each once: a message that leaves with one was not finished. */
export const openFields = (text: string): readonly TemplateField[] => {
  const found = new Set([...text.matchAll(MARK)].map(([, name]) => name));
  return TEMPLATE_FIELDS.filter((field) => found.has(field));
};
