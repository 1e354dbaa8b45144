import { DirectoryError } from "../failure";

/** A line longer than this is no line of a directory. */
const MOST_PENDING = 64 * 1024;

/** Lines of a UTF-8 stream, by lots of one chunk, without their ends (LF or CRLF); throws `unreadable` rather than keep a line without end in memory. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MOST_PENDING) throw new DirectoryError("unreadable");
    yield lines.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== "") yield [withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);
