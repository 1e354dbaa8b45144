import { PliError } from "#shared/domain/failure";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import type { ParserHost } from "./parser-host";

const TAKEN_DOWN = new Set(["parser-timeout", "parser-memory", "parser-crashed"]);

/** Reads a message; when that takes the parser down, once more without the PDFs: a hostile PDF must not hide the message that brings it. */
export async function readMessageSafely(host: ParserHost, raw: Uint8Array): Promise<ParsedMessage> {
  try {
    return await host.call("readMessage", { raw });
  } catch (error) {
    if (!(error instanceof PliError) || !TAKEN_DOWN.has(error.code)) throw error;
    return host.call("readMessage", { raw, pdf: false });
  }
}
