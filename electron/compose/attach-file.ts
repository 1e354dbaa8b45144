import type { Draft } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DraftId } from "#shared/domain/ids";
import { fileKind } from "#shared/rules/file-kind";
import { safeFileName } from "#shared/rules/safe-filename";
import type { Services } from "./services";

/** No file larger than this is joined: the smallest limit of a real operator decides later, on the encoded size. */
export const MOST_BYTES = 30_000_000;

/** Joins a file to a draft: under a safe name, and as what its bytes say that it is. `scan`: which file of the scanner folder it is. */
export async function attachFile(
  services: Services,
  id: DraftId,
  { name, bytes, scan }: { readonly name: string; readonly bytes: Uint8Array; readonly scan?: string },
): Promise<Draft> {
  if (bytes.byteLength > MOST_BYTES) throw new PliError("too-big", { about: String(MOST_BYTES) });
  return services.store.get().addAttachment(id, {
    name: safeFileName(name),
    mimeType: MIME[fileKind(bytes.subarray(0, 4096))] ?? "application/octet-stream",
    bytes,
    ...(scan === undefined ? {} : { scan }),
  });
}

const MIME: Readonly<Partial<Record<ReturnType<typeof fileKind>, string>>> = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  tiff: "image/tiff",
  zip: "application/zip",
};
