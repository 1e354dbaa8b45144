import type { Entry } from "ldapts";
import type { LdapField } from "#shared/domain/live-directory";
import { cleanAddress, cleanText, type Finding, kindOf } from "../finding";
import { professionLabel } from "../vocabulary";
import type { AttributeMap } from "./attribute-map";

const MOST_ADDRESSES = 10;

/** The mailboxes of one LDAP entry: none when it has no usable address, several when it has several. */
export function findingsOfEntry(entry: Entry, map: AttributeMap): readonly Finding[] {
  const values = lowerCased(entry);
  const all = (field: LdapField): readonly string[] =>
    map.read[field].flatMap((name) => values.get(name.toLowerCase()) ?? []);
  const one = (field: LdapField, most = 200): string =>
    all(field)
      .map((text) => cleanText(text, most))
      .find((text) => text !== "") ?? "";
  const [family, given, structure] = [one("family", 120), one("given", 120), one("structure")];
  const kind = kindOf(one("kind"));
  const shared = {
    kind,
    family: kind === "ORG" || kind === "APP" ? "" : family,
    given,
    name: [family, given].filter((text) => text !== "").join(" ") || one("display") || structure,
    profession: one("profession") || professionLabel(one("professionCode", 10)),
    specialty: one("specialty"),
    idNat: one("idNat", 40).replaceAll(/[^\dA-Z]/giu, ""),
    situations: situationsOf({
      structure,
      service: one("service"),
      street: one("street"),
      postalCode: one("postalCode", 10),
      city: one("city", 80),
    }),
    rank: null,
    scope: kind === "ORG" || kind === "APP" ? ("structure" as const) : ("person" as const),
    source: "ldap" as const,
  };
  const addresses = all("address")
    .slice(0, MOST_ADDRESSES)
    .flatMap((value) => cleanAddress(value) ?? []);
  return [...new Set(addresses)].map((address) => ({ ...shared, address, name: shared.name || address }));
}

const situationsOf = (situation: Finding["situations"][number]): Finding["situations"] =>
  Object.values(situation).some((text) => text !== "") ? [situation] : [];

/** Attribute names compare without case (RFC 4512 §2.5); a binary value is not text. */
function lowerCased(entry: Entry): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(entry).map(([name, value]) => {
      const texts = (Array.isArray(value) ? value : [value]).flatMap((each) =>
        typeof each === "string" ? [each] : [],
      );
      return [name.toLowerCase(), texts.filter((text) => text !== "")];
    }),
  );
}
