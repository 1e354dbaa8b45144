import type { LdapField } from "#shared/domain/live-directory";

/**
 * The attribute names of each field, first present wins. `read`: looked at in what comes back, guesses do no harm. `asked`: known to exist, so a
 * filter may use them; a wrong name in a filter looks like "nobody found" and gives no error.
 */
export type AttributeMap = {
  readonly read: Readonly<Record<LdapField, readonly string[]>>;
  readonly asked: Readonly<Partial<Record<LdapField, readonly string[]>>>;
};

/**
 * The national directory: its schema is not public, only what every mail client asks of it is sure (mail, cn, sn, givenName); the rest are the usual
 * names of RFC 4519 and inetOrgPerson, until the probe has seen them.
 */
export const NATIONAL_MAP: AttributeMap = {
  read: {
    address: ["mail"],
    display: ["cn", "displayName"],
    family: ["sn"],
    given: ["givenName"],
    kind: ["employeeType"],
    idNat: ["uid", "employeeNumber"],
    professionCode: [],
    profession: ["title"],
    specialty: [],
    structure: ["o"],
    service: ["ou", "departmentNumber"],
    street: ["street"],
    postalCode: ["postalCode"],
    city: ["l"],
  },
  asked: { address: ["mail"], display: ["cn"], family: ["sn"], given: ["givenName"] },
};

/** The make-believe directory of the demonstration and of the tests. */
export const DEMO_MAP: AttributeMap = {
  read: {
    ...NATIONAL_MAP.read,
    kind: ["demoTypeBal"],
    idNat: ["demoIdNat"],
    professionCode: ["demoCodeProfession"],
    profession: ["demoProfession"],
    specialty: ["demoSpecialite"],
    service: [],
  },
  asked: {
    ...NATIONAL_MAP.asked,
    kind: ["demoTypeBal"],
    idNat: ["demoIdNat"],
    professionCode: ["demoCodeProfession"],
    profession: ["demoProfession"],
    specialty: ["demoSpecialite"],
    structure: ["o"],
    street: ["street"],
    postalCode: ["postalCode"],
    city: ["l"],
  },
};

/** Every attribute to request, once each. */
export const attributesToRead = (map: AttributeMap): string[] => [...new Set(Object.values(map.read).flat())];

/** Where what was learned of this directory is kept; `seen`: names on its entries. */
export type KeptAttributes = {
  readonly read: () => Promise<AttributeMap | null>;
  readonly keep: (map: AttributeMap, seen: readonly string[]) => Promise<void>;
};

/** The map with one field under one name, or under none. */
export function withAttribute(map: AttributeMap, field: LdapField, name: string | null): AttributeMap {
  const names = name === null ? [] : [name];
  return { read: { ...map.read, [field]: names }, asked: { ...map.asked, [field]: names } };
}
