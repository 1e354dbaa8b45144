/** The peer is gone (or was sent away) while bytes were awaited. */
export class ConnectionClosed extends Error {
  override readonly name = "ConnectionClosed";
}

/** A line went on beyond its bound. */
export class LineTooLong extends Error {
  override readonly name = "LineTooLong";
}

/** Pulls lines and counted bytes out of pushed chunks; one read at a time. */
export type ByteReader = {
  push(chunk: Buffer): void;
  end(): void;
  /** The next line without its line end; rejects with LineTooLong or ConnectionClosed. */
  line(maxBytes: number): Promise<Buffer>;
  exactly(bytes: number): Promise<Buffer>;
  /** Drops that many bytes as they come, holding none of them. */
  skip(bytes: number): Promise<void>;
  buffered(): number;
};

type Flow = { pause(): void; resume(): void };
type Waiter = { attempt(): boolean; fail(error: Error): void };
const HIGH_WATER = 256 * 1024;

/** Builds a reader that pauses its source while nobody reads and enough is buffered. */
export function createByteReader(flow: Flow): ByteReader {
  const queue = createQueue();
  let waiter: Waiter | undefined;
  let ended = false;

  function wait<T>(take: () => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const attempt = (): boolean => {
        try {
          const value = take();
          if (value === undefined) return false;
          resolve(value);
        } catch (error) {
          reject(error);
        }
        return true;
      };
      if (attempt()) return;
      if (ended) return reject(new ConnectionClosed());
      waiter = { attempt, fail: reject };
      flow.resume();
    });
  }

  return {
    push(chunk) {
      if (ended) return;
      queue.add(chunk);
      if (waiter?.attempt()) waiter = undefined;
      if (!waiter && queue.size() > HIGH_WATER) flow.pause();
    },
    end() {
      ended = true;
      waiter?.fail(new ConnectionClosed());
      waiter = undefined;
    },
    line: (maxBytes) => wait(() => queue.takeLine(maxBytes)),
    exactly: (bytes) => wait(() => (queue.size() >= bytes ? queue.take(bytes) : undefined)),
    async skip(bytes) {
      let left = bytes;
      while (left > 0) {
        const part = await wait(() => (queue.size() > 0 ? queue.take(Math.min(left, queue.size())) : undefined));
        left -= part.length;
      }
    },
    buffered: () => queue.size(),
  };
}

function createQueue() {
  let chunks: Buffer[] = [];
  let size = 0;
  // Chunks already known to hold no line end: a line sent byte by byte must not be searched again and again.
  let searched = 0;
  let searchedBytes = 0;

  function take(bytes: number): Buffer {
    const parts: Buffer[] = [];
    let missing = bytes;
    let used = 0;
    for (const chunk of chunks) {
      if (missing === 0) break;
      const part = chunk.length <= missing ? chunk : chunk.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      if (part.length === chunk.length) used += 1;
      else chunks[used] = chunk.subarray(part.length);
    }
    chunks = chunks.slice(used);
    size -= bytes;
    searched = 0;
    searchedBytes = 0;
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, bytes);
  }

  function takeLine(maxBytes: number): Buffer | undefined {
    for (let chunk = chunks[searched]; chunk; chunk = chunks[searched]) {
      const at = chunk.indexOf(0x0a);
      const length = searchedBytes + (at < 0 ? chunk.length : at);
      if (length > maxBytes) throw new LineTooLong();
      if (at >= 0) {
        const line = take(length + 1);
        return line.subarray(0, line[length - 1] === 0x0d ? length - 1 : length);
      }
      searched += 1;
      searchedBytes = length;
    }
    return undefined;
  }

  return {
    add(chunk: Buffer) {
      if (chunk.length === 0) return;
      chunks.push(chunk);
      size += chunk.length;
    },
    size: () => size,
    take,
    takeLine,
  };
}
