import type { DocumentWriters } from "../ports";
import { writeArchiveMail } from "./archive-mail";
import { patientNamed } from "./patients";
import { kindOf, senderOf } from "./plan-archives";
import { DOCTORS } from "./practice";

/** The laboratory's report that arrives by itself a moment after the first sign-in; its document is new at each call. */
export async function firstArrival(options: {
  readonly now: Date;
  readonly documents: DocumentWriters;
}): Promise<{ readonly mailbox: string; readonly raw: Buffer }> {
  const { now, documents } = options;
  const kind = kindOf("11502-2");
  const number = Math.floor(now.getTime() / 1000);
  const raw = await writeArchiveMail(
    {
      kind,
      patient: patientNamed("PAT-CHENE", "MARIE").patient,
      sender: senderOf(kind),
      to: { address: DOCTORS.martin.address },
      date: now,
      document: number,
      set: number,
      version: 1,
      action: "new",
    },
    documents,
  );
  return { mailbox: DOCTORS.martin.address, raw };
}
