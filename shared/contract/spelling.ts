import { z } from "zod";
import { line, method, nothing, WRITING } from "./method";

/** Spelling of what is being written, and the words that the person added. */
export const spelling = {
  /** Those of the words that are wrong, in the languages of the settings; none while nothing is checked. */
  "spelling.check": method(z.strictObject({ words: z.array(z.string().max(200)).max(5000) }), {
    windows: WRITING,
  }).returns<{
    readonly wrong: readonly string[];
  }>(),
  /** The person's own words, in order. */
  "spelling.words": method(nothing, { needsStore: true }).returns<readonly string[]>(),
  "spelling.forget": method(z.strictObject({ word: line(64) }), { needsStore: true }).returns<readonly string[]>(),
} as const;
