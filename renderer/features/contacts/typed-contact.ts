import { type ContactFields, NO_CONTACT } from "#shared/domain/contact";
import { type AddressFault, parseAddress } from "#shared/rules/address";

/** A contact as it is typed: its addresses one a line. */
export type TypedContact = Omit<ContactFields, "addresses"> & { readonly addresses: string };

/** What is shown in the form. */
export function typedContact(fields: ContactFields = NO_CONTACT): TypedContact {
  const { name, kind, profession, specialty, structure, postalCode, city, idNat, note } = fields;
  const addresses = fields.addresses.join("\n");
  return { name, kind, profession, specialty, structure, postalCode, city, idNat, note, addresses };
}

/** What is saved: each text on one line, addresses cut at lines, commas and semicolons. */
export function savedContact(typed: TypedContact): ContactFields {
  const line = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return {
    name: line(typed.name),
    kind: typed.kind,
    profession: line(typed.profession),
    specialty: line(typed.specialty),
    structure: line(typed.structure),
    postalCode: line(typed.postalCode),
    city: line(typed.city),
    idNat: typed.idNat.replace(/\D/gu, ""),
    note: typed.note
      .replace(/\r\n?/gu, "\n")
      .replace(/[^\P{Cc}\n]/gu, " ")
      .trim(),
    addresses: addressesOf(typed.addresses),
  };
}

/** What is wrong before saving: no name, no address, or the first address that is none. */
export function contactFault(typed: TypedContact): "name" | AddressFault | null {
  if (typed.name.trim() === "") return "name";
  const addresses = addressesOf(typed.addresses);
  if (addresses.length === 0) return "empty";
  for (const address of addresses) {
    const parsed = parseAddress(address);
    if (!parsed.ok) return parsed.code;
  }
  return null;
}

const addressesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/u)
      .map((address) => address.trim().toLowerCase())
      .filter((address) => address !== ""),
  ),
];
