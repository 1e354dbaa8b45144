/** Styles that a narrative node may carry, as HL7 spells them, and the two marks of revised text. */
export const narrativeStyles = [
  "Bold",
  "Italics",
  "Underline",
  "Emphasis",
  "Lrule",
  "Rrule",
  "Toprule",
  "Botrule",
  "Arabic",
  "LittleRoman",
  "BigRoman",
  "LittleAlpha",
  "BigAlpha",
  "Disc",
  "Circle",
  "Square",
  "Inserted",
  "Deleted",
] as const;

const known = new Map<string, readonly string[]>(
  narrativeStyles.slice(0, -2).map((style) => [style.toLowerCase(), [style]]),
);
known.set("bolditalics", ["Bold", "Italics"]);
known.set("bolditalic", ["Bold", "Italics"]);
known.set("italic", ["Italics"]);

/** Styles of `styleCode` and `revised`, whatever their case; unknown ones are left out. */
export function stylesOf(styleCode: string, revised = ""): readonly string[] {
  if (styleCode === "" && revised === "") return plain;
  const styles = new Set(
    styleCode
      .toLowerCase()
      .split(/[\s,]+/)
      .flatMap((written) => known.get(written) ?? []),
  );
  // Text marked as deleted stays in the document: shown unmarked, it would be read as current.
  if (revised === "delete") styles.add("Deleted");
  if (revised === "insert") styles.add("Inserted");
  return [...styles];
}

const plain: readonly string[] = [];
