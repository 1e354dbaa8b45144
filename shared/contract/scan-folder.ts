import { z } from "zod";
import type { Draft } from "#shared/domain/draft";
import type { DraftId } from "#shared/domain/ids";
import type { ScanFolder, ScannedFiles } from "#shared/domain/scan-folder";
import { id, method, nothing, WRITING } from "./method";

/** The folder in which a scanner writes. Its path stays in main. */
export const scanFolder = {
  "scanFolder.state": method(nothing, { needsStore: true, windows: WRITING }).returns<ScanFolder>(),
  /** Asks for the folder; nothing changes when the person gives up. */
  "scanFolder.choose": method(nothing, { needsStore: true, traced: true }).returns<ScanFolder>(),
  /** Nothing is read there any more. */
  "scanFolder.stop": method(nothing, { needsStore: true, traced: true }).returns<ScanFolder>(),
  "scanFolder.set": method(z.strictObject({ removeOnceSent: z.boolean() }), {
    needsStore: true,
    traced: true,
  }).returns<ScanFolder>(),
  "scanFolder.list": method(nothing, { needsStore: true, windows: WRITING }).returns<ScannedFiles>(),
  /** A picture of the folder, to be seen small before it is attached; null for what is not drawn. */
  "scanFolder.picture": method(z.strictObject({ id: id<string>() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<{ readonly mimeType: string; readonly bytes: Uint8Array } | null>(),
  /** Joins a copy of a file to a draft, where it comes last; the file stays where it is. */
  "scanFolder.attach": method(z.strictObject({ draftId: id<DraftId>(), id: id<string>() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<Draft>(),
} as const;
