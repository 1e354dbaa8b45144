import { attribute, type XmlElement } from "./xml/xml-element";

/** Object identifiers of the CI-SIS that reading and writing share. */
export const oids = {
  professionals: "1.2.250.1.71.4.2.1",
  structures: "1.2.250.1.71.4.2.2",
  specialties: "1.2.250.1.213.1.1.4.5",
  loinc: "2.16.840.1.113883.6.1",
} as const;

/** Namespace of CDA R2. */
export const cdaNamespace = "urn:hl7-org:v3";

// INS-NIR, INS-NIA, then the test and demonstration authorities; a document carries one of them.
const insOids = ["1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.9", "1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.11"];

/** Whether an OID is one of the four INS authorities; the old INS-C and the social security numbers are not. */
export function isInsOid(oid: string): boolean {
  return insOids.includes(oid);
}

/** Rank of an INS authority: a real one is preferred to a test one when a document carries both. */
export function insRank(oid: string): number {
  return insOids.indexOf(oid);
}

/** An HL7 instance identifier as XDS writes it: `root`, or `root^extension` (IHE ITI TF-3 uniqueId); empty when there is none. */
export function identifierOf(element: XmlElement | undefined): string {
  const root = attribute(element, "root").trim();
  const extension = attribute(element, "extension").trim();
  return extension === "" ? root : `${root}^${extension}`;
}
