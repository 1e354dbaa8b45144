/** What Pli knows of a mailbox, whatever a directory calls it. */
export type Field =
  | "address"
  | "display"
  | "family"
  | "given"
  | "kind"
  | "idNat"
  | "professionCode"
  | "profession"
  | "specialty"
  | "structure"
  | "service"
  | "street"
  | "postalCode"
  | "city";

/**
 * The attribute names of each field, first present wins. `read`: looked at in what comes back, guesses do no harm. `asked`: known to exist, so a
 * filter may use them; a wrong name in a filter looks like "nobody found" and gives no error.
 */
export type AttributeMap = {
  readonly read: Readonly<Record<Field, readonly string[]>>;
  readonly asked: Readonly<Partial<Record<Field, readonly string[]>>>;
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

/** The map after a probe: what was seen on real entries may be asked, what the schema denies is asked no more. */
export function learnAttributes(map: AttributeMap, seen: readonly string[], schema: readonly string[]): AttributeMap {
  const known = new Set([...seen, ...schema].map((name) => name.toLowerCase()));
  const present = new Set(seen.map((name) => name.toLowerCase()));
  const fields = Object.keys(map.read) as Field[];
  const asked = fields.map((field): readonly [Field, readonly string[]] => {
    const before = map.asked[field] ?? [];
    const kept = schema.length === 0 ? before : before.filter((name) => known.has(name.toLowerCase()));
    return [field, [...new Set([...kept, ...map.read[field].filter((name) => present.has(name.toLowerCase()))])]];
  });
  return { read: map.read, asked: Object.fromEntries(asked.filter(([, names]) => names.length > 0)) };
}
