import { expect, test } from "vitest";
import type { HttpsAnswer, HttpsExchange } from "#shared/domain/https-exchange";
import { downloadExtraction, offeredAt, type PartFile } from "./download";

const URL_ = "https://annuaire.demo.mssante.fr/extraction";
const BLOCK = 2 * 1024 * 1024;
const bytes = (size: number, seed = 1): Uint8Array => Uint8Array.from({ length: size }, (_, at) => (at * seed) % 251);

/** A part file in memory. */
function memoryPart(): PartFile & { content: Uint8Array; mark: string | null } {
  const part = {
    content: new Uint8Array(0),
    mark: null as string | null,
    state: async () => (part.mark === null ? { size: 0, mark: null } : { size: part.content.length, mark: part.mark }),
    write: async (from: number, added: Uint8Array, mark: string | null) => {
      const next = new Uint8Array(from + added.length);
      next.set(part.content.subarray(0, from));
      next.set(added, from);
      part.content = next;
      part.mark = mark;
    },
  };
  return part;
}

/** A server of one file: ranges or not, faults by the number of the request. */
function serverOf(
  file: { bytes: Uint8Array; tag: string | null },
  options: { ranges?: boolean; fault?: (asked: number) => HttpsAnswer | null } = {},
) {
  const asked: string[] = [];
  const request = async ({ method, headers = {} }: HttpsExchange): Promise<HttpsAnswer> => {
    asked.push(`${method} ${headers["range"] ?? ""}`.trim());
    const fault = options.fault?.(asked.length) ?? null;
    if (fault !== null) return fault;
    const common = {
      "content-disposition": 'attachment; filename="Extraction_Correspondance_MSSante_202608260215.zip"',
      ...(file.tag === null ? {} : { etag: file.tag }),
    };
    const [, from = "0", to = "0"] = /bytes=(\d+)-(\d+)/u.exec(headers["range"] ?? "") ?? [];
    if (method === "HEAD" || options.ranges === false)
      return { ok: true, status: 200, headers: common, body: method === "HEAD" ? new Uint8Array(0) : file.bytes };
    if (Number(from) >= file.bytes.length) return { ok: true, status: 416, headers: common, body: new Uint8Array(0) };
    const body = file.bytes.slice(Number(from), Number(to) + 1);
    const range = `bytes ${from}-${Number(from) + body.length - 1}/${file.bytes.length}`;
    return { ok: true, status: 206, headers: { ...common, "content-range": range }, body };
  };
  return { asked, request };
}

const run = (server: ReturnType<typeof serverOf>, part: PartFile, signal = new AbortController().signal) => {
  const told: (readonly [number, number | null])[] = [];
  const clock = { now: () => 0, wait: async () => undefined };
  const done = downloadExtraction({
    url: URL_,
    request: server.request,
    part,
    clock,
    signal,
    told: (size, total) => void told.push([size, total]),
  });
  return { told, done };
};

test("a file comes in blocks, told one after the other, with its name and its date", async () => {
  const file = { bytes: bytes(BLOCK * 2 + 10), tag: '"a"' };
  const [server, part] = [serverOf(file), memoryPart()];
  const { told, done } = run(server, part);
  expect(await done).toEqual({
    name: "Extraction_Correspondance_MSSante_202608260215.zip",
    asOf: "2026-08-26T02:15:00.000Z",
  });
  expect(Buffer.compare(part.content, file.bytes)).toBe(0);
  expect(told).toEqual([
    [BLOCK, file.bytes.length],
    [2 * BLOCK, file.bytes.length],
    [file.bytes.length, file.bytes.length],
  ]);
});

test("an interrupted download goes on from where it was", async () => {
  const file = { bytes: bytes(BLOCK + 500), tag: '"a"' };
  const part = memoryPart();
  const lost = serverOf(file, { fault: (asked) => (asked > 1 ? { ok: false, code: "unreachable" } : null) });
  await expect(run(lost, part).done).rejects.toThrow("unreachable");
  expect(lost.asked).toHaveLength(4);
  const back = serverOf(file);
  await run(back, part).done;
  expect(back.asked).toEqual([`GET bytes=${BLOCK}-${2 * BLOCK - 1}`]);
  expect(Buffer.compare(part.content, file.bytes)).toBe(0);
});

test.each([
  ["another version", { bytes: bytes(BLOCK + 700, 3), tag: '"b"' }],
  ["a shorter version", { bytes: bytes(300, 5), tag: '"b"' }],
])("what was left of one version is never joined to %s", async (_what, next) => {
  const part = memoryPart();
  await part.write(0, bytes(BLOCK), '"a"');
  await run(serverOf(next), part).done;
  expect(Buffer.compare(part.content, next.bytes)).toBe(0);
});

test("a server that takes no range is read at once, whatever was left", async () => {
  const file = { bytes: bytes(5000), tag: '"a"' };
  const part = memoryPart();
  await part.write(0, bytes(100, 9), '"old"');
  await run(serverOf(file, { ranges: false }), part).done;
  expect(Buffer.compare(part.content, file.bytes)).toBe(0);
});

test("a passing failure of the gateway is tried again", async () => {
  const file = { bytes: bytes(10), tag: '"a"' };
  const gateway: HttpsAnswer = { ok: true, status: 502, headers: {}, body: new Uint8Array(0) };
  const server = serverOf(file, { fault: (asked) => (asked === 1 ? gateway : null) });
  await run(server, memoryPart()).done;
  expect(server.asked).toHaveLength(2);
});

test.each([
  ["404", { ok: true, status: 404, headers: {}, body: new Uint8Array(0) }, "refused"],
  ["a redirect", { ok: true, status: 302, headers: {}, body: new Uint8Array(0) }, "refused"],
  ["an unknown certificate", { ok: false, code: "untrusted" }, "untrusted"],
  ["an empty body", { ok: true, status: 200, headers: {}, body: new Uint8Array(0) }, "unreadable"],
  [
    "another range than asked",
    { ok: true, status: 206, headers: { "content-range": "bytes 5-9/10" }, body: new Uint8Array(5) },
    "unreadable",
  ],
] as const)("%s ends the download", async (_what, answer, code) => {
  const server = serverOf({ bytes: bytes(10), tag: null }, { fault: () => answer });
  await expect(run(server, memoryPart()).done).rejects.toThrow(code);
});

test("a person may stop it", async () => {
  const stop = new AbortController();
  const server = serverOf({ bytes: bytes(10), tag: '"a"' });
  stop.abort();
  await expect(run(server, memoryPart(), stop.signal).done).rejects.toThrow("cancelled");
});

test("which version is offered is asked without its bytes", async () => {
  const server = serverOf({ bytes: bytes(10), tag: '"a"' });
  expect((await offeredAt(URL_, server.request)).asOf).toBe("2026-08-26T02:15:00.000Z");
  expect(server.asked).toEqual(["HEAD"]);
});

test("a server whose versions cannot be told apart is asked for the whole at last, and one that changes without end is left", async () => {
  const file = { bytes: bytes(BLOCK + 10), tag: null };
  const server = serverOf(file);
  const plain = {
    asked: server.asked,
    // No name, no date, no mark: ranges alone.
    request: async (exchange: HttpsExchange): Promise<HttpsAnswer> => {
      const answer = await server.request(exchange);
      if (!answer.ok) return answer;
      const { "content-range": range } = answer.headers;
      if (exchange.headers?.["range"] === undefined) return { ...answer, status: 200, headers: {}, body: file.bytes };
      return { ...answer, headers: range === undefined ? {} : { "content-range": range } };
    },
  };
  const part = memoryPart();
  await run(plain, part).done;
  expect(Buffer.compare(part.content, file.bytes)).toBe(0);
  let version = 0;
  const fickle = {
    asked: server.asked,
    request: async (exchange: HttpsExchange): Promise<HttpsAnswer> => {
      if (version > 50) throw new Error("asked without end");
      const answer = await server.request({ ...exchange, headers: { range: "bytes=0-9", ...exchange.headers } });
      return answer.ok ? { ...answer, headers: { ...answer.headers, etag: `"${(version += 1)}"` } } : answer;
    },
  };
  await expect(run(fickle, memoryPart()).done).rejects.toMatchObject({ code: "unreadable" });
});
