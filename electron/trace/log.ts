import { redact } from "./redact";

/** Levels of the technical log, quiet to loud. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** Facts beside a log line; texts are redacted, never health data by intent. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The technical log: a stable event name, a few facts, at most one error. */
export type Log = Readonly<Record<LogLevel, (event: string, facts?: LogFacts, error?: unknown) => void>>;

const LEVELS = ["debug", "info", "warn", "error"] as const satisfies readonly LogLevel[];

/** Builds the log over a writer of lines (one JSON object a line, without its newline); lines below `level` are dropped. */
export function createLog(ports: {
  readonly write: (line: string) => void;
  readonly clock: () => Date;
  readonly level?: LogLevel;
}): Log {
  const least = LEVELS.indexOf(ports.level ?? "info");
  const at =
    (level: LogLevel) =>
    (event: string, facts: LogFacts = {}, error?: unknown) => {
      if (LEVELS.indexOf(level) < least) return;
      ports.write(
        JSON.stringify({
          at: ports.clock().toISOString(),
          level,
          event: redact(event),
          ...safeFacts(facts),
          ...(error === undefined ? {} : { error: describe(error) }),
        }),
      );
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function safeFacts(facts: LogFacts): Record<string, unknown> {
  const safe = Object.entries(facts).map(([name, value]) => [
    redact(name),
    typeof value === "string" ? redact(value) : numberOf(value),
  ]);
  return safe.length === 0 ? {} : { facts: Object.fromEntries(safe) };
}

/** A number may be an identifier too: it goes through the same rules. */
function numberOf(value: number | boolean | null | undefined): unknown {
  if (typeof value !== "number") return value;
  const text = String(value);
  return redact(text) === text ? value : redact(text);
}

/** Name, code and redacted message of an error, and the place of ours that threw it; causes up to three deep. */
function describe(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redact(String(error)) };
  const code = "code" in error && typeof error.code === "string" ? { code: redact(error.code) } : {};
  const cause = error.cause === undefined || depth >= 2 ? {} : { cause: describe(error.cause, depth + 1) };
  return {
    name: redact(error.name),
    ...code,
    message: redact(error.message).slice(0, 300),
    at: place(error.stack ?? ""),
    ...cause,
  };
}

/** `main.js:120:7` of the first frame: the file's name and line, never its folder. */
function place(stack: string): string {
  const frame = /([\w.-]{1,80}\.[cm]?[jt]s):(\d+):(\d+)/u.exec(stack);
  return frame === null ? "" : `${frame[1]}:${frame[2]}:${frame[3]}`;
}
