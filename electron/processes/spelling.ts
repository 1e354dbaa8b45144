import { serveSpelling } from "../spelling/serve";
import { parentPort } from "./port/parent-port";

serveSpelling(parentPort(), (error) =>
  process.stderr.write(`pli-spelling: ${error instanceof Error ? error.name : typeof error}\n`),
);
