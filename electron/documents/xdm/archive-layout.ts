import type { AnomalyCode } from "#shared/domain/anomaly-codes";
import type { Anomaly } from "#shared/domain/document";
import type { ArchiveEntry } from "../zip/read-archive";

/** Where a submission set lives: its METADATA and the folder that its URIs start from (empty: the root; else ends with `/`). */
export type SetFolder = { readonly metadata: ArchiveEntry; readonly base: string };

const metadataName = /(^|\/)METADATA\.XML$/i;
const exactPlace = /^IHE_XDM\/[^/]+\/METADATA\.XML$/;

/** Whether an entry is litter of a file manager or an editor; dropped before anything else, since `._METADATA.XML` is not XML. */
export function isJunk(name: string): boolean {
  const steps = name.split("/");
  const file = (steps.at(-1) ?? "").toLowerCase();
  if (steps.some((step) => ["__macosx", ".svn", ".git"].includes(step.toLowerCase()))) return true;
  return (
    file.startsWith("._") ||
    [".ds_store", "thumbs.db", "desktop.ini"].includes(file) ||
    /\.(swp|swo|bak|tmp)$|~$/.test(file)
  );
}

/** Whether a list of names looks like an XDM: `certain` with `IHE_XDM/<set>/METADATA.XML`, `possible` with a METADATA elsewhere. */
export function layoutOf(names: readonly string[]): "certain" | "possible" | "none" {
  const found = names.filter((name) => !isJunk(name) && metadataName.test(name));
  if (found.some((name) => /(^|\/)IHE_XDM\/[^/]+\/METADATA\.XML$/i.test(name))) return "certain";
  return found.length > 0 ? "possible" : "none";
}

/** The submission sets of an archive, in the order of their names, and how its layout departs from ITI-32. */
export function setFolders(entries: readonly ArchiveEntry[]): {
  folders: readonly SetFolder[];
  anomalies: readonly Anomaly[];
} {
  const folders = entries
    .filter(({ name }) => metadataName.test(name))
    .map((metadata) => ({ metadata, base: metadata.name.slice(0, metadata.name.lastIndexOf("/") + 1) }))
    .toSorted((a, b) => (a.base < b.base ? -1 : 1));
  const anomalies: Anomaly[] = [];
  for (const { metadata } of folders) {
    if (!exactPlace.test(metadata.name)) anomalies.push({ code: placeAnomaly(metadata.name), about: metadata.name });
  }
  const names = entries.map(({ name }) => name);
  for (const [file, code] of [
    ["README.TXT", "xdm-readme-missing"],
    ["INDEX.HTM", "xdm-index-missing"],
  ] as const) {
    if (names.includes(file)) continue;
    const other = names.find((name) => name.toUpperCase() === file);
    anomalies.push(other === undefined ? { code } : { code: "xdm-name-case", about: other });
  }
  return { folders, anomalies };
}

function placeAnomaly(name: string): AnomalyCode {
  const steps = name.toUpperCase().split("/");
  if (steps.at(-3) !== "IHE_XDM") return "xdm-no-ihe-folder";
  return steps.length > 3 ? "xdm-extra-folder" : "xdm-name-case";
}
