import { SaxesParser } from "saxes";
import { PliError } from "#shared/domain/failure";
import { normalHost } from "#shared/domain/environment";

const NAMESPACE = "https://listeblanche.mssante.fr/schema";
const MOST_DOMAINS = 50_000;
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The domains of the operators' white list (`//n:Domaine/n:Nom`, namespace of 2018), lower-cased, names in Unicode as DNS writes them. No DOCTYPE, hence
 * no entity. Throws `white-list-unreadable` for anything else, an empty list included: that would close the whole espace de confiance.
 */
export function readWhiteList(bytes: Uint8Array): readonly string[] {
  const domains = new Set<string>();
  const path: string[] = [];
  let text = "";
  try {
    if (bytes.length > MOST_BYTES) throw new Error("size");
    const parser = new SaxesParser({ xmlns: true });
    parser.on("doctype", () => refuse("doctype"));
    parser.on("error", (error) => refuse(error.message));
    parser.on("opentag", ({ uri, local }) => {
      path.push(uri === NAMESPACE ? local : "");
      text = "";
      if (path.length > 16) refuse("depth");
    });
    parser.on("text", (piece) => {
      if (text.length < 300) text += piece;
    });
    parser.on("closetag", () => {
      if (path.at(-1) === "Nom" && path.at(-2) === "Domaine") domains.add(asciiDomain(text.trim()));
      path.pop();
      if (domains.size > MOST_DOMAINS) refuse("count");
    });
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch (error) {
    throw new PliError("white-list-unreadable", { cause: error });
  }
  domains.delete("");
  if (domains.size === 0) throw new PliError("white-list-unreadable");
  return [...domains].toSorted();
}

function refuse(why: string): never {
  throw new Error(why);
}

/** Empty when it is no domain. */
function asciiDomain(text: string): string {
  if (!URL.canParse(`https://${text}`)) return "";
  return normalHost(new URL(`https://${text}`).hostname) ?? "";
}
