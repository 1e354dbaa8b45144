import type { Anomaly } from "#shared/domain/document";
import { attribute, descendants, elementsOf, textOf, type XmlElement } from "../cda/xml/xml-element";
import { bareUuid, namespaces } from "./ebrim";

/** Order of the children of a registry object (ebRIM 3.0 schema). */
export const childOrder = [
  "Slot",
  "Name",
  "Description",
  "VersionInfo",
  "Classification",
  "ExternalIdentifier",
] as const;

/** How a METADATA departs from ebRIM 3.0: version, order of children, references to other objects, short associations, double escapes. */
export function formFaults(root: XmlElement, objects: readonly XmlElement[]): Anomaly[] {
  const faults: Anomaly[] = [];
  if (objects.some((each) => each.uri !== namespaces.rim)) faults.push({ code: "metadata-version" });
  if (objects.some((each) => !isOrdered(each))) faults.push({ code: "metadata-order" });
  if (objects.some((each) => !pointsToItself(each)) || !membersKnown(root, objects))
    faults.push({ code: "metadata-reference" });
  const associations = descendants(root, "Association");
  if (associations.some((each) => !attribute(each, "associationType").startsWith("urn:")))
    faults.push({ code: "metadata-association" });
  if (
    descendants(root, "Value").some((each) => textOf(each).includes("&amp;")) ||
    identifiers(root).some((each) => attribute(each, "value").includes("&amp;"))
  )
    faults.push({ code: "metadata-escape" });
  return faults;
}

function isOrdered(object: XmlElement): boolean {
  const ranks = elementsOf(object).map((child) => childOrder.findIndex((name) => name === child.local));
  return ranks.every((rank, index) => rank >= (ranks[index - 1] ?? 0));
}

function pointsToItself(object: XmlElement): boolean {
  const id = bareUuid(attribute(object, "id"));
  return elementsOf(object)
    .map((child) => attribute(child, "classifiedObject") || attribute(child, "registryObject"))
    .every((owner) => owner === "" || bareUuid(owner) === id);
}

function membersKnown(root: XmlElement, objects: readonly XmlElement[]): boolean {
  const known = new Set(objects.map((each) => bareUuid(attribute(each, "id"))));
  return descendants(root, "Association")
    .filter((each) => /(^|:)HasMember$/.test(attribute(each, "associationType")))
    .every(
      (each) =>
        known.has(bareUuid(attribute(each, "sourceObject"))) && known.has(bareUuid(attribute(each, "targetObject"))),
    );
}

function identifiers(root: XmlElement): XmlElement[] {
  return descendants(root, "ExternalIdentifier");
}
