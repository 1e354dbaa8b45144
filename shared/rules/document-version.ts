/** A document already stored. `matricule` is empty without INS; `authors` and `organizations` are identifiers, not names. */
export type KnownVersion = {
  readonly id: string;
  readonly setId: string;
  readonly version: number | null;
  readonly replaces: string | null;
  readonly matricule: string;
  readonly authors: readonly string[];
  readonly organizations: readonly string[];
  readonly state: "current" | "replaced" | "deleted";
  readonly sha256: string;
};

/** A document that arrives, with what its sender asks for. */
export type IncomingVersion = Omit<KnownVersion, "state"> & { readonly action: "new" | "replace" | "delete" };

/** What becomes of an arriving document (xdm-cda-ins §7); codes are the ANS application codes. */
export type VersionDecision =
  | { readonly outcome: "store"; readonly flag: "replaces-unreceived" | null }
  /** Stored, but a newer version is already here: it is shown as replaced. */
  | { readonly outcome: "store-replaced"; readonly by: string }
  | { readonly outcome: "replace"; readonly targetId: string; readonly supersedes: readonly string[] }
  /** Applied only once a person confirms (LGC.MSS/UX.05). */
  | { readonly outcome: "delete"; readonly targetId: string }
  | { readonly outcome: "already-here"; readonly id: string }
  | { readonly outcome: "inform"; readonly reason: "delete-unknown" | "already-deleted" }
  | {
      readonly outcome: "manual";
      readonly code: 900 | 901 | 906;
      readonly reason: ManualReason;
      readonly targetId: string;
    }
  | { readonly outcome: "refuse"; readonly reason: "other-patient"; readonly targetId: string };

export type ManualReason = "not-latest" | "author-not-allowed" | "same-id-other-content" | "patient-unverified";

/** Documents of one chain: linked by setId or by replacement, whichever the senders wrote. */
const chainOf = (incoming: IncomingVersion, known: readonly KnownVersion[]): readonly KnownVersion[] => {
  const chain = new Map<string, KnownVersion>();
  const ids = new Set([incoming.id, ...(incoming.replaces === null ? [] : [incoming.replaces])]);
  const sets = new Set(incoming.setId === "" ? [] : [incoming.setId]);
  for (let before = -1; before !== chain.size;) {
    before = chain.size;
    for (const one of known) {
      const linked = ids.has(one.id) || (one.replaces !== null && ids.has(one.replaces)) || sets.has(one.setId);
      if (!linked || chain.has(one.id)) continue;
      chain.set(one.id, one);
      ids.add(one.id);
      if (one.replaces !== null) ids.add(one.replaces);
      if (one.setId !== "") sets.add(one.setId);
    }
  }
  return [...chain.values()];
};

/** Latest first; between equal numbers the id decides, so that the order of the store never does. */
const byVersion = (a: KnownVersion, b: KnownVersion): number =>
  (b.version ?? 0) - (a.version ?? 0) || (a.id < b.id ? -1 : Number(a.id > b.id));

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => one !== "" && b.includes(one));

/** Patient and author checks that every link to a stored document must pass (steps 4 and 5). */
const forbidden = (incoming: IncomingVersion, target: KnownVersion): VersionDecision | null => {
  const targetId = target.id;
  if (incoming.matricule !== target.matricule) return { outcome: "refuse", reason: "other-patient", targetId };
  if (incoming.matricule === "") return { outcome: "manual", code: 906, reason: "patient-unverified", targetId };
  const allowed = share(incoming.authors, target.authors) || share(incoming.organizations, target.organizations);
  return allowed ? null : { outcome: "manual", code: 901, reason: "author-not-allowed", targetId };
};

const decideDelete = (incoming: IncomingVersion, chain: readonly KnownVersion[]): VersionDecision => {
  const exact = chain.find((one) => one.id === incoming.id);
  const [latest, other] = chain.filter((one) => one.state === "current").toSorted(byVersion);
  // Two documents in force under one number: which one is the latest is for a person to say.
  const doubtful = other !== undefined && (other.version ?? 0) === (latest?.version ?? 0);
  const target = exact ?? latest;
  if (target === undefined) return { outcome: "inform", reason: "delete-unknown" };
  const stop = forbidden(incoming, target);
  if (stop !== null) return stop;
  if (target.state === "deleted") return { outcome: "inform", reason: "already-deleted" };
  if (target !== latest || doubtful || exact === undefined)
    return { outcome: "manual", code: 900, reason: "not-latest", targetId: target.id };
  return { outcome: "delete", targetId: target.id };
};

/** A version that came before this one arrived: by its link, or by its number within the same set. */
const newerThan = (incoming: IncomingVersion, chain: readonly KnownVersion[]): KnownVersion | undefined =>
  chain.find((one) => one.replaces === incoming.id) ??
  chain
    .filter((one) => one.setId !== "" && one.setId === incoming.setId)
    .filter((one) => incoming.version !== null && one.version !== null && one.version > incoming.version)
    .toSorted(byVersion)[0];

const decideStored = (incoming: IncomingVersion, stored: KnownVersion): VersionDecision => {
  const targetId = stored.id;
  if (stored.matricule !== incoming.matricule) return { outcome: "refuse", reason: "other-patient", targetId };
  // Any change of content makes a new id: the same id with other bytes is a fault or a forgery.
  if (stored.sha256 !== incoming.sha256)
    return { outcome: "manual", code: 906, reason: "same-id-other-content", targetId };
  return { outcome: "already-here", id: targetId };
};

/** Decides what an arriving document does to the stored ones; `known` may hold documents of other chains and patients. */
export const decideVersion = (incoming: IncomingVersion, known: readonly KnownVersion[]): VersionDecision => {
  const chain = chainOf(incoming, known);
  if (incoming.action === "delete") return decideDelete(incoming, chain);
  const stored = chain.find((one) => one.id === incoming.id);
  if (stored !== undefined) return decideStored(incoming, stored);
  const newer = newerThan(incoming, chain);
  const sameNumber = chain.some((one) => one.version !== null && one.version === incoming.version);
  if (newer !== undefined && !sameNumber) {
    return forbidden(incoming, newer) ?? { outcome: "store-replaced", by: newer.id };
  }
  const current = chain.filter((one) => one.state === "current").toSorted(byVersion);
  const target = chain.find((one) => one.id === incoming.replaces) ?? current[0] ?? chain.toSorted(byVersion)[0];
  if (target === undefined) {
    const unreceived = incoming.action === "replace" || incoming.replaces !== null;
    return { outcome: "store", flag: unreceived ? "replaces-unreceived" : null };
  }
  const stop = forbidden(incoming, target);
  if (stop !== null) return stop;
  if (target !== current[0] || sameNumber)
    return { outcome: "manual", code: 900, reason: "not-latest", targetId: target.id };
  return { outcome: "replace", targetId: target.id, supersedes: current.map((one) => one.id) };
};
