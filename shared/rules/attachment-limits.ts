/** Largest message that Mon espace santé accepts: « 25 Mo », read as the smaller of the two possible units (ENS v1.3 §6). */
export const MES_MAX_TOTAL_BYTES = 25_000_000;

/** Room taken by the headers of one MIME part and its boundary. */
const PART_OVERHEAD = 600;

/** Bytes that a file takes in a message: base64 in lines of 76 characters, each with its CRLF (RFC 2045 §6.8). */
export const encodedSize = (bytes: number): number => {
  const characters = 4 * Math.ceil(bytes / 3);
  return characters + 2 * Math.ceil(characters / 76);
};

/** Bytes that a set of files takes in a message, with the headers of their parts. */
export const encodedTotal = (sizes: readonly number[]): number =>
  sizes.reduce((total, size) => total + encodedSize(size) + PART_OVERHEAD, 0);

/** What bounds a message, in encoded bytes; `null` or 0 where there is no bound (RFC 1870: SIZE 0 means none). */
export type SizeLimits = {
  readonly smtpSize: number | null;
  readonly setting: number | null;
  readonly hasPatientRecipient: boolean;
};

/** The limit of encoded bytes that holds and where it comes from; `null` when nothing bounds the message. */
export const sizeLimit = (
  limits: SizeLimits,
): { readonly bytes: number; readonly from: "operator" | "setting" | "mes" } | null => {
  const bounds = [
    { bytes: limits.smtpSize ?? 0, from: "operator" },
    { bytes: limits.setting ?? 0, from: "setting" },
    { bytes: limits.hasPatientRecipient ? MES_MAX_TOTAL_BYTES : 0, from: "mes" },
  ] as const;
  const real = bounds.filter((bound) => bound.bytes > 0);
  return real.length === 0 ? null : real.reduce((least, bound) => (bound.bytes < least.bytes ? bound : least));
};
