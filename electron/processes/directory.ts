import { serveDirectory } from "../directory/serve";
import { parentPort } from "./port/parent-port";

serveDirectory(parentPort(), {
  now: () => new Date(),
  onUnexpected: (error) =>
    process.stderr.write(`pli-directory: ${error instanceof Error ? error.name : typeof error}\n`),
});
