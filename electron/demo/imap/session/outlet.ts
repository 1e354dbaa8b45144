import type { Socket } from "node:net";
import type { ImapFaults } from "../faults";
import type { Chunk } from "../wire/encode";

/** Sends answers in order over a socket that STARTTLS may replace. */
export type Outlet = {
  /** Queues pieces; resolves once little enough is waiting to be sent, so that a slow reader slows its answers. */
  send(...chunks: readonly Chunk[]): Promise<void>;
  /** Resolves when all that was queued has been given to the system. */
  drained(): Promise<void>;
  attach(socket: Socket): void;
};

const LOW_WATER = 256 * 1024;
const BATCH = 64 * 1024;
const SLOW_TICK_MS = 20;

/** Builds an outlet; after the socket is gone, everything sent is dropped in silence. */
export function createOutlet(first: Socket, faults: ImapFaults): Outlet {
  let socket = first;
  let queue: Buffer[] = [];
  let waiting = 0;
  let pumping: Promise<void> | undefined;

  async function pump(): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch();
      await deliver(socket, batch, faults);
      waiting -= batch.length;
    }
    pumping = undefined;
  }

  function takeBatch(): Buffer {
    let size = 0;
    let count = 0;
    while (count < queue.length && (size === 0 || size + (queue[count]?.length ?? 0) <= BATCH)) {
      size += queue[count]?.length ?? 0;
      count += 1;
    }
    const taken = queue.slice(0, count);
    queue = queue.slice(count);
    return taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken, size);
  }

  return {
    async send(...chunks) {
      for (const chunk of chunks) {
        const bytes =
          typeof chunk === "string"
            ? Buffer.from(chunk, "latin1")
            : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        if (bytes.length > 0) queue.push(bytes);
        waiting += bytes.length;
      }
      // A microtask later, so that what one handler sends in a row leaves in one write.
      pumping ??= Promise.resolve().then(pump);
      while (waiting > LOW_WATER && pumping !== undefined) await pumping;
    },
    async drained() {
      while (pumping !== undefined) await pumping;
    },
    attach(next) {
      socket = next;
    },
  };
}

async function deliver(socket: Socket, bytes: Buffer, faults: ImapFaults): Promise<void> {
  let at = 0;
  while (at < bytes.length && !socket.destroyed) {
    const pace = faults.bytesPerSecond;
    if (pace === undefined) return write(socket, at === 0 ? bytes : bytes.subarray(at));
    const step = Math.max(1, Math.round((pace * SLOW_TICK_MS) / 1000));
    await write(socket, bytes.subarray(at, at + step));
    at += step;
    await new Promise((resolve) => setTimeout(resolve, Math.max(SLOW_TICK_MS, 1000 / pace)));
  }
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed || !socket.writable) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off("close", done);
      resolve();
    };
    // The write callback may never come once the socket is destroyed.
    socket.once("close", done);
    socket.write(bytes, done);
  });
}
