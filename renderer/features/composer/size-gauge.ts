import { encodedSize, encodedTotal, sizeLimit } from "#shared/rules/attachment-limits";
import { utf8Length } from "#shared/rules/fold";

/** What a message weighs once encoded, in bytes, against the least of the limits: the operator's, Mon espace santé's when a patient is written to. */
export type SizeGauge = {
  readonly bytes: number;
  readonly limit: number | null;
  /** Whose limit it is. */
  readonly from: "operator" | "setting" | "mes" | null;
  readonly share: number;
  readonly state: "ok" | "near" | "over";
};

const NEAR = 0.8;

/** Weighs text and attachments (sizes in bytes before encoding); `operator` is null where its limit is not known. Main checks it too. */
export function sizeGauge(
  text: string,
  sizes: readonly number[],
  around: { readonly hasPatient: boolean; readonly operator: number | null },
): SizeGauge {
  const bytes = encodedTotal(sizes) + encodedSize(utf8Length(text));
  const limit = sizeLimit({ smtpSize: around.operator, setting: null, hasPatientRecipient: around.hasPatient });
  const share = limit === null ? 0 : bytes / limit.bytes;
  const state = share > 1 ? "over" : share >= NEAR ? "near" : "ok";
  return { bytes, limit: limit?.bytes ?? null, from: limit?.from ?? null, share, state };
}
