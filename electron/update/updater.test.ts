import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { UpdateStep } from "#shared/domain/update";
import type { UpdatePorts, UpdateTrace } from "./ports";
import { ADDRESS, openPublisher, type Publisher, signed } from "./testing/publisher";
import { createUpdater, type Updater } from "./updater";

const NAME = "pli-0.2.0-linux-x64.zip";
const PIECE = 2 * 1024 * 1024;
let folder: string;
let publisher: Publisher;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pli-update-"));
  publisher = await openPublisher();
});
afterEach(async () => {
  publisher.stop();
  await rm(folder, { recursive: true });
});

const place = () => join(folder, "updates");
const traces: UpdateTrace[] = [];
const planned: { ms: number; act: () => void }[] = [];
let readied = 0;
let now = new Date("2026-11-22T08:00:00.000Z");

/** A copy that looks at the publisher of the test; its updater, and all the steps that it goes through. */
function copy(change: Partial<UpdatePorts> = {}): Updater & { readonly steps: UpdateStep[]; until: Until } {
  traces.length = 0;
  planned.length = 0;
  readied = 0;
  now = new Date("2026-11-22T08:00:00.000Z");
  const steps: UpdateStep[] = [];
  const waiting: (() => void)[] = [];
  const updater = createUpdater({
    source: { address: ADDRESS, keys: [publisher.publicKey], anchors: [], hosts: {} },
    running: { version: "0.1.0", copy: "test", platform: "linux-x64", installed: "folder", schema: 12 },
    folder: place(),
    request: publisher.request,
    clock: () => now,
    after: (ms, act) => (planned.push({ ms, act }), () => undefined),
    chance: () => 0.5,
    room: async () => 2 ** 40,
    mayLook: () => true,
    changed: () => {
      steps.push(updater.step());
      for (const told of waiting.splice(0)) told();
    },
    trace: async (step) => void traces.push(step),
    readied: () => (readied += 1),
    report: (error) => {
      throw error;
    },
    ...change,
  });
  const until: Until = async (step) => {
    while (updater.step().step !== step) await new Promise<void>((done) => waiting.push(done));
  };
  return { ...updater, steps, until };
}
type Until = (step: UpdateStep["step"]) => Promise<void>;

const failure = async (updater: ReturnType<typeof copy>): Promise<unknown> => {
  await updater.look();
  await updater.until("failed");
  const step = updater.step();
  return step.step === "failed" ? step.code : step.step;
};
const names = (): Promise<readonly string[]> => readdir(place()).catch(() => []);

test("a published version is downloaded, verified and ready, in a folder that nobody else may enter", async () => {
  const updater = copy();
  await updater.look();
  await updater.until("ready");
  expect(updater.steps.map(({ step }) => step)).toEqual(["looking", "downloading", "ready"]);
  const ready = await updater.ready();
  expect(new Uint8Array(await readFile(ready?.path ?? ""))).toEqual(new Uint8Array(publisher.bytes));
  expect((await stat(place())).mode & 0o777).toBe(0o700);
  expect((await stat(ready?.path ?? "")).mode & 0o777).toBe(0o600);
  expect(ready?.release.notes.fr).toBe("Envoi plus rapide.");
  expect(traces).toEqual([
    { act: "look", version: "0.2.0", answer: "offered" },
    { act: "download", version: "0.2.0", answer: "verified" },
  ]);
  expect(readied).toBe(1);
});

test("looked for again, what is ready stays ready: it is neither downloaded nor told twice, even when the server is away", async () => {
  const updater = copy();
  await updater.look();
  await updater.until("ready");
  await updater.look();
  publisher.instead = (_request, response) => response.writeHead(503).end();
  await updater.look();
  expect(updater.step().step).toBe("ready");
  expect(readied).toBe(1);
  expect(publisher.asked.filter((one) => one.includes(NAME))).toHaveLength(1);
});

test("after another start the file that is there is verified again, not downloaded again", async () => {
  const first = copy();
  await first.look();
  await first.until("ready");
  const second = copy();
  await second.start();
  expect(second.lookedAt()).toBe("2026-11-22T08:00:00.000Z");
  await second.look();
  await second.until("ready");
  expect(publisher.asked.filter((one) => one.includes(NAME))).toHaveLength(1);
});

test("a copy that is up to date says so, and keeps no file of before", async () => {
  await mkdir(place());
  await writeFile(join(place(), "pli-0.0.9-linux-x64.zip"), "old");
  publisher.manifest = { ...publisher.manifest, version: "0.1.0" };
  const updater = copy();
  await updater.look();
  expect(updater.step()).toEqual({ step: "quiet" });
  expect(updater.lookedAt()).toBe("2026-11-22T08:00:00.000Z");
  expect(await names()).toEqual(["state.json"]);
});

test("a copy without an address asks nothing of the network, at the start or by hand", async () => {
  const updater = copy({ source: null });
  await updater.start();
  await updater.look();
  expect([updater.step().step, planned.length, publisher.asked.length]).toEqual(["off", 0, 0]);
});

test("it looks a little after the start, then each day, not at the same moment as the others, and not where it may not", async () => {
  let may = false;
  const updater = copy({ mayLook: () => may });
  await updater.start();
  expect(planned.map(({ ms }) => ms)).toEqual([90_000]);
  planned[0]?.act();
  expect(planned[1]?.ms).toBe(22 * 3_600_000);
  expect(publisher.asked).toEqual([]);
  may = true;
  planned[1]?.act();
  await updater.until("ready");
  expect(planned[2]?.ms).toBe(22 * 3_600_000);
});

describe("a download that is cut", () => {
  test("goes on from where it was, at the next look or the next start", async () => {
    publisher.stop();
    publisher = await openPublisher({ size: PIECE + 100 });
    let cut = true;
    const request: UpdatePorts["request"] = async (exchange) =>
      cut && exchange.headers?.["range"]?.startsWith(`bytes=${PIECE}`)
        ? { ok: false, code: "unreachable" }
        : publisher.request(exchange);
    expect(await failure(copy({ request }))).toBe("unreachable");
    expect((await stat(join(place(), `${NAME}.part`))).size).toBe(PIECE);
    cut = false;
    const next = copy({ request });
    await next.look();
    await next.until("ready");
    expect(next.steps).toContainEqual(expect.objectContaining({ step: "downloading", percent: 99 }));
    expect(publisher.asked.filter((one) => one.includes(NAME))).toEqual([
      `/pli/${NAME} bytes=0-${PIECE - 1}`,
      `/pli/${NAME} bytes=${PIECE}-${PIECE + 99}`,
    ]);
    expect(await names()).toEqual([NAME, "state.json"]);
  });

  test("by the end of the application keeps what it brought, and says nothing", async () => {
    publisher.instead = null;
    const held = copy({
      request: async (exchange) => {
        const isFile = exchange.url.endsWith(NAME);
        if (isFile) void updater.stop();
        return isFile ? { ok: false, code: "aborted" } : publisher.request(exchange);
      },
    });
    const updater = held;
    await updater.look();
    await updater.stop();
    expect(updater.step().step).toBe("downloading");
    expect(traces.map(({ act }) => act)).toEqual(["look"]);
  });
});

describe("a hostile publisher", () => {
  test("another key", async () => {
    const { publicKey } = await openPublisher().then((other) => (other.stop(), other));
    const source = { address: ADDRESS, keys: [publicKey], anchors: [], hosts: {} };
    expect(await failure(copy({ source }))).toBe("unsigned");
    expect(await names()).toEqual([]);
  });

  test("a manifest cut short, or without end", async () => {
    publisher.instead = (_request, response) =>
      response.end(signed(publisher.manifest, publisher.key).subarray(0, -20));
    expect(await failure(copy())).toBe("unsigned");
    publisher.instead = (_request, response) => response.end(Buffer.alloc(300_000));
    expect(await failure(copy())).toBe("unreadable");
  });

  test("a manifest past its date, and one older than what was seen, which stays the newest seen", async () => {
    const updater = copy();
    await updater.look();
    await updater.until("ready");
    publisher.manifest = { ...publisher.manifest, version: "0.1.9" };
    expect(await failure(updater)).toBe("older");
    publisher.manifest = { ...publisher.manifest, version: "0.3.0", expires: "2026-11-01T00:00:00.000Z" };
    expect(await failure(updater)).toBe("expired");
    const state = JSON.parse(await readFile(join(place(), "state.json"), "utf8")) as { readonly seen: object };
    expect(state.seen).toMatchObject({ version: "0.2.0" });
  });

  test("what is said of copies of another kind is not remembered: its number would bar the way of all that follows", async () => {
    const { manifest } = publisher;
    const updater = copy();
    publisher.manifest = { ...manifest, copy: "release", version: "99.0.0", date: "2027-11-20T08:00:00.000Z" };
    expect(await failure(updater)).toBe("no-file");
    publisher.manifest = manifest;
    await updater.look();
    await updater.until("ready");
  });

  test.each([301, 302, 307])("a redirection (%i), to HTTP or anywhere, is not followed", async (status) => {
    publisher.instead = (_request, response) =>
      response.writeHead(status, { location: `http://127.0.0.1/pli/latest.pli-update` }).end();
    expect(await failure(copy())).toBe("unreachable");
    expect(publisher.asked).toHaveLength(1);
  });

  test("an authority that is not trusted", async () => {
    publisher.stop();
    publisher = await openPublisher({ trusted: false });
    expect(await failure(copy())).toBe("untrusted");
    expect(publisher.asked).toEqual([]);
  });

  test("a file that is another one of the same size is thrown away, and never ready", async () => {
    publisher.bytes.fill(0);
    const updater = copy();
    expect(await failure(updater)).toBe("altered");
    expect(await names()).toEqual(["state.json"]);
    expect(await updater.ready()).toBeNull();
  });

  test.each([
    ["more bytes than were asked for", 206, "bytes 0-6999/7000", 9000],
    ["fewer bytes than it says", 206, "bytes 0-6999/7000", 10],
    ["another part", 206, "bytes 1-7000/7001", 7000],
    ["no part of it, and not its size", 200, "", 6999],
  ])("%s", async (_what, status, range, length) => {
    publisher.instead = (request, response) => {
      if (request.url?.endsWith("pli-update")) return response.end(signed(publisher.manifest, publisher.key));
      response.writeHead(status, range === "" ? {} : { "content-range": range });
      return response.end(Buffer.alloc(length));
    };
    expect(await failure(copy())).toBe("altered");
  });

  test("a server that drips for ever is left, after three attempts for the same piece", async () => {
    let attempts = 0;
    const updater = copy({
      request: async (exchange) => {
        if (!exchange.url.endsWith(NAME)) return publisher.request(exchange);
        attempts += 1;
        expect(exchange.timeoutMs).toBeLessThanOrEqual(90_000);
        return publisher.request({ ...exchange, timeoutMs: 40 });
      },
    });
    publisher.instead = (request, response) => {
      if (request.url?.endsWith("pli-update")) return void response.end(signed(publisher.manifest, publisher.key));
      response.writeHead(206, { "content-range": "bytes 0-6999/7000" });
      response.write("x");
    };
    expect(await failure(updater)).toBe("unreachable");
    expect(attempts).toBe(3);
  });
});

test("what could not be installed is said, but not over another that is being downloaded", async () => {
  const updater = copy({
    request: async (exchange) => {
      if (exchange.url.endsWith(NAME)) updater.refuse("does-not-start");
      return publisher.request(exchange);
    },
  });
  await updater.look();
  await updater.until("ready");
  expect(updater.steps.map(({ step }) => step)).not.toContain("failed");
  updater.refuse("does-not-start");
  expect(updater.step()).toMatchObject({ step: "failed", code: "does-not-start", release: { version: "0.2.0" } });
});

describe("the disk", () => {
  test("without room for the file, nothing is downloaded", async () => {
    expect(await failure(copy({ room: async () => 1_000_000 }))).toBe("no-space");
    expect(publisher.asked).toHaveLength(1);
  });

  test("full while it is written, it says so and keeps nothing as ready", async () => {
    await mkdir(place());
    await symlink("/dev/full", join(place(), `${NAME}.part`));
    const updater = copy();
    expect(await failure(updater)).toBe("no-space");
    expect(await updater.ready()).toBeNull();
  });

  test("a file changed after its download is no longer ready", async () => {
    const updater = copy();
    await updater.look();
    await updater.until("ready");
    await writeFile(join(place(), NAME), Buffer.alloc(7000));
    expect(await updater.ready()).toBeNull();
    expect(updater.step()).toMatchObject({ step: "failed", code: "altered" });
  });

  test("a damaged memory is no memory: the look goes on", async () => {
    await mkdir(place());
    await writeFile(join(place(), "state.json"), "{");
    const updater = copy();
    await updater.start();
    await updater.look();
    await updater.until("ready");
  });
});
