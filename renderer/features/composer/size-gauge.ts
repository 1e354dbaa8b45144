import { encodedSize, encodedTotal, sizeLimit } from "#shared/rules/attachment-limits";
import { utf8Length } from "#shared/rules/fold";

/** What a message weighs once encoded, in bytes, against the limit that is known here: Mon espace santé's, when a patient is written to. */
export type SizeGauge = {
  readonly bytes: number;
  readonly limit: number | null;
  readonly share: number;
  readonly state: "ok" | "near" | "over";
};

const NEAR = 0.8;

/** Weighs text and attachments (sizes in bytes before encoding). Main knows the operator's limit and checks it too. */
export function sizeGauge(text: string, sizes: readonly number[], hasPatient: boolean): SizeGauge {
  const bytes = encodedTotal(sizes) + encodedSize(utf8Length(text));
  const limit = sizeLimit({ smtpSize: null, setting: null, hasPatientRecipient: hasPatient })?.bytes ?? null;
  const share = limit === null ? 0 : bytes / limit;
  return { bytes, limit, share, state: share > 1 ? "over" : share >= NEAR ? "near" : "ok" };
}
