import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { UpdateFailure } from "#shared/domain/update";
import type { UpdateFile } from "./manifest";
import type { UpdatePorts } from "./ports";

/** What is asked for at once: memory stays small, and what is there is kept when the line is cut. */
const PIECE_BYTES = 2 * 1024 * 1024;
/** A server that drips a piece longer than this is left; with the attempts, 7 minutes for one that gives nothing. */
const PIECE_MS = 90_000;
const ATTEMPTS = 3;
/** Left free for the mail that arrives meanwhile. */
const SPARE_BYTES = 200 * 1024 * 1024;

type Fetch = {
  readonly url: string;
  readonly file: UpdateFile;
  /** Where the whole file goes; it grows beside, in `.part`. */
  readonly target: string;
  readonly told: (percent: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Downloads a signed file by pieces (RFC 9110 §14), from where an earlier attempt stopped, and gives it its name only once its size and
 * SHA-512 are those that were signed; null when it has. What is not that file is thrown away.
 */
export async function download(
  { url, file, target, told, signal }: Fetch,
  { request, room }: Pick<UpdatePorts, "request" | "room">,
): Promise<UpdateFailure | "stopped" | null> {
  try {
    if (await isWhole(target, file)) return null;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const part = `${target}.part`;
    const begun = await begin(part, file);
    if ((await room(dirname(target))) < file.size - begun.size + SPARE_BYTES) return "no-space";
    const ended = await fill(part, begun, file, async (from, to) => {
      told(Math.floor((from / file.size) * 100));
      return signal.aborted ? "stopped" : piece(request, url, { from, to, size: file.size, signal });
    });
    if (ended !== null) return ended;
    if (begun.hash.digest("hex") !== file.sha512) {
      await rm(part, { force: true });
      return "altered";
    }
    await rename(part, target);
    return null;
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    if (code === "ENOSPC" || code === "EDQUOT") return "no-space";
    if (typeof code === "string" && /^E[A-Z]+$/u.test(code)) return "disk";
    throw error;
  }
}

/** Whether a file has the size and the SHA-512 that were signed. */
export async function isWhole(path: string, { size, sha512 }: UpdateFile): Promise<boolean> {
  if ((await sizeOf(path)) !== size) return false;
  return (await hashOf(path)).digest("hex") === sha512;
}

/** What an earlier attempt left, hashed; nothing of one that is longer than the file. */
async function begin(part: string, file: UpdateFile): Promise<{ size: number; readonly hash: Hash }> {
  const size = await sizeOf(part);
  if (size <= file.size) return { size, hash: size === 0 ? createHash("sha512") : await hashOf(part) };
  await rm(part, { force: true });
  return { size: 0, hash: createHash("sha512") };
}

type Taken = Uint8Array | UpdateFailure | "stopped";

async function fill(
  part: string,
  begun: { size: number; readonly hash: Hash },
  file: UpdateFile,
  take: (from: number, to: number) => Promise<Taken>,
): Promise<UpdateFailure | "stopped" | null> {
  const handle = await open(part, "a", 0o600);
  try {
    while (begun.size < file.size) {
      const taken = await take(begun.size, Math.min(begun.size + PIECE_BYTES, file.size) - 1);
      if (typeof taken === "string") return taken;
      await writeAll(handle, taken);
      begun.hash.update(taken);
      begun.size += taken.length;
    }
    await handle.sync();
    return null;
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) from += (await handle.write(bytes, from)).bytesWritten;
}

type Span = { readonly from: number; readonly to: number; readonly size: number; readonly signal: AbortSignal };

/** One piece, asked for again when the line was cut. */
async function piece(request: UpdatePorts["request"], url: string, span: Span): Promise<Taken> {
  const { from, to, size, signal } = span;
  const length = to - from + 1;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await request({
      url,
      method: "GET",
      headers: { range: `bytes=${from}-${to}`, "accept-encoding": "identity" },
      timeoutMs: PIECE_MS,
      maxBytes: length,
      signal,
    });
    if (signal.aborted) return "stopped";
    if (answer.ok) return bytesOf(answer, span, length, size);
    if (answer.code === "untrusted") return "untrusted";
    if (answer.code === "too-large") return "altered";
    if (attempt === ATTEMPTS) return "unreachable";
  }
}

type Answered = Extract<Awaited<ReturnType<UpdatePorts["request"]>>, { ok: true }>;

/** The bytes of an answer that is exactly the piece that was asked for, or the whole file where that is one piece. */
function bytesOf({ status, headers, body }: Answered, { from, to }: Span, length: number, size: number): Taken {
  if (status === 206 && headers["content-range"] === `bytes ${from}-${to}/${size}` && body.length === length)
    return body;
  if (status === 200 && from === 0 && body.length === size) return body;
  return status === 200 || status === 206 || status === 416 ? "altered" : "unreachable";
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function hashOf(path: string): Promise<Hash> {
  const hash = createHash("sha512");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash;
}
