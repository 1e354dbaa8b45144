import type { Anomaly, Coded } from "#shared/domain/document";
import { attribute, attributesOf, descendants, elementsOf, textOf, type XmlElement } from "../cda/xml/xml-element";
import { bareUuid, uuids } from "./ebrim";
import { formFaults } from "./metadata-form";

/** An object of METADATA as nested under its own element; references between objects are never relied on. */
export type MetadataObject = {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly slots: ReadonlyMap<string, readonly string[]>;
  readonly name: string;
  readonly classifications: readonly Classification[];
  readonly identifiers: ReadonlyMap<string, string>;
};

/** A classification: its scheme (bare UUID), the coded value and its own slots. */
export type Classification = {
  readonly scheme: string;
  readonly node: string;
  readonly value: Coded;
  readonly slots: ReadonlyMap<string, readonly string[]>;
};

/** Content of a METADATA: its submission set, its documents, the ids of the documents that an XDS association says they replace. */
export type Metadata = {
  readonly set: MetadataObject | undefined;
  readonly documents: readonly MetadataObject[];
  readonly replacing: ReadonlySet<string>;
  readonly anomalies: readonly Anomaly[];
};

const documentLimit = 200;

/** Reads a parsed METADATA, ebRIM 3.0 or 2.1, by local names; `undefined` when it is not ebRIM. */
export function parseMetadata(root: XmlElement): Metadata | undefined {
  if (
    root.local !== "SubmitObjectsRequest" &&
    root.local !== "RegistryObjectList" &&
    root.local !== "LeafRegistryObjectList"
  )
    return undefined;
  const packages = descendants(root, "RegistryPackage").slice(0, documentLimit);
  const extrinsic = descendants(root, "ExtrinsicObject");
  const loose = looseParts(root);
  const documents = extrinsic.slice(0, documentLimit).map((element) => objectOf(element, loose));
  const sets = packages.map((element) => objectOf(element, loose)).filter((each) => !isFolder(each));
  const set = sets.find((each) => each.identifiers.has(uuids.setUniqueId)) ?? sets[0];
  const anomalies = [...formFaults(root, [...packages, ...extrinsic.slice(0, documentLimit)])];
  if (extrinsic.length > documentLimit) anomalies.push({ code: "metadata-too-many" });
  if (!set) anomalies.push({ code: "metadata-set-missing" });
  return { set, documents, replacing: replacingIds(root), anomalies };
}

/** First value of a slot, whatever the case of its name, or an empty string. */
export function slot(object: { readonly slots: MetadataObject["slots"] } | undefined, name: string): string {
  return slotValues(object, name)[0] ?? "";
}

/** All the values of a slot. */
export function slotValues(
  object: { readonly slots: MetadataObject["slots"] } | undefined,
  name: string,
): readonly string[] {
  return object?.slots.get(name.toLowerCase()) ?? [];
}

/** Coded value of the classification of a scheme, when there is one. */
export function codeIn(object: MetadataObject, scheme: string): Coded | undefined {
  const value = object.classifications.find((each) => each.scheme === scheme)?.value;
  return value && value.code !== "" ? value : undefined;
}

type Loose = ReadonlyMap<string, readonly XmlElement[]>;

// ebRIM 2.1 allows classifications and identifiers beside their object: they are filed by the id that they name.
function looseParts(root: XmlElement): Loose {
  const parts = new Map<string, XmlElement[]>();
  const lists = [root, ...descendants(root, "RegistryObjectList"), ...descendants(root, "LeafRegistryObjectList")];
  for (const element of lists.flatMap(elementsOf)) {
    const owner = attribute(element, "classifiedObject") || attribute(element, "registryObject");
    if (owner === "") continue;
    const key = bareUuid(owner);
    const filed = parts.get(key);
    if (filed) filed.push(element);
    else parts.set(key, [element]);
  }
  return parts;
}

function objectOf(element: XmlElement, loose: Loose): MetadataObject {
  const id = attribute(element, "id");
  const parts = [...elementsOf(element), ...(loose.get(bareUuid(id)) ?? [])];
  const identifiers = new Map<string, string>();
  for (const part of parts) {
    const scheme = bareUuid(attribute(part, "identificationScheme"));
    // Nested identifiers come first: one that only claims to belong here never wins.
    if (part.local === "ExternalIdentifier" && !identifiers.has(scheme))
      identifiers.set(scheme, plain(attribute(part, "value")));
  }
  return {
    id,
    attributes: attributesOf(element),
    slots: slotsOf(element),
    name: nameOf(element),
    classifications: parts.filter((part) => part.local === "Classification").map(classificationOf),
    identifiers,
  };
}

function classificationOf(element: XmlElement): Classification {
  const slots = slotsOf(element);
  const code = attribute(element, "nodeRepresentation").trim();
  const system = slot({ slots }, "codingScheme").trim();
  return {
    scheme: bareUuid(attribute(element, "classificationScheme")),
    node: bareUuid(attribute(element, "classificationNode")),
    value: { code, ...(system ? { system } : {}), label: nameOf(element) || code },
    slots,
  };
}

function slotsOf(element: XmlElement): ReadonlyMap<string, readonly string[]> {
  const slots = new Map<string, readonly string[]>();
  for (const each of elementsOf(element)) {
    if (each.local !== "Slot") continue;
    const values = descendants(each, "Value").map((value) => plain(textOf(value).trim()));
    slots.set(attribute(each, "name").toLowerCase(), values);
  }
  return slots;
}

function nameOf(element: XmlElement): string {
  const name = elementsOf(element).find((each) => each.local === "Name");
  const [first] = name ? descendants(name, "LocalizedString") : [];
  return attribute(first, "value")
    .replace(/[ \t\r\n]+/g, " ")
    .trim();
}

// Some senders escape `&` twice; in a slot a real `&amp;` cannot be: the ampersand of a text is written `\\T\\`.
function plain(text: string): string {
  return text.replaceAll("&amp;", "&");
}

function isFolder(object: MetadataObject): boolean {
  if (object.identifiers.has(uuids.setUniqueId)) return false;
  return (
    object.identifiers.has(uuids.folderUniqueId) || object.classifications.some((each) => each.node === uuids.folder)
  );
}

function replacingIds(root: XmlElement): ReadonlySet<string> {
  const links = descendants(root, "Association").filter((each) =>
    /(^|:)(XFRM_)?RPLC$/.test(attribute(each, "associationType")),
  );
  return new Set(links.map((each) => bareUuid(attribute(each, "sourceObject"))));
}
