import { PliError } from "#shared/domain/failure";
import { serveParser } from "../serve";
import { createParser } from "../parser-service";

/** A real parser process, except that a message whose bytes are one of these words does what the word says. */
const ACTS: Readonly<Record<string, () => unknown>> = {
  loop: () => {
    for (;;) Math.random();
  },
  "heap-hog": () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(10_000).fill(kept.length));
  },
  "buffer-hog": async () => {
    const kept: Buffer[] = [];
    for (;;) {
      kept.push(Buffer.alloc(8 * 1024 * 1024, kept.length));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  crash: () => process.abort(),
  exit: () => process.exit(0),
  throw: () => {
    throw new Error("/home/demo/secret: PAT-UN DEMO");
  },
  refuse: () => {
    throw new PliError("message-too-big");
  },
  reject: () => Promise.reject(new RangeError("stack")),
  unhandled: () => {
    setTimeout(() => {
      throw new Error("later");
    }, 5);
    return new Promise(() => {});
  },
  silent: () => new Promise(() => {}),
  pid: () => process.pid,
};

const parser = createParser();
const port = {
  post: (message: unknown) => void process.send?.(message as object),
  onMessage: (listener: (message: unknown) => void) => void process.on("message", listener),
};
serveParser(port, {
  ...parser,
  readMessage: async (args) => {
    const act = ACTS[Buffer.from(args.raw.subarray(0, 20)).toString()];
    // The word's answer is no message; the test knows what it asked for.
    return act ? ((await act()) as never) : parser.readMessage(args);
  },
});
process.on("disconnect", () => process.exit(0));
