import type { Template } from "../domain/template";

/** A template as a file carries it: no mailbox, no identifier. */
export type SharedTemplate = Pick<Template, "name" | "subject" | "text">;

/** What is read of a file: its templates and how many entries were left out, or why nothing is. */
export type TemplateFile =
  | { readonly ok: true; readonly templates: readonly SharedTemplate[]; readonly leftOut: number }
  | { readonly ok: false; readonly code: "templates-too-big" | "templates-unreadable" };

/** Bounds of a file that comes from outside. */
export const TEMPLATE_FILE_BYTES = 2_000_000;
/** Longest name, subject and text of a template, in UTF-16 units. */
export const TEMPLATE_LIMITS = { name: 80, subject: 400, text: 100_000 } as const;
const MOST = 500;
const FORMAT = "pli-templates";

/** Templates as a file that another computer can read: JSON, in UTF-8. */
export const writeTemplateFile = (templates: readonly SharedTemplate[]): string =>
  `${JSON.stringify(
    { format: FORMAT, version: 1, templates: templates.map(({ name, subject, text }) => ({ name, subject, text })) },
    null,
    2,
  )}\n`;

/** Reads a file of templates: what is not one, too long or beyond 500 is left out and counted; nothing else of the file is believed. */
export const readTemplateFile = (bytes: Uint8Array): TemplateFile => {
  if (bytes.byteLength > TEMPLATE_FILE_BYTES) return { ok: false, code: "templates-too-big" };
  const file = parsed(bytes);
  if (!isRecord(file) || file["format"] !== FORMAT || !Array.isArray(file["templates"]))
    return { ok: false, code: "templates-unreadable" };
  const entries: readonly unknown[] = file["templates"];
  const templates = entries.slice(0, MOST).flatMap((entry) => asTemplate(entry) ?? []);
  return { ok: true, templates, leftOut: entries.length - templates.length };
};

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return null;
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asTemplate = (entry: unknown): SharedTemplate | null => {
  if (!isRecord(entry)) return null;
  const { name, subject = "", text } = entry;
  if (typeof name !== "string" || typeof subject !== "string" || typeof text !== "string") return null;
  const tidy = {
    name: name.replaceAll(/\p{Cc}+/gu, " ").trim(),
    subject: subject.replaceAll(/\p{Cc}+/gu, " ").trim(),
    // Lines and tabs are text; other controls are not.
    text: text.replaceAll(/\r\n?/gu, "\n").replaceAll(/[^\P{Cc}\n\t]/gu, ""),
  };
  const fits =
    tidy.name !== "" &&
    tidy.name.length <= TEMPLATE_LIMITS.name &&
    tidy.subject.length <= TEMPLATE_LIMITS.subject &&
    tidy.text.length <= TEMPLATE_LIMITS.text;
  return fits ? tidy : null;
};
