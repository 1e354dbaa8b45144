import { xml, type XmlChild, type XmlPiece } from "../cda/xml/write-xml";
import { DocumentError } from "../document-error";

/** A coded value to write; the code system is mandatory in XDS. */
export type WrittenCode = { readonly code: string; readonly system?: string; readonly label: string };

const valueLimit = 256;
const nameLimit = 1024;

/** A slot with its values; `undefined` without value, `xdm-incomplete` for a value that the schema (256 characters) would refuse. */
export function slotPiece(name: string, values: readonly string[]): XmlPiece | undefined {
  const kept = values.filter((value) => value !== "");
  if (kept.length === 0) return undefined;
  if (kept.some((value) => value.length > valueLimit)) throw new DocumentError("xdm-incomplete", name);
  return xml(
    "rim:Slot",
    { name },
    xml(
      "rim:ValueList",
      {},
      kept.map((value) => xml("rim:Value", {}, value)),
    ),
  );
}

/** `Name` or `Description`, cut to what the schema allows. */
export function localized(element: "Name" | "Description", text: string | undefined): XmlPiece | undefined {
  if (!text) return undefined;
  return xml(
    `rim:${element}`,
    {},
    xml("rim:LocalizedString", {
      "xml:lang": "fr-FR",
      charset: "UTF-8",
      value: [...text].slice(0, nameLimit / 2).join(""),
    }),
  );
}

/** A classification by a coded value: code, its system in a slot, its label as name. */
export function codedPiece(id: string, owner: string, scheme: string, value: WrittenCode): XmlPiece {
  return classification(
    { id, owner, scheme, node: value.code },
    slotPiece("codingScheme", [value.system ?? ""]),
    localized("Name", value.label),
  );
}

/** A classification that carries only slots (authors). */
export function slottedPiece(id: string, owner: string, scheme: string, slots: readonly XmlChild[]): XmlPiece {
  return classification({ id, owner, scheme, node: "" }, ...slots);
}

/** An identifier of an object under a scheme. */
export function externalIdentifier(id: string, owner: string, scheme: string, label: string, value: string): XmlPiece {
  if (value === "" || value.length > valueLimit) throw new DocumentError("xdm-incomplete", label);
  return xml(
    "rim:ExternalIdentifier",
    {
      id,
      objectType: "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:ExternalIdentifier",
      registryObject: owner,
      identificationScheme: `urn:uuid:${scheme}`,
      value,
    },
    localized("Name", label),
  );
}

function classification(
  of: { id: string; owner: string; scheme: string; node: string },
  ...children: readonly XmlChild[]
): XmlPiece {
  if (of.node.length > valueLimit) throw new DocumentError("xdm-incomplete", "code");
  const attributes = {
    id: of.id,
    objectType: "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Classification",
    classificationScheme: `urn:uuid:${of.scheme}`,
    classifiedObject: of.owner,
    nodeRepresentation: of.node,
  };
  return xml("rim:Classification", attributes, ...children);
}
