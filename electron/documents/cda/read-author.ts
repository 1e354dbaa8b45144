import type { DocumentAuthor } from "#shared/domain/document";
import { codeOf, labelled } from "../codes/code-tables";
import { identifierOf, isInsOid, oids } from "./identifiers";
import { attribute, childrenOf, find, lineOf, type XmlElement } from "./xml/xml-element";

/** Everybody and every device named in `author`, in the order of the document. */
export function readAuthors(document: XmlElement): DocumentAuthor[] {
  const patientIds = childrenOf(find(document, "recordTarget", "patientRole"), "id").map(identifierOf);
  return childrenOf(document, "author").map((author) => readAuthor(author, find(author, "assignedAuthor"), patientIds));
}

/** Root of the first identifier of each author, in the order of `readAuthors`; XDS metadata name it beside the identifier. */
export function authorIdRoots(document: XmlElement): string[] {
  return childrenOf(document, "author").map((author) => attribute(mainId(find(author, "assignedAuthor")), "root"));
}

/** The person who answers for the document (`legalAuthenticator`), when named. */
export function readLegalAuthenticator(document: XmlElement): DocumentAuthor | undefined {
  const signer = find(document, "legalAuthenticator");
  return signer && readAuthor(signer, find(signer, "assignedEntity"), []);
}

/** Those to whom the document is sent (`informationRecipient`), one line each. */
export function readRecipients(document: XmlElement): string[] {
  return childrenOf(document, "informationRecipient")
    .map((each) => find(each, "intendedRecipient"))
    .map((each) => {
      const person = nameOf(find(each, "informationRecipient", "name"));
      return [
        [person.title, person.given, person.family].filter(Boolean).join(" "),
        lineOf(find(each, "receivedOrganization", "name")),
      ]
        .filter(Boolean)
        .join(", ");
    })
    .filter((line) => line !== "");
}

function readAuthor(
  participation: XmlElement,
  assigned: XmlElement | undefined,
  patientIds: readonly string[],
): DocumentAuthor {
  const device = find(assigned, "assignedAuthoringDevice");
  const person = find(assigned, "assignedPerson");
  const id = mainId(assigned);
  const ofPatient = isInsOid(attribute(id, "root")) || (id !== undefined && patientIds.includes(identifierOf(id)));
  const organization = find(assigned, "representedOrganization");
  const code = find(assigned, "code");
  return {
    kind: device && !person ? "device" : ofPatient ? "patient" : "person",
    ...present("id", attribute(id, "extension").trim()),
    ...(person ? nameOf(find(person, "name")) : deviceName(device)),
    ...(attribute(code, "code")
      ? {
          specialty: labelled(
            "authorSpecialty",
            attribute(code, "code"),
            attribute(code, "codeSystem"),
            attribute(code, "displayName"),
          ),
        }
      : {}),
    ...present("role", roleOf(find(participation, "functionCode"))),
    ...present("organization", lineOf(find(organization, "name"))),
    ...present("organizationId", attribute(find(organization, "id"), "extension").trim()),
    ...present("time", attribute(find(participation, "time"), "value").trim()),
  };
}

// The national identifier is the one that means the same thing everywhere.
function mainId(assigned: XmlElement | undefined): XmlElement | undefined {
  const ids = childrenOf(assigned, "id");
  return ids.find((id) => attribute(id, "root") === oids.professionals) ?? ids[0];
}

function nameOf(name: XmlElement | undefined): Pick<DocumentAuthor, "family" | "given" | "title"> {
  const marks = [...childrenOf(name, "suffix"), ...childrenOf(name, "prefix")].map(lineOf).filter(Boolean);
  // The civility comes in the prefix, the title in the suffix, or the reverse in older documents: the title wins.
  const title =
    marks.map((mark) => codeOf("title", mark.toUpperCase())?.label).find(Boolean) ??
    marks.map((mark) => codeOf("civility", mark.toUpperCase())?.label ?? mark)[0];
  const given = childrenOf(name, "given").map(lineOf).filter(Boolean).join(" ");
  const family = childrenOf(name, "family").map(lineOf).filter(Boolean).join(" ");
  const written = name && !family && !given ? lineOf(name) : family;
  return { ...present("family", written), ...present("given", given), ...present("title", title ?? "") };
}

function deviceName(device: XmlElement | undefined): Pick<DocumentAuthor, "family" | "given"> {
  return {
    ...present("family", lineOf(find(device, "softwareName"))),
    ...present("given", lineOf(find(device, "manufacturerModelName"))),
  };
}

function roleOf(code: XmlElement | undefined): string {
  return attribute(code, "displayName") || attribute(code, "code");
}

function present<K extends string>(key: K, value: string): { [P in K]?: string } {
  const kept: { [P in K]?: string } = {};
  if (value !== "") kept[key] = value;
  return kept;
}
