/** Identifiers of the XDS metadata in ebRIM (IHE ITI TF-3 §4.2), without their `urn:uuid:` prefix. */
export const uuids = {
  submissionSet: "a54d6aa5-d40d-43f9-88c5-b4633d873bdd",
  setAuthor: "a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d",
  contentType: "aa543740-bdda-424e-8c96-df4873be8500",
  setPatientId: "6b5aea1a-874d-4603-a4bc-96a0a7b38446",
  sourceId: "554ac39e-e3fe-47fe-b233-965d2a147832",
  setUniqueId: "96fdda7c-d067-4183-912e-bf5ee74998a8",
  stableDocument: "7edca82f-054d-47f2-a032-9b2a5b5186c1",
  author: "93606bcf-9494-43ec-9b4e-a7748d1a838d",
  classCode: "41a5887f-8865-4c09-adf7-e362475b143a",
  confidentiality: "f4f85eac-e6cb-4883-b524-f2705394840f",
  event: "2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4",
  format: "a09d5840-386c-46f2-b5ad-9c3699a4309d",
  facility: "f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1",
  practiceSetting: "cccf5598-8b07-4b77-a05e-ae952c785ead",
  type: "f0306f51-975f-434e-a61c-c59651d33983",
  patientId: "58a6f841-87b3-4a3e-92fd-a8ffeff98427",
  uniqueId: "2e82c1f6-a085-4c72-9da3-8640a32e42ab",
  folder: "d9d542f3-6cc4-48b6-8870-ea235fbc94c2",
  folderUniqueId: "75df8f67-9973-4fbe-a900-df66cefecc5a",
} as const;

/** Namespaces of ebRIM 3.0. */
export const namespaces = {
  lcm: "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0",
  rim: "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0",
} as const;

/** Slot by which a French sender asks to replace (`C`) or delete (`D`) a document. */
export const actionSlot = "urn:action:extraMetadataSlot";

/** An ebRIM reference reduced to what is compared: lower case, no `urn:uuid:`. */
export function bareUuid(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, "");
}
