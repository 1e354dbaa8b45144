import type { DraftAttachment } from "#shared/domain/draft";
import type { Patient } from "#shared/domain/patient";
import { strictName } from "#shared/rules/trait-equality";
import type { Services } from "./services";

type Store = Pick<ReturnType<Services["store"]["get"]>, "document" | "listPatients" | "patient">;

const MOST = 50;

/**
 * The local record of the patient of a joined document that carries no INS: where it is filed or for whom it was made, else the record whose birth
 * name, first name and birth date are those of the document; of several such, one that opposes the exchange (MSS/va1.22).
 */
export async function patientWithoutIns(store: Store, attachment: DraftAttachment): Promise<Patient | null> {
  if (attachment.patientId !== undefined) return store.patient(attachment.patientId);
  if (attachment.documentId === undefined) return null;
  const traits = (await store.document(attachment.documentId)).cda?.header.patient;
  const [name, first, born] = [traits?.birthName ?? "", traits?.firstName ?? "", traits?.birthDate ?? ""];
  if (strictName(name) === "" || strictName(first) === "" || born.length < 8) return null;
  const same = (await store.listPatients(`${name} ${first}`, MOST)).filter(
    (one) =>
      strictName(one.birthName) === strictName(name) &&
      strictName(one.firstName) === strictName(first) &&
      one.birthDate.slice(0, 8) === born.slice(0, 8),
  );
  return same.find((one) => one.opposedToProfessionalsOn !== undefined) ?? same[0] ?? null;
}
