import type { Anomaly } from "#shared/domain/document";
import type { ArchiveEntry } from "../zip/read-archive";
import type { SetFolder } from "./archive-layout";
import { digestsOf } from "./digests";
import { slot, slotValues, type MetadataObject } from "./parse-metadata";

/** The file of a document entry, when found, and how it had to be found. */
export type Located = { readonly entry: ArchiveEntry | undefined; readonly anomalies: readonly Anomaly[] };

/**
 * Finds the file of a document entry from the folder of its own METADATA only: two sets may hold the same file name.
 * Exact name first, then ignoring case; without URI: the only XML of the folder, else by hash, else by size.
 */
export function locateDocument(object: MetadataObject, folder: SetFolder, entries: readonly ArchiveEntry[]): Located {
  const uri = uriOf(object);
  if (uri === "") {
    const entry = withoutUri(object, folder, entries);
    const code = entry ? "document-uri-missing" : "document-missing";
    return { entry, anomalies: [{ code, ...(entry ? { about: entry.name } : {}) }] };
  }
  const path = resolve(folder.base, uri);
  if (path === undefined) return { entry: undefined, anomalies: [{ code: "document-uri-unsafe" }] };
  const exact = entries.find((entry) => entry.name === path) ?? entries.find((entry) => entry.name === decoded(path));
  if (exact) return { entry: exact, anomalies: [] };
  const close = entries.find((entry) => entry.name.toLowerCase() === path.toLowerCase());
  return {
    entry: close,
    anomalies: [{ code: close ? "document-name-case" : "document-missing", about: close?.name ?? path.slice(0, 120) }],
  };
}

function uriOf(object: MetadataObject): string {
  const values = slotValues(object, "URI");
  // A long URI is cut in numbered pieces: `1|http…`, `2|…` (IHE ITI TF-3 §4.2.3.2.27).
  const pieces = values.map((value) => /^(\d+)\|(.*)$/s.exec(value));
  if (values.length > 0 && pieces.every((piece) => piece !== null)) {
    return pieces
      .toSorted((a, b) => Number(a?.[1]) - Number(b?.[1]))
      .map((piece) => piece?.[2] ?? "")
      .join("");
  }
  return (values[0] ?? object.attributes.get("uri") ?? object.attributes.get("URI") ?? "").trim();
}

function resolve(base: string, uri: string): string | undefined {
  const relative = uri.replaceAll("\\", "/");
  if (relative.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(relative) || /[\u0000-\u001F]/.test(relative))
    return undefined;
  const steps = base.split("/").filter(Boolean);
  for (const step of relative.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join("/");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withoutUri(
  object: MetadataObject,
  folder: SetFolder,
  entries: readonly ArchiveEntry[],
): ArchiveEntry | undefined {
  const near = entries.filter(
    (entry) =>
      entry !== folder.metadata &&
      entry.name.startsWith(folder.base) &&
      !entry.name.slice(folder.base.length).includes("/"),
  );
  const documents = near.filter((entry) => /\.xml$/i.test(entry.name));
  if (documents.length === 1) return documents[0];
  const hash = slot(object, "hash").trim().toLowerCase();
  const byHash = hash === "" ? undefined : near.find((entry) => digestsOf(entry).sha1 === hash);
  if (byHash) return byHash;
  const size = slot(object, "size").trim();
  const bySize = near.filter((entry) => String(entry.size) === size);
  return bySize.length === 1 ? bySize[0] : undefined;
}
