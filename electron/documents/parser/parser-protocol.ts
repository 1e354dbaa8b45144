import { PliError } from "#shared/domain/failure";
import { DocumentError } from "../document-error";
import type { ParserService } from "./parser-service";

/** A method of the parser and what goes in and out of it. */
export type ParserMethod = keyof ParserService;
export type ParserArgs<Method extends ParserMethod> = Parameters<ParserService[Method]>[0];
export type ParserAnswer<Method extends ParserMethod> = Awaited<ReturnType<ParserService[Method]>>;

/** What the owner posts to the parser process. */
export type ParserRequest = { readonly id: number; readonly method: string; readonly args: unknown };

/** What comes back; `id` 0 says that the process is ready. */
export type ParserResponse =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: string };

/** Posted once by a process that is ready to parse. */
export const READY: ParserResponse = { id: 0, ok: true, value: "ready" };

/** A response out of what a process posted; null when it is none. */
export function readResponse(message: unknown): ParserResponse | null {
  if (typeof message !== "object" || message === null || !("id" in message) || !("ok" in message)) return null;
  if (typeof message.id !== "number") return null;
  if (message.ok === true) return { id: message.id, ok: true, value: "value" in message ? message.value : undefined };
  const code =
    "code" in message && typeof message.code === "string" && /^[a-z0-9-]{1,60}$/.test(message.code)
      ? message.code
      : "parser-crashed";
  return { id: message.id, ok: false, code };
}

/** A request out of what the owner posted; null when it is none. */
export function readRequest(message: unknown): ParserRequest | null {
  if (typeof message !== "object" || message === null || !("id" in message) || !("method" in message)) return null;
  if (typeof message.id !== "number" || typeof message.method !== "string") return null;
  return { id: message.id, method: message.method, args: "args" in message ? message.args : undefined };
}

/** The code that crosses for a failure; what nobody expected counts as a crash, without a word of it. */
export function failureCode(error: unknown): string {
  return error instanceof PliError || error instanceof DocumentError ? error.code : "parser-crashed";
}
