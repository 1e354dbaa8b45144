import { readCda } from "../../electron/documents/cda/read-cda";
import { withDocuments, xdmDocument } from "../../electron/store/testing/profile";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { structuredCda } from "./documents";

const BYTES = 300_000;
const TABLES = 20;

/** What the parser says of a message that carries one fictitious report of 300 KB and twenty tables. */
export function reportOf(message: ParsedMessage): ParsedMessage {
  const { document } = readCda(structuredCda(BYTES, TABLES));
  const { parts, xdm } = withDocuments([xdmDocument({ uniqueId: "1.2.250.1.213.1.4.10.1", cda: document })]);
  return { ...message, parts, xdm };
}
