import type { UpdateFailure } from "#shared/domain/update";
import type { Manifest, UpdateFile } from "./manifest";

/** The copy that runs; `schema` is the number of the last migration of its store. */
export type RunningCopy = {
  readonly version: string;
  readonly copy: "release" | "test" | "development";
  readonly platform: string;
  readonly installed: "folder" | "system";
  readonly schema: number;
};

/** The newest manifest that was believed. */
export type Seen = { readonly version: string; readonly date: string };

/** What a believed manifest means for this copy. */
export type Judgement =
  | { readonly kind: "current" }
  | { readonly kind: "offered"; readonly file: UpdateFile }
  | { readonly kind: "refused"; readonly code: UpdateFailure };

/**
 * Whether a verified manifest brings something. One past its date is a server that was frozen, one older than what was seen is a way back to
 * faults that were mended: both are refused, whoever signed them.
 */
export function judge(manifest: Manifest, running: RunningCopy, seen: Seen | null, now: Date): Judgement {
  const refused = (code: UpdateFailure): Judgement => ({ kind: "refused", code });
  if (!isFor(manifest, running)) return refused("no-file");
  if (Date.parse(manifest.expires) <= now.getTime()) return refused("expired");
  if (isOlder(manifest, seen)) return refused("older");
  const order = compareVersions(manifest.version, running.version);
  // A copy whose own version is not three numbers is not made older by that.
  if (Number.isNaN(order) || order <= 0) return { kind: "current" };
  if (running.schema < manifest.minSchema) return refused("too-old-data");
  const files = Object.hasOwn(manifest.files, running.platform) ? manifest.files[running.platform] : undefined;
  const file = files?.[running.installed];
  return file === undefined ? refused("no-file") : { kind: "offered", file };
}

/** Whether a manifest speaks of copies like this one: what it says of others is nothing to remember, or their numbers would bar the way of its own. */
export const isFor = ({ copy }: Manifest, running: RunningCopy): boolean =>
  copy === (running.copy === "release" ? "release" : "test");

function isOlder({ version, date }: Manifest, seen: Seen | null): boolean {
  if (seen === null) return false;
  const order = compareVersions(version, seen.version);
  return order < 0 || (order === 0 && Date.parse(date) < Date.parse(seen.date));
}

/** The order of two versions `a.b.c`: negative when the first is the older, NaN when one is not of numbers. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
