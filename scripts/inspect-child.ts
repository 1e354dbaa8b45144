import { serveParser } from "../electron/documents/parser/serve";

/** The parser process of the command-line tools: a forked Node that answers on its IPC channel. */
serveParser({
  post: (message) => process.send?.(message),
  onMessage: (listener) => process.on("message", listener),
});
process.on("disconnect", () => process.exit(0));
