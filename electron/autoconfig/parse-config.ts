import { SaxesParser } from "saxes";

/** One `<incomingServer>` or `<outgoingServer>` as written, nothing checked yet; `kind` is its `type` attribute. */
export type ServerBlock = {
  readonly direction: "incoming" | "outgoing";
  readonly kind: string;
  readonly hostname: string;
  readonly port: string;
  readonly socketType: string;
  readonly username: string;
  readonly authentication: readonly string[];
};

/** The blocks of a document, or that it is not one we read. */
export type ParsedConfig =
  | { readonly ok: true; readonly blocks: readonly ServerBlock[] }
  | { readonly ok: false; readonly reason: "malformed" | "doctype" | "too-complex" };

const MAX_DEPTH = 16;
const MAX_ELEMENTS = 2_000;
const MAX_BLOCKS = 32;
const MAX_TEXT = 512;
const FIELDS = new Set(["hostname", "port", "socketType", "username", "authentication"]);

/**
 * Reads Mozilla's config-v1.1 format: the server blocks directly under `emailProvider`, unknown elements passed over, `<oAuth2>` never looked
 * at (PSC's addresses are not the operator's to give). No DOCTYPE, hence no entity; bounded in depth, elements and text.
 */
export function parseConfig(document: Uint8Array): ParsedConfig {
  // Not strict: an operator's display name in another charset must not hide servers, whose names are ASCII or refused later.
  const text = new TextDecoder("utf-8").decode(document);
  const reader = new BlockReader();
  try {
    reader.read(text);
    return { ok: true, blocks: reader.blocks };
  } catch (error) {
    return { ok: false, reason: error instanceof Refusal ? error.reason : "malformed" };
  }
}

class Refusal extends Error {
  readonly reason: "doctype" | "too-complex";
  constructor(reason: "doctype" | "too-complex") {
    super(reason);
    this.reason = reason;
  }
}

type OpenBlock = { direction: "incoming" | "outgoing"; kind: string; fields: Map<string, string[]> };

/** Walks the document once; a class because the parser is fed callbacks and must be closed. */
class BlockReader {
  readonly blocks: ServerBlock[] = [];
  readonly #path: string[] = [];
  #elements = 0;
  #block: OpenBlock | undefined;
  #text = "";

  read(text: string): void {
    const parser = new SaxesParser({ xmlns: false, position: false });
    parser.on("doctype", () => {
      throw new Refusal("doctype");
    });
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", (tag) => this.#open(tag.name, String(tag.attributes["type"] ?? "")));
    parser.on("text", (part) => this.#append(part));
    parser.on("cdata", (part) => this.#append(part));
    parser.on("closetag", (tag) => this.#close(tag.name));
    parser.write(text).close();
    if (this.#elements === 0) throw new Error("empty document");
  }

  #open(name: string, kind: string): void {
    this.#path.push(name);
    this.#elements += 1;
    if (this.#path.length > MAX_DEPTH || this.#elements > MAX_ELEMENTS) throw new Refusal("too-complex");
    this.#text = "";
    if (this.#path.length !== 3 || this.#path[0] !== "clientConfig" || this.#path[1] !== "emailProvider") return;
    if (name === "incomingServer") this.#block = { direction: "incoming", kind, fields: new Map() };
    if (name === "outgoingServer") this.#block = { direction: "outgoing", kind, fields: new Map() };
  }

  #append(part: string): void {
    if (this.#block === undefined || this.#path.length !== 4) return;
    this.#text += part;
    if (this.#text.length > MAX_TEXT) throw new Refusal("too-complex");
  }

  #close(name: string): void {
    const depth = this.#path.length;
    this.#path.pop();
    const block = this.#block;
    if (block === undefined) return;
    if (depth === 4 && FIELDS.has(name)) {
      block.fields.set(name, [...(block.fields.get(name) ?? []), this.#text.trim()]);
    }
    if (depth !== 3) return;
    this.blocks.push(closeBlock(block));
    this.#block = undefined;
    if (this.blocks.length > MAX_BLOCKS) throw new Refusal("too-complex");
  }
}

function closeBlock({ direction, kind, fields }: OpenBlock): ServerBlock {
  const first = (name: string) => fields.get(name)?.[0] ?? "";
  return {
    direction,
    kind: kind.trim().toLowerCase(),
    hostname: first("hostname"),
    port: first("port"),
    socketType: first("socketType"),
    username: first("username"),
    authentication: fields.get("authentication") ?? [],
  };
}
