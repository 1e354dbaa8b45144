import { failureCode, READY, readRequest } from "./parser-protocol";
import { createParser, type ParserService } from "./parser-service";

/** The way to the owner of a parser process: `process.parentPort` in the application, the IPC channel of a forked Node elsewhere. */
export type ParserPort = {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
};

/** Answers every request that comes by `port`, and says that it is ready. */
export function serveParser(port: ParserPort, parser: ParserService = createParser()): void {
  port.onMessage((message) => {
    const request = readRequest(message);
    if (request) void answer(port, parser, request);
  });
  port.post(READY);
}

async function answer(
  port: ParserPort,
  parser: ParserService,
  request: { readonly id: number; readonly method: string; readonly args: unknown },
): Promise<void> {
  const { id, method, args } = request;
  try {
    if (!Object.hasOwn(parser, method)) return port.post({ id, ok: false, code: "parser-unknown-method" });
    // The owner is our own code and typed by `ParserService`: only a method's name is checked here.
    const run = Reflect.get(parser, method) as (args: unknown) => Promise<unknown>;
    port.post({ id, ok: true, value: await run(args) });
  } catch (error) {
    port.post({ id, ok: false, code: failureCode(error) });
  }
}
