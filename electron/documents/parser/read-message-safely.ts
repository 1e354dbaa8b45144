import { PliError } from "#shared/domain/failure";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import type { ParserHost } from "./parser-host";

const TAKEN_DOWN = new Set(["parser-timeout", "parser-memory", "parser-crashed"]);

/**
 * Reads a message; when that takes the parser down, once more without the PDFs: a hostile PDF must not hide the message that brings it. A parser
 * that merely ended may have been ended by something else: the message is first read again whole.
 */
export async function readMessageSafely(host: ParserHost, raw: Uint8Array): Promise<ParsedMessage> {
  const whole = (): Promise<ParsedMessage> => host.call("readMessage", { raw });
  const withoutPdfs = (error: unknown): Promise<ParsedMessage> => {
    if (!TAKEN_DOWN.has(codeOf(error))) throw error;
    return host.call("readMessage", { raw, pdf: false });
  };
  return whole()
    .catch((error: unknown) => (codeOf(error) === "parser-crashed" ? whole() : Promise.reject(error)))
    .catch(withoutPdfs);
}

const codeOf = (error: unknown): string => (error instanceof PliError ? error.code : "");
