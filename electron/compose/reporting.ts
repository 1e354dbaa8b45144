import { createLog } from "../trace/log";
import type { Platform, Reporting } from "./ports";

/** Adds the technical log to a platform; every line is redacted on its way. */
export function withReport(platform: Platform): Reporting {
  const log = createLog({ write: platform.writeLog, clock: platform.clock });
  return { ...platform, report: (error, about) => log.error(`${about}: ${kindOf(error)}`) };
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error ? `${error.name} ${String(error.code)}` : error.name;
}
