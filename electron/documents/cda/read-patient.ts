import type { DocumentPatient } from "#shared/domain/document";
import type { Ins, Sex } from "#shared/domain/patient";
import { insRank, isInsOid } from "./identifiers";
import { attribute, childrenOf, find, lineOf, type XmlElement } from "./xml/xml-element";

const sexes: ReadonlyMap<string, Sex> = new Map([
  ["M", "male"],
  ["F", "female"],
]);

/** What `recordTarget/patientRole` says of the patient; a trait that the document does not state is an empty string, never deduced. */
export function readPatient(role: XmlElement | undefined): DocumentPatient {
  const patient = find(role, "patient");
  const name = find(patient, "name");
  const identifiers = childrenOf(role, "id").map((id) => ({
    root: attribute(id, "root").trim(),
    extension: attribute(id, "extension").trim(),
  }));
  const used = usedNames(name);
  return {
    birthName: qualified(name, "family", "BR"),
    firstName: qualified(name, "given", "BR"),
    names: qualified(name, "given", ""),
    ...used,
    sex: sexes.get(attribute(find(patient, "administrativeGenderCode"), "code").toUpperCase()) ?? "unknown",
    birthDate: birthDate(attribute(find(patient, "birthTime"), "value")),
    birthPlace: lineOf(find(patient, "birthplace", "place", "addr", "county")),
    ins: insOf(identifiers),
    localIds: identifiers.filter(({ root, extension }) => extension !== "" && !isInsOid(root)),
  };
}

function usedNames(name: XmlElement | undefined): Pick<DocumentPatient, "usedName" | "usedFirstName"> {
  // Before the INS a family name came without qualifier: it is shown, but as a used name, since nothing says it is the birth name.
  const usedName = qualified(name, "family", "CL") || qualified(name, "family", "SP") || qualified(name, "family", "");
  const usedFirstName = qualified(name, "given", "CL");
  return { ...(usedName ? { usedName } : {}), ...(usedFirstName ? { usedFirstName } : {}) };
}

function qualified(name: XmlElement | undefined, part: "family" | "given", qualifier: string): string {
  return childrenOf(name, part)
    .filter((each) => attribute(each, "qualifier").toUpperCase() === qualifier)
    .map(lineOf)
    .filter((text) => text !== "")
    .join(" ");
}

function birthDate(written: string): string {
  const digits = /^\d{8}/.exec(written.trim());
  return digits ? digits[0] : "";
}

function insOf(identifiers: readonly { root: string; extension: string }[]): Ins | null {
  const [first] = identifiers
    .filter(({ root, extension }) => isInsOid(root) && extension !== "")
    .toSorted((a, b) => insRank(a.root) - insRank(b.root));
  return first ? { matricule: first.extension, oid: first.root } : null;
}
