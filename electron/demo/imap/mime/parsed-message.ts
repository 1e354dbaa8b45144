import { formatBodyStructure } from "./bodystructure";
import { formatEnvelope } from "./envelope";
import type { Header } from "./headers";
import { parseHeader } from "./headers";
import type { Part } from "./part-tree";
import { parsePartTree } from "./part-tree";

/** What FETCH and SEARCH ask of a message, each thing worked out at its first use. */
export type ParsedMessage = {
  readonly raw: Buffer;
  header(): Header;
  tree(): Part;
  envelope(): string;
  bodyStructure(): string;
};

// By the bytes, which copies of a message share; let go with them.
const known = new WeakMap<Buffer, ParsedMessage>();

/** The parsed form of a message, kept as long as its bytes are. */
export function parsedMessage(raw: Buffer): ParsedMessage {
  const found = known.get(raw);
  if (found) return found;
  const parsed: ParsedMessage = {
    raw,
    header: once(() => parseHeader(raw, 0, raw.length)),
    tree: once(() => parsePartTree(raw)),
    envelope: once(() => formatEnvelope(parsed.header())),
    bodyStructure: once(() => formatBodyStructure(raw, parsed.tree(), true)),
  };
  known.set(raw, parsed);
  return parsed;
}

function once<T extends object | string>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}
