import { TLSSocket } from "node:tls";
import { PresenceFilter } from "ldapts";
import type { AttributeMap } from "./attribute-map";
import type { DirectoryClient } from "./client";
import { learnAttributes, type Sample } from "./learn-attributes";

/** "Tester l'annuaire": names and codes only, never an entry. `missing`: attributes of the map that neither an entry nor the schema shows. */
export type LdapProbe = {
  readonly steps: readonly {
    readonly step: "root" | "schema" | "base" | "entries";
    readonly code: number;
    readonly count: number;
  }[];
  readonly attributes: readonly string[];
  readonly objectClasses: readonly string[];
  readonly schema: readonly string[];
  readonly startTls: boolean;
  readonly missing: readonly string[];
  /** The map that was learned, and whether the questions are protected. */
  readonly learned: AttributeMap;
  readonly isProtected: boolean;
};

const SAMPLE = 40;
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/u;
const MOST_NAMES = 2000;

/** Asks the root entry, the schema, the base and a few mailboxes, and keeps what they are called. A refused step has its code and does not stop the others. */
export async function probeLdap(client: DirectoryClient, base: string, map: AttributeMap): Promise<LdapProbe> {
  const root = await step(client, "", { scope: "base", attributes: ["supportedExtension", "subschemaSubentry"] });
  const schema = await schemaAttributes(client).catch(() => new Set<string>());
  const schemaCode = client.status ?? -1;
  const top = await step(client, base, { scope: "base" });
  const [mail = "mail"] = map.asked.address ?? [];
  const sample = await step(client, base, {
    scope: "sub",
    filter: new PresenceFilter({ attribute: mail }),
    sizeLimit: SAMPLE,
  });
  const values = valuesOf(sample.entries);
  const attributes = [...values.keys()];
  const known = new Set([...schema, ...attributes.map((name) => name.toLowerCase())]);
  return {
    steps: [
      { step: "root", code: root.code, count: root.entries.length },
      { step: "schema", code: schemaCode, count: schema.size },
      { step: "base", code: top.code, count: top.entries.length },
      { step: "entries", code: sample.code, count: sample.entries.length },
    ],
    attributes: attributes.toSorted(),
    objectClasses: namesIn(sample.entries, "objectClass"),
    schema: [...schema].sort(),
    startTls: namesIn(root.entries, "supportedExtension", /^[\d.]+$/u).includes("1.3.6.1.4.1.1466.20037"),
    missing:
      known.size === 0
        ? []
        : [...new Set(Object.values(map.asked).flat())].filter((name) => !known.has(name.toLowerCase())),
    learned: learnAttributes(map, values, [...schema]),
    isProtected: client.socket instanceof TLSSocket,
  };
}

/** What the entries say, by attribute; operational and binary values aside. */
function valuesOf(entries: Step["entries"]): Sample {
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry)))];
  return new Map(
    names
      .filter((name) => name !== "dn" && name !== "objectClass" && NAME.test(name))
      .map((name) => [
        name,
        entries.flatMap((entry) => [entry[name]].flat()).filter((value) => typeof value === "string"),
      ]),
  );
}

/** Lower-cased attribute names of the server's schema (RFC 4512 §4.2); empty when it does not say. */
export async function schemaAttributes(client: DirectoryClient): Promise<ReadonlySet<string>> {
  const root = await client.search("", { scope: "base", sizeLimit: 1, attributes: ["subschemaSubentry"] });
  const dn = [root.searchEntries[0]?.["subschemaSubentry"]].flat().find((value) => typeof value === "string");
  if (dn === undefined || dn === "" || dn.length > 250) return new Set();
  const filter = new PresenceFilter({ attribute: "objectClass" });
  const found = await client.search(dn, { scope: "base", filter, sizeLimit: 1, attributes: ["attributeTypes"] });
  const definitions = [found.searchEntries[0]?.["attributeTypes"] ?? []].flat().slice(0, MOST_NAMES);
  return new Set(definitions.flatMap((definition) => namesOfDefinition(String(definition).slice(0, 2000))));
}

function namesOfDefinition(definition: string): readonly string[] {
  const list = /\bNAME \(? ?((?:'[\w-]{1,64}' ?){1,10})/u.exec(definition)?.[1] ?? "";
  return list
    .split("'")
    .filter((name) => NAME.test(name))
    .map((name) => name.toLowerCase());
}

type Step = { readonly code: number; readonly entries: readonly Readonly<Record<string, unknown>>[] };

async function step(
  client: DirectoryClient,
  base: string,
  options: Parameters<DirectoryClient["search"]>[1],
): Promise<Step> {
  try {
    const { searchEntries } = await client.search(base, { sizeLimit: SAMPLE, ...options });
    return { code: client.status ?? 0, entries: searchEntries };
  } catch (error) {
    // A refused step has a code; a lost connection ends the probe.
    if (client.isConnected && error instanceof Error && "code" in error && typeof error.code === "number")
      return { code: error.code, entries: [] };
    throw error;
  }
}

const namesIn = (entries: Step["entries"], attribute: string, shape = NAME): readonly string[] =>
  [
    ...new Set(
      entries
        .flatMap((entry) => [entry[attribute]].flat())
        .filter((name) => typeof name === "string" && shape.test(name)),
    ),
  ].map(String);
