import { readFile, stat } from "node:fs/promises";
import { PliError } from "#shared/domain/failure";
import { createParserHost } from "../electron/documents/parser/parser-host";
import { describeFile } from "./inspect-describe";
import { inspectErrors } from "./inspect-errors";
import { forkParser } from "./inspect-process";

const MAX_BYTES = 60 * 1024 * 1024;
/** How many times longer it waits than a person would: for tests that judge by the processor's time on a busy machine. */
const PATIENCE = Number(process.env["PLI_INSPECT_PATIENCE"] ?? 1);
/** Under the ten seconds promised, with what is left to print. */
const WHOLE_MS = 9_000 * PATIENCE;

/**
 * `npm run -s inspect -- FILE`: reads a message, an XDM archive or a CDA through the parsers of the application, in a process under
 * their budgets, and prints one JSON object. Exit code 0 for what is readable, 2 with `{ error: { code, message } }` for the rest.
 */
async function main(): Promise<void> {
  const host = createParserHost({
    spawn: forkParser,
    budgets: {
      timeMs: 4_000 * PATIENCE,
      timePerMbMs: 100 * PATIENCE,
      startMs: 5_000 * PATIENCE,
      memoryBytes: 330 * 1024 * 1024,
    },
  });
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new PliError("parser-timeout")), WHOLE_MS).unref(),
  );
  try {
    const description = await Promise.race([
      read(process.argv.slice(2)).then((bytes) => describeFile(host, bytes)),
      late,
    ]);
    await print(description, 0);
  } catch (error) {
    const code = error instanceof PliError ? error.code : "file-unreadable";
    await print({ error: { code, message: inspectErrors[code] ?? "Le fichier est refusé." } }, 2);
  } finally {
    host.close();
  }
}

async function read(args: readonly string[]): Promise<Uint8Array> {
  const [path] = args;
  if (path === undefined || args.length !== 1) throw new PliError("usage");
  const found = await stat(path).catch(() => null);
  if (!found) throw new PliError("file-not-found");
  // A device or a pipe may never end.
  if (!found.isFile()) throw new PliError("file-unreadable");
  if (found.size > MAX_BYTES) throw new PliError("file-too-big");
  return readFile(path);
}

function print(value: unknown, exitCode: number): Promise<void> {
  process.exitCode = exitCode;
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`, () => resolve()));
}

await main();
