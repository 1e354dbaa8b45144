import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PliError } from "#shared/domain/failure";
import { forkParser } from "../../../scripts/inspect-process";
import { bundleChild } from "../../../scripts/testing/bundle-child";
import { message } from "../mime/testing/build-message";
import { createParserHost, type ParserChild, type ParserHost, type ParserHostOptions } from "./parser-host";
import { readMessageSafely } from "./read-message-safely";
import type { Timers } from "./timers";

let hostile: Awaited<ReturnType<typeof bundleChild>>;
const word = (text: string) => ({ raw: Uint8Array.from(Buffer.from(text)) });
const ordinary = { raw: message("\r\nBonjour") };
const opened: ParserHost[] = [];
const open = (options: Partial<ParserHostOptions> = {}) => {
  let spawned = 0;
  const spawn = () => {
    spawned++;
    return forkParser(hostile.path);
  };
  const host = createParserHost({ spawn, ...options, budgets: { timeMs: 1_500, startMs: 20_000, ...options.budgets } });
  opened.push(host);
  return { host, spawned: () => spawned };
};
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );
const isAlive = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};
const pidOf = async (host: ParserHost) => (await host.call("readMessage", word("pid"))) as unknown as number;
const until = async (done: () => boolean) => {
  for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
  return done();
};

// A score of processes start here: as one file, each does so in a tenth of a second.
beforeAll(async () => {
  hostile = await bundleChild(new URL("testing/hostile-child.ts", import.meta.url));
}, 60_000);
afterAll(() => hostile.remove());
afterEach(() => {
  for (const host of opened.splice(0)) host.close();
});

describe("a real parser process", { timeout: 60_000 }, () => {
  test("answers, and is kept for the next call", async () => {
    const { host, spawned } = open();
    expect(await host.call("readMessage", ordinary)).toMatchObject({ subject: "Essai", text: "Bonjour" });
    expect(await host.call("safeHtml", { html: "<p onclick=x>a" })).toBe("<p>a</p>");
    expect(spawned()).toBe(1);
  });

  test.each([
    ["a busy loop", "loop", "parser-timeout"],
    ["an answer that never comes", "silent", "parser-timeout"],
    ["an abort", "crash", "parser-crashed"],
    ["an exit that says all is well", "exit", "parser-crashed"],
    ["an exception that nobody waits for", "unhandled", "parser-crashed"],
  ])("%s ends that call alone, and the next one is served by a new process", async (_, act, code) => {
    const { host, spawned } = open();
    const first = await pidOf(host);
    const [failed, next] = await Promise.all([
      codeOf(host.call("readMessage", word(act))),
      host.call("readMessage", ordinary),
    ]);
    expect(failed).toBe(code);
    expect(next.text).toBe("Bonjour");
    expect(spawned()).toBe(2);
    expect(await until(() => !isAlive(first))).toBe(true);
  });

  test("memory taken outside the heap is seen and stopped near its limit", async () => {
    const { host } = open({ budgets: { timeMs: 20_000, memoryBytes: 300 * 1024 * 1024 } });
    expect(await codeOf(host.call("readMessage", word("buffer-hog")))).toBe("parser-memory");
    expect((await host.call("readMessage", ordinary)).text).toBe("Bonjour");
  });

  test("memory taken on the heap ends the process, not its owner", async () => {
    const { host } = open({ budgets: { timeMs: 30_000, memoryBytes: 350 * 1024 * 1024 } });
    expect(await codeOf(host.call("readMessage", word("heap-hog")))).toMatch(/^parser-(?:memory|crashed)$/);
    expect((await host.call("readMessage", ordinary)).text).toBe("Bonjour");
  });

  test.each([
    ["throw", "parser-crashed"],
    ["reject", "parser-crashed"],
    ["refuse", "message-too-big"],
  ])("a failure in the parser (%s) crosses as the code %s alone, and the process stays", async (act, code) => {
    const { host, spawned } = open();
    const error: unknown = await host.call("readMessage", word(act)).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error) + String(error)).not.toContain("secret");
    await host.call("readMessage", ordinary);
    expect(spawned()).toBe(1);
  });

  test("a method that does not exist is refused by the process", async () => {
    const { host } = open();
    for (const method of ["nothing", "constructor", "__proto__", "toString"])
      expect(await codeOf(host.call(method as "readMessage", ordinary))).toBe("parser-unknown-method");
  });

  test("calls wait for each other, and one too many is told so", async () => {
    const { host } = open({ queueLimit: 2 });
    const calls = Array.from({ length: 4 }, () => codeOf(host.call("readMessage", ordinary)));
    expect(await Promise.all(calls)).toEqual(["ok", "ok", "ok", "parser-busy"]);
  });

  test("the process ends when nothing is asked, and starts again on need", async () => {
    const { host, spawned } = open({ idleMs: 200 });
    const pid = await pidOf(host);
    expect(await until(() => !isAlive(pid))).toBe(true);
    expect((await host.call("readMessage", ordinary)).text).toBe("Bonjour");
    expect(spawned()).toBe(2);
  });

  test("closing ends the process, and what was asked fails", async () => {
    const { host } = open();
    const pid = await pidOf(host);
    const asked = [codeOf(host.call("readMessage", word("silent"))), codeOf(host.call("readMessage", ordinary))];
    host.close();
    expect(await Promise.all(asked)).toEqual(["parser-closed", "parser-closed"]);
    expect(await codeOf(host.call("readMessage", ordinary))).toBe("parser-closed");
    expect(await until(() => !isAlive(pid))).toBe(true);
  });

  test("twenty megabytes go through within their budget", async () => {
    const { host } = open();
    const raw = Buffer.from(`Subject: Gros\nContent-Type: application/octet-stream\n\n${"x".repeat(20 * 1024 * 1024)}`);
    const { parts } = await host.call("readMessage", { raw });
    expect(parts[0]?.size).toBe(20 * 1024 * 1024);
  });
});

describe("the owner, with a process in its hands", () => {
  const fake = () => {
    const posted: { id: number; method: string }[] = [];
    const processes: { hear: (message: unknown) => void; exit: () => void }[] = [];
    const seen = { killed: 0 };
    const spawn = (): ParserChild => {
      const process: { hear: (message: unknown) => void; exit: () => void } = { hear: () => {}, exit: () => {} };
      processes.push(process);
      return {
        post: (sent) => posted.push(sent as { id: number; method: string }),
        onMessage: (listener) => (process.hear = listener),
        onExit: (listener) => (process.exit = listener),
        kill: () => void seen.killed++,
        memory: async () => undefined,
      };
    };
    const due: { at: number; act: () => void }[] = [];
    let now = 0;
    const timers: Timers = {
      after: (ms, act) => {
        const timer = { at: now + ms, act };
        due.push(timer);
        return () => due.splice(due.indexOf(timer), due.includes(timer) ? 1 : 0);
      },
    };
    const pass = (ms: number) => {
      now += ms;
      for (const timer of due.filter(({ at }) => at <= now)) {
        due.splice(due.indexOf(timer), 1);
        timer.act();
      }
    };
    const budgets = { timeMs: 2_000, timePerMbMs: 100, startMs: 9_000 };
    const host = createParserHost({ spawn, timers, idleMs: 20_000, budgets });
    return { host, posted, pass, seen, processes, hear: (sent: unknown) => processes.at(-1)?.hear(sent) };
  };
  const READY = { id: 0, ok: true, value: "ready" };

  test("time runs from the moment that the process is ready, a little longer for each megabyte", async () => {
    const { host, hear, pass, seen } = fake();
    const call = codeOf(host.call("readMessage", { raw: new Uint8Array(10 * 1024 * 1024) }));
    pass(8_000);
    hear(READY);
    pass(2_999);
    expect(seen.killed).toBe(0);
    pass(1);
    expect(await call).toBe("parser-timeout");
    expect(seen.killed).toBe(1);
  });

  test("bytes that are a view of something larger are posted alone", () => {
    const { host, posted } = fake();
    const raw = new Uint8Array(1_000).fill(7).subarray(10, 20);
    void host.call("readMessage", { raw }).catch(() => "closed");
    const sent = posted[0] as unknown as { args: { raw: Uint8Array } };
    expect([sent.args.raw.buffer.byteLength, [...sent.args.raw]]).toEqual([10, [...raw]]);
  });

  test("a process that never gets ready counts as crashed", async () => {
    const { host, pass } = fake();
    const call = codeOf(host.call("readMessage", ordinary));
    pass(9_000);
    expect(await call).toBe("parser-crashed");
  });

  test.each([
    ["junk", [null, 1, "x", {}, { id: "1", ok: true }, { id: 1 }, [], { id: 99, ok: true, value: "autre" }]],
    ["an answer to a call that is over", [{ id: 7, ok: false, code: "x" }]],
  ])("%s from the process is not an answer", async (_, junk) => {
    const { host, hear, posted } = fake();
    const call = host.call("safeHtml", { html: "" });
    hear(READY);
    for (const sent of junk) hear(sent);
    hear({ id: posted[0]?.id, ok: true, value: "vrai" });
    expect(await call).toBe("vrai");
  });

  test.each(["/home/demo/x", "a".repeat(100), 12, undefined, "Nom Prénom"])(
    "a code that is none (%j) is told as a crash",
    async (code) => {
      const { host, hear } = fake();
      const call = codeOf(host.call("safeHtml", { html: "" }));
      hear({ id: 1, ok: false, code });
      expect(await call).toBe("parser-crashed");
    },
  );

  test("what a process given up still says is not heard, and its exit harms nobody", async () => {
    const { host, hear, pass, posted, processes } = fake();
    const late = codeOf(host.call("safeHtml", { html: "un" }));
    hear(READY);
    pass(2_000);
    expect(await late).toBe("parser-timeout");
    const next = host.call("safeHtml", { html: "deux" });
    processes[0]?.hear({ id: posted.at(-1)?.id, ok: true, value: "trop tard" });
    processes[0]?.exit();
    processes[1]?.hear({ id: posted.at(-1)?.id, ok: true, value: "deux" });
    expect(await next).toBe("deux");
    expect(processes).toHaveLength(2);
  });

  test("idle time starts after the last answer and is cut short by a new call", async () => {
    const { host, hear, pass, seen, posted, processes } = fake();
    const answer = (value: string) => hear({ id: posted.at(-1)?.id, ok: true, value });
    const first = host.call("safeHtml", { html: "" });
    hear(READY);
    answer("a");
    await first;
    pass(19_000);
    const second = host.call("safeHtml", { html: "" });
    answer("b");
    await second;
    pass(19_000);
    expect(seen.killed).toBe(0);
    pass(1_000);
    expect(seen.killed).toBe(1);
    expect(processes).toHaveLength(1);
  });
});

describe("reading a message whose PDFs take the parser down", () => {
  const host = (answers: readonly (string | { readonly subject: string })[]) => {
    const asked: unknown[] = [];
    const call = (_: string, args: object) => {
      const answer = answers[asked.length];
      asked.push("pdf" in args ? args.pdf : true);
      return typeof answer === "string" ? Promise.reject(new PliError(answer)) : Promise.resolve(answer);
    };
    return { host: { call, close: () => {} } as unknown as ParserHost, asked };
  };

  test("a parser that merely ended reads it again whole, then without them", async () => {
    const ended = host(["parser-crashed", { subject: "lu" }]);
    expect(await readMessageSafely(ended.host, ordinary.raw)).toMatchObject({ subject: "lu" });
    expect(ended.asked).toEqual([true, true]);
    const again = host(["parser-crashed", "parser-crashed", { subject: "lu" }]);
    expect(await readMessageSafely(again.host, ordinary.raw)).toMatchObject({ subject: "lu" });
    expect(again.asked).toEqual([true, true, false]);
  });

  test.each(["parser-timeout", "parser-memory"])("after %s it is read again without them", async (code) => {
    const { host: parser, asked } = host([code, { subject: "lu" }]);
    expect(await readMessageSafely(parser, ordinary.raw)).toMatchObject({ subject: "lu" });
    expect(asked).toEqual([true, false]);
  });

  test("any other refusal stands", async () => {
    const { host: parser, asked } = host(["message-too-big"]);
    expect(await codeOf(readMessageSafely(parser, ordinary.raw))).toBe("message-too-big");
    expect(asked).toEqual([true]);
  });
});
