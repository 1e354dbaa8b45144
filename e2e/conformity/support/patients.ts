import type { Input } from "#shared/contract/index";
import { newMark, newPatient } from "./mail";

type Traits = Input<"patients.save">["traits"];

/** The OID of the test range of INS. */
export const TEST_OID = "1.2.250.1.213.1.4.10";

/** Traits of a fictitious person whom no document names. */
export function traitsOfNobody(change: Partial<Traits> = {}): Traits {
  // Each digit as a letter of its own: without them a name could be two letters long, and found within another's.
  const letters = newMark()
    .replaceAll(/\d/gu, (digit) => "ghijklmnop".charAt(Number(digit)))
    .toUpperCase();
  return {
    birthName: `DEMO-${letters}`,
    firstName: "CAMILLE",
    names: "CAMILLE",
    sex: "female",
    birthDate: "19790312",
    birthPlace: "99999",
    ins: null,
    status: "PROV",
    ...change,
  };
}

/** A fictitious person with a qualified INS of the test range, and the address made of it. */
export function qualifiedPatient(): { readonly traits: Traits; readonly address: string; readonly matricule: string } {
  const { matricule, address } = newPatient();
  return { matricule, address, traits: traitsOfNobody({ ins: { matricule, oid: TEST_OID }, status: "QUAL" }) };
}
