import fc from "fast-check";
import { PliError } from "#shared/domain/failure";
import { describe, expect, test } from "vitest";
import { DocumentError } from "../document-error";
import { failureCode, READY, readRequest, readResponse } from "./parser-protocol";
import { createParser, type ParserService } from "./parser-service";
import { serveParser } from "./serve";
import type { Timers } from "./timers";
import { watchMemory } from "./watch-memory";

function served(parser?: Partial<ParserService>) {
  const posted: unknown[] = [];
  let hear: (message: unknown) => void = () => {};
  const port = {
    post: (message: unknown) => void posted.push(message),
    onMessage: (listener: typeof hear) => (hear = listener),
  };
  serveParser(port, { ...createParser(), ...parser });
  const ask = async (message: unknown) => {
    const before = posted.length;
    hear(message);
    for (let i = 0; i < 100 && posted.length === before; i++) await new Promise((resolve) => setTimeout(resolve, 1));
    return posted.slice(before);
  };
  return { posted, ask };
}

describe("the child's side", () => {
  test("says that it is ready, then answers by the number asked", async () => {
    const { posted, ask } = served();
    expect(posted).toEqual([READY]);
    expect(await ask({ id: 7, method: "safeHtml", args: { html: "<b>a" } })).toEqual([
      { id: 7, ok: true, value: "<b>a</b>" },
    ]);
  });

  test.each(["", "safehtml", "constructor", "__proto__", "hasOwnProperty", "toString"])(
    "refuses the method %j",
    async (method) => {
      expect(await served().ask({ id: 1, method, args: {} })).toEqual([
        { id: 1, ok: false, code: "parser-unknown-method" },
      ]);
    },
  );

  test.each([
    ["a domain refusal", new DocumentError("zip-ratio", "DEMO.XML"), "zip-ratio"],
    ["a failure of ours", new PliError("message-too-big"), "message-too-big"],
    ["a mistake", new TypeError("PAT-UN DEMO at /home/demo"), "parser-crashed"],
    ["a word", "PAT-UN", "parser-crashed"],
  ])("tells %s by its code alone", async (_, error, code) => {
    const { ask } = served({ safeHtml: () => Promise.reject(error as Error) });
    expect(await ask({ id: 1, method: "safeHtml", args: { html: "" } })).toEqual([{ id: 1, ok: false, code }]);
    expect(failureCode(error)).toBe(code);
  });

  test("arguments that are none make that call fail, not the process", async () => {
    const { ask } = served();
    expect(await ask({ id: 1, method: "safeHtml" })).toEqual([{ id: 1, ok: false, code: "parser-crashed" }]);
    expect(await ask({ id: 2, method: "readMessage", args: { raw: "texte" } })).toEqual([
      { id: 2, ok: false, code: "parser-crashed" },
    ]);
    expect(await ask({ id: 3, method: "safeHtml", args: { html: "a" } })).toEqual([{ id: 3, ok: true, value: "a" }]);
  });

  test.each([null, undefined, 1, "x", [], {}, { id: 1 }, { id: "1", method: "safeHtml" }, { method: "safeHtml" }])(
    "does not answer what is no request: %j",
    async (message) => {
      expect(await served().ask(message)).toEqual([]);
    },
  );
});

describe("the protocol", () => {
  test("what is a response is read as one, in both forms", () => {
    expect(readResponse({ id: 1, ok: true, value: "v", more: 1 })).toEqual({ id: 1, ok: true, value: "v" });
    expect(readResponse({ id: 1, ok: true })).toEqual({ id: 1, ok: true, value: undefined });
    expect(readResponse({ id: 1, ok: false, code: "zip-ratio" })).toEqual({ id: 1, ok: false, code: "zip-ratio" });
  });

  test("no code but a short one of plain letters ever crosses", () => {
    fc.assert(
      fc.property(fc.anything(), (code) => {
        const read = readResponse({ id: 1, ok: false, code });
        expect(read?.ok === false && /^[a-z0-9-]{1,60}$/.test(read.code)).toBe(true);
      }),
    );
  });

  test("anything at all is a request, a response, or neither, without an error", () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(typeof readRequest(message)).toBe("object");
        expect(typeof readResponse(message)).toBe("object");
      }),
    );
  });
});

describe("the watch on memory", () => {
  const hand = () => {
    const due: (() => void)[] = [];
    const timers: Timers = {
      after: (_, act) => {
        due.push(act);
        return () => due.splice(due.indexOf(act), 1);
      },
    };
    const tick = async () => {
      for (const act of due.splice(0)) act();
      await new Promise((resolve) => setTimeout(resolve, 0));
    };
    return { timers, tick, due };
  };
  const watched = (sizes: readonly (number | undefined | Error)[]) => {
    const { timers, tick, due } = hand();
    let looks = 0;
    let exceeded = 0;
    const memory = async () => {
      const size = sizes[looks++];
      if (size instanceof Error) throw size;
      return size;
    };
    const stop = watchMemory({ memory }, 100, timers, () => void exceeded++);
    return { tick, due, stop, exceeded: () => exceeded, looks: () => looks };
  };

  test("looks again and again while all is well, and tells once when it is not", async () => {
    const watch = watched([10, 100, 101, 200]);
    for (let i = 0; i < 5; i++) await watch.tick();
    expect([watch.looks(), watch.exceeded()]).toEqual([3, 1]);
  });

  test.each([[[undefined, undefined]], [[new Error("gone"), new Error("gone")]]])(
    "a size that cannot be told (%j) harms nobody",
    async (sizes) => {
      const watch = watched(sizes);
      await watch.tick();
      await watch.tick();
      expect([watch.exceeded(), watch.due.length]).toEqual([0, 1]);
    },
  );

  test("stopped, it looks no more and tells nothing, even of a look under way", async () => {
    const watch = watched([500, 500]);
    const look = watch.tick();
    watch.stop();
    await look;
    await watch.tick();
    expect([watch.exceeded(), watch.due.length]).toEqual([0, 0]);
  });
});
