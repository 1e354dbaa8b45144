import { cdaOf, clinicalDocument, parseCda, type ReadCda } from "../cda/read-cda";
import { DocumentError } from "../document-error";
import type { ArchiveEntry } from "../zip/read-archive";

/** What a file is as a CDA: read, refused (with the reason), or something else than a CDA. */
export type CdaOutcome =
  | { readonly kind: "cda"; readonly cda: ReadCda }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "other" };

/** Reads the CDA of each file at most once, however many entries of METADATA name it. */
export function cdaReader(): (entry: ArchiveEntry, mimeType: string) => CdaOutcome {
  const known = new Map<ArchiveEntry, CdaOutcome>();
  return (entry, mimeType) => {
    if (!/xml|xslt/i.test(mimeType) && !/\.xml$/i.test(entry.name)) return { kind: "other" };
    let outcome = known.get(entry);
    if (!outcome) {
      outcome = outcomeOf(entry.bytes);
      known.set(entry, outcome);
    }
    return outcome;
  };
}

function outcomeOf(bytes: Uint8Array): CdaOutcome {
  try {
    const file = parseCda(bytes);
    return clinicalDocument(file.root) ? { kind: "cda", cda: cdaOf(file) } : { kind: "other" };
  } catch (cause) {
    if (cause instanceof DocumentError) return { kind: "refused", code: cause.code };
    throw cause;
  }
}
