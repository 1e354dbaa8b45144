import { randomUUID } from "node:crypto";
import { orderedIds } from "../store/ordered-ids";
import { serveStore } from "../store/serve";
import { createJournal } from "../trace/journal";
import { parentPort } from "./port/parent-port";

serveStore(parentPort(), {
  now: () => new Date(),
  newId: orderedIds(Date.now, randomUUID),
  journal: createJournal,
  onUnexpected: (error) =>
    process.stderr.write(`pli-store: ${error instanceof Error ? (error.stack ?? error.name) : typeof error}\n`),
});
