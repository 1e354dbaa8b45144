import type { FilingDecision } from "#shared/contract/documents";
import { PliError } from "#shared/domain/failure";
import type { DocumentId } from "#shared/domain/ids";
import { decideFiling } from "./filing";
import { checkedAs } from "./patient-facts";
import type { Services } from "./services";

/** METADATA and the document do not speak of the same patient. */
const IDENTITY_ANOMALIES: ReadonlySet<string> = new Set(["patient-mismatch", "patient-id-missing", "traits-mismatch"]);

/** What filing a stored document would do and why, with all that is known around it. */
export async function decide(services: Services, id: DocumentId): Promise<FilingDecision> {
  const store = services.store.get();
  const { card, cda, messageId, outgoing } = await store.document(id);
  if (cda === null) throw new PliError("not-cda");
  const view = await store.messageView(messageId);
  return decideFiling({
    card,
    cda,
    integrity: {
      intact: card.integrity === "ok",
      withinLimits: true,
      metadataAgrees: !card.anomalies.some((code) => IDENTITY_ANOMALIES.has(code)),
      singlePatient: new Set(view.documents.map((one) => one.patientMatricule)).size <= 1,
      senderTrusted: view.outgoing || view.senderKind !== "other",
      returned: await store.isReturned(messageId),
    },
    outgoing,
    patients: await store.allPatients(),
    profile: checkedAs(services.environment()),
  });
}
