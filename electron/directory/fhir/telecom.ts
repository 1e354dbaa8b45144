import { cleanAddress, cleanText, type Finding, kindOf } from "../finding";
import { type Json, object, objects, text } from "./json";

/** An MSSanté mailbox published in a `telecom`; `rank` 1 is the preferred one. */
export type Mailbox = {
  readonly address: string;
  readonly kind: Finding["kind"];
  readonly rank: number | null;
  readonly service: string;
  readonly description: string;
};

const EMAIL_TYPE = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type";
const METADATA = "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata";

/**
 * The mailboxes of a resource. An e-mail that neither says MSSANTE nor carries the mailbox metadata is an ordinary address, not a recipient; one on the
 * red list (`listeRouge`) is never shown.
 */
export const mailboxesOf = (telecom: unknown): readonly Mailbox[] =>
  objects(telecom, 30).flatMap((point) => mailboxOf(point) ?? []);

function mailboxOf(point: Json): Mailbox | undefined {
  if (point["system"] !== "email") return undefined;
  const extensions = objects(point["extension"], 20);
  const metadata = extensions.find(({ url }) => url === METADATA);
  const emailType = extensions.find(({ url }) => url === EMAIL_TYPE);
  const details = objects(metadata?.["extension"], 20);
  if (metadata === undefined && codeOf(emailType) !== "MSSANTE") return undefined;
  if (details.some(({ url, valueBoolean }) => url === "listeRouge" && valueBoolean === true)) return undefined;
  const address = cleanAddress(point["value"]);
  if (address === undefined) return undefined;
  const detail = (name: string): Json | undefined => details.find(({ url }) => url === name);
  const rank = point["rank"];
  return {
    address,
    kind: kindOf(codeOf(detail("type"))),
    rank: typeof rank === "number" && Number.isInteger(rank) && rank > 0 ? rank : null,
    service: cleanText(detail("service")?.["valueString"]),
    description: cleanText(detail("description")?.["valueString"]),
  };
}

/** The code alone: examples and real payloads disagree on the system, and on `valueCode`, `valueCoding` or `valueCodeableConcept`. */
function codeOf(extension: Json | undefined): string {
  if (extension === undefined) return "";
  const concept = objects(object(extension["valueCodeableConcept"])["coding"], 5).map(({ code }) => text(code));
  return (
    text(extension["valueCode"]) ||
    text(object(extension["valueCoding"])["code"]) ||
    (concept.find((code) => code !== "") ?? "")
  );
}
