import { serveDemo } from "../demo/serve";
import { documentWriters } from "./demo-ports/document-writers";
import { stateFileAt } from "./demo-ports/state-file";
import { parentPort } from "./port/parent-port";

serveDemo(parentPort(), {
  documents: documentWriters,
  stateFile: stateFileAt,
  onUnexpected: (error) =>
    process.stderr.write(`pli-demo: ${error instanceof Error ? (error.stack ?? error.name) : typeof error}\n`),
});
