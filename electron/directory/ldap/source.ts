import { LDAP_FIELDS } from "#shared/domain/live-directory";
import { DirectoryError } from "../failure";
import { MOST_ENTRIES, type SourceAnswer } from "../finding";
import { matches } from "../matches";
import { isPrecise, type Question } from "../question";
import type { Pace, Source } from "../source";
import { type AttributeMap, attributesToRead, type KeptAttributes } from "./attribute-map";
import type { DirectoryClient } from "./client";
import { clientOpener, type LdapAddress } from "./connect";
import { findingsOfEntry } from "./entry";
import { filterOf } from "./filters";
import { createLane, type Lane } from "./lane";
import { type LdapProbe, probeLdap, schemaAttributes } from "./probe";

/** The national directory's base (réunion éditeurs 2022-06). */
export const LDAP_BASE = "ou=bal,o=mssante,c=fr";

/** Limits of the LDAP source, in milliseconds and entries; the server itself stops at 60 s and 100. */
export type LdapLimits = {
  readonly connectMs: number;
  readonly typingMs: number;
  readonly windowMs: number;
  readonly idleMs: number;
  readonly typingEntries: number;
};
export const LDAP_LIMITS: LdapLimits = {
  connectMs: 3000,
  typingMs: 8000,
  windowMs: 65_000,
  idleMs: 30_000,
  typingEntries: 40,
};

export type LdapSettings = Omit<LdapAddress, "connectTimeoutMs"> & {
  /** The names that serve until a probe has learned others. */
  readonly attributes: AttributeMap;
  /** Where what was learned is kept; forgotten with the source without it. */
  readonly kept?: KeptAttributes;
  readonly base?: string;
  readonly limits?: Partial<LdapLimits>;
};

/** The LDAP directory; `probe` reads attribute names and result codes and makes the map learn from them. */
export function createLdapSource(
  settings: LdapSettings,
): Source & { readonly probe: (signal: AbortSignal) => Promise<LdapProbe> } {
  const limits = { ...LDAP_LIMITS, ...settings.limits };
  const base = settings.base ?? LDAP_BASE;
  const open = clientOpener({ ...settings, connectTimeoutMs: limits.connectMs }, { always: undefined });
  const lane = (ms: number): Lane => createLane(open(ms), ms + limits.connectMs, limits.idleMs);
  const lanes = { typing: lane(limits.typingMs), window: lane(limits.windowMs), probe: lane(limits.typingMs) };
  const kept = settings.kept ?? keptHere();
  let schema: Promise<ReadonlySet<string>> | undefined;

  const ask = async (question: Question, pace: Pace, signal: AbortSignal): Promise<SourceAnswer> => {
    const map = (await kept.read()) ?? settings.attributes;
    const { filter, ignored } = filterOf(question, map);
    if (!isPrecise(question)) throw new DirectoryError("too-short");
    // Nothing of it is a criterion here: that is said, and nobody is asked.
    if (filter === undefined) return { findings: [], cut: "no", ignored };
    const sizeLimit = pace === "typing" ? limits.typingEntries : MOST_ENTRIES;
    const timeLimit = Math.ceil(limits[pace === "typing" ? "typingMs" : "windowMs"] / 1000);
    const found = await lanes[pace].run(async (client) => {
      const { searchEntries } = await client.search(base, {
        filter,
        sizeLimit,
        timeLimit,
        attributes: attributesToRead(map),
      });
      // An empty answer may be a wrong map: the schema tells, asked once.
      if (searchEntries.length === 0 && client.cut === "no") await refuseUnknown(client, map);
      const more = client.cut === "no" && searchEntries.length > MOST_ENTRIES;
      return { entries: searchEntries.slice(0, MOST_ENTRIES), cut: more ? ("size" as const) : client.cut };
    }, signal);
    const strict = strictFields(map);
    const findings = found.entries
      .flatMap((entry) => findingsOfEntry(entry, map))
      .filter((each) => matches(each, question, strict));
    return { findings, cut: found.cut, ignored };
  };
  const refuseUnknown = async (client: DirectoryClient, map: AttributeMap): Promise<void> => {
    schema ??= schemaAttributes(client).catch(() => new Set<string>());
    const known = await schema;
    const asked = Object.values(map.asked).flat();
    if (known.size > 0 && asked.some((name) => !known.has(name.toLowerCase())))
      throw new DirectoryError("attribute-map");
  };
  return {
    name: "ldap",
    ask,
    close: () => Object.values(lanes).forEach((each) => each.close()),
    probe: async (signal) => {
      const map = (await kept.read()) ?? settings.attributes;
      const report = await lanes.probe.run((client) => probeLdap(client, base, map), signal);
      // An entry at least: a directory that showed none has taught nothing.
      if (report.attributes.length > 0) await kept.keep(report.learned, report.attributes);
      return report;
    },
  };
}

/** Fields that this directory was asked with: an entry that lacks one would not have come. */
const strictFields = (map: AttributeMap): ReadonlySet<string> =>
  new Set(LDAP_FIELDS.filter((field) => field !== "kind" && (map.asked[field] ?? []).length > 0));

function keptHere(): KeptAttributes {
  let learned: AttributeMap | null = null;
  return {
    read: async () => learned,
    keep: async (map) => {
      learned = map;
    },
  };
}
