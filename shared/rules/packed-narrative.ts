import type { NarrativeSection, PackedNarrative } from "#shared/domain/document";

/** Sections as one string: between processes and in the store a hundred thousand small objects cost ten times their text. */
export function packNarrative(sections: readonly NarrativeSection[]): PackedNarrative {
  return (sections.length === 0 ? "" : JSON.stringify(sections)) as PackedNarrative;
}

/** The sections of a packed narrative; only for what `packNarrative` made. */
export function openNarrative(packed: PackedNarrative): readonly NarrativeSection[] {
  return packed === "" ? [] : (JSON.parse(packed) as readonly NarrativeSection[]);
}
