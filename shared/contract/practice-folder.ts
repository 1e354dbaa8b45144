import { z } from "zod";
import type { DocumentId } from "#shared/domain/ids";
import { PRACTICE_FORMS, type PracticeFolder } from "#shared/domain/practice-folder";
import { id, method, nothing } from "./method";

/** The folder from which a practice software takes the documents that are filed. Its path stays in main. */
export const practiceFolder = {
  "practiceFolder.state": method(nothing, { needsStore: true }).returns<PracticeFolder>(),
  /** Asks for the folder; nothing changes when the person gives up. */
  "practiceFolder.choose": method(nothing, { needsStore: true, traced: true }).returns<PracticeFolder>(),
  "practiceFolder.set": method(z.strictObject({ form: z.enum(PRACTICE_FORMS), automatic: z.boolean() }), {
    needsStore: true,
  }).returns<PracticeFolder>(),
  /** Nothing is written there any more; what was written stays. */
  "practiceFolder.stop": method(nothing, { needsStore: true, traced: true }).returns<PracticeFolder>(),
  /** Writes a document that is filed, once more or for the first time; gives the name of its file. */
  "practiceFolder.write": method(z.strictObject({ id: id<DocumentId>() }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly name: string }>(),
} as const;
