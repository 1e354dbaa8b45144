import { PliError } from "#shared/domain/failure";
import { openFolder } from "./open-folder";
import type { WorkConnection } from "./work-connection";

/** Largest message that is fetched whole, in bytes. */
export const MAX_SOURCE_BYTES = 60 * 1024 * 1024;
const RANGE = 2 * 1024 * 1024;
const AGAIN = 4;

/**
 * The bytes of one message, without marking it seen. Fetched by ranges of 2 MB: after a lost connection it goes on where it stopped.
 * Rejects with `gone` when the UID is no longer there, `too-big` above 60 MB.
 */
export async function fetchSource(
  work: WorkConnection,
  place: { readonly path: string; readonly uid: number; readonly uidValidity: string | null },
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  await work.run(async (client) => {
    await openFolder(client, place.path, place.uidValidity, place.uid);
    for (;;) {
      const query = { size: true, source: { start: length, maxLength: RANGE } };
      const found = await client.fetchOne(`${place.uid}`, query, { uid: true });
      if (found === false || found === undefined || found.uid !== place.uid) {
        throw client.usable ? new PliError("gone") : new PliError("offline", { retry: true });
      }
      const piece = found.source ?? Buffer.alloc(0);
      const size = found.size ?? 0;
      if (size > MAX_SOURCE_BYTES || length + piece.length > MAX_SOURCE_BYTES) throw new PliError("too-big");
      pieces.push(piece);
      length += piece.length;
      // A short piece is the last one, unless the server gives less than it was asked.
      if (piece.length === 0 || (piece.length < RANGE && length >= size)) return;
    }
  }, AGAIN);
  return new Uint8Array(Buffer.concat(pieces, length));
}
