import type { HttpsAnswer, HttpsRequest } from "../../../shared/domain/https-exchange";
import { DirectoryError } from "../failure";
import type { Clock } from "../ports";
import { stampOf } from "./stamp";

/** The file being downloaded, kept between two attempts with the mark of the version it is of. */
export type PartFile = {
  /** Bytes already there, of the version that `mark` names; 0 and null when there is none. */
  readonly state: () => Promise<{ readonly size: number; readonly mark: string | null }>;
  /** Adds bytes; `from` 0 begins again. */
  readonly write: (from: number, bytes: Uint8Array, mark: string | null) => Promise<void>;
};

/** What the server says it has: the file's name, and its date when the name carries it (ISO). */
export type Offered = { readonly name: string; readonly asOf: string | null };

const BLOCK = 2 * 1024 * 1024;
const MOST_BYTES = 256 * 1024 * 1024;
const BLOCK_MS = 120_000;
const TRIES = 3;

/** Asks for the name of the file without its bytes. Rejects with DirectoryError. */
export async function offeredAt(url: string, request: HttpsRequest): Promise<Offered> {
  const answer = await request({ url, method: "HEAD", timeoutMs: 20_000, maxBytes: 1024 });
  return offered(url, headersOf(answer));
}

/**
 * Downloads in blocks (RFC 9110 §14), resuming what an interrupted attempt left when the server still has that version; a server that takes no range
 * is read at once. `told` gets the bytes there and the whole, null while unknown.
 */
export async function downloadExtraction(options: {
  readonly url: string;
  readonly request: HttpsRequest;
  readonly part: PartFile;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly told: (done: number, total: number | null) => void;
}): Promise<Offered> {
  const { url, part, told } = options;
  let { size, mark } = await part.state();
  for (let begun = 1; ;) {
    const answer = await block(options, size, begun < TRIES);
    const headers = headersOf(answer);
    const now = headers["etag"] ?? headers["last-modified"] ?? headers["content-disposition"] ?? null;
    const whole = answer.status === 206 ? rangeOf(headers["content-range"]) : null;
    if (size > 0 && (now === null || now !== mark || answer.status === 416)) {
      // Another version, or none that can be told from another: begun again.
      await part.write(0, new Uint8Array(0), null);
      if (answer.status !== 200) {
        [size, mark] = [0, null];
        begun += 1;
        if (begun > TRIES) throw new DirectoryError("unreadable");
        continue;
      }
    }
    if (answer.status === 206 && whole?.from !== size) throw new DirectoryError("unreadable");
    if (answer.status !== 200 && answer.status !== 206) throw new DirectoryError("refused");
    await part.write(answer.status === 200 ? 0 : size, answer.body, now);
    [size, mark] = [answer.status === 200 ? answer.body.length : size + answer.body.length, now];
    told(size, whole?.total ?? size);
    if (size > MOST_BYTES || answer.body.length === 0) throw new DirectoryError("unreadable");
    if (whole === null || size >= whole.total) return offered(url, headers);
  }
}

type Answered = Extract<HttpsAnswer, { ok: true }>;

/** Asks for the bytes from one place on; not `inBlocks`, for the whole: the last thing to try with a server whose versions cannot be told apart. */
async function block(
  options: Parameters<typeof downloadExtraction>[0],
  from: number,
  inBlocks: boolean,
): Promise<Answered> {
  const { url, request, signal, clock } = options;
  for (let tried = 1; ; tried += 1) {
    const range: Readonly<Record<string, string>> = inBlocks ? { range: `bytes=${from}-${from + BLOCK - 1}` } : {};
    const headers = { ...range, "accept-encoding": "identity" };
    const answer = await request({ url, method: "GET", headers, timeoutMs: BLOCK_MS, maxBytes: MOST_BYTES, signal });
    if (signal.aborted) throw new DirectoryError("cancelled");
    const passing = answer.ok ? answer.status >= 500 : answer.code === "unreachable" || answer.code === "timeout";
    if (answer.ok && !passing) return answer;
    if (!passing || tried === TRIES) throw new DirectoryError(answer.ok ? "unreachable" : codeOf(answer.code));
    await clock.wait(1000 * 2 ** tried, signal);
  }
}

function headersOf(answer: HttpsAnswer): Readonly<Record<string, string>> {
  if (!answer.ok) throw new DirectoryError(codeOf(answer.code));
  if (answer.status >= 400 && answer.status !== 416) throw new DirectoryError("refused");
  return answer.headers;
}

const codeOf = (code: string): "untrusted" | "timeout" | "unreachable" =>
  code === "untrusted" || code === "timeout" ? code : "unreachable";

function rangeOf(header: string | undefined): { readonly from: number; readonly total: number } | null {
  const [, from, total] = /^bytes (\d{1,12})-\d{1,12}\/(\d{1,12})$/u.exec(header ?? "") ?? [];
  return from === undefined || total === undefined ? null : { from: Number(from), total: Number(total) };
}

function offered(url: string, headers: Readonly<Record<string, string>>): Offered {
  const named = /filename="?([^";]{1,200})"?/iu.exec(headers["content-disposition"] ?? "")?.[1];
  const name = named ?? new URL(url).pathname.split("/").at(-1) ?? "";
  return { name, asOf: stampOf(name) };
}
