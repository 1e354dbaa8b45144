import { DirectoryError } from "../failure";

/** A line longer than this is no line of a directory. */
const MOST_PENDING = 64 * 1024;
const END = 10;

/** The bytes of a stream by runs of whole lines (only the last may lack its end); throws `unreadable` rather than keep a line without end in memory. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array(0);
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(END) + 1;
    if (end > 0) yield rest.length === 0 ? chunk.subarray(0, end) : Buffer.concat([rest, chunk.subarray(0, end)]);
    rest = Buffer.concat([end > 0 ? new Uint8Array(0) : rest, chunk.subarray(end)]);
    if (rest.length > MOST_PENDING) throw new DirectoryError("unreadable");
  }
  if (rest.length > 0) yield rest;
}
