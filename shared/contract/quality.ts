import type { AddressQuality } from "#shared/rules/address-quality";
import { method, nothing } from "./method";

/** Addresses of professionals that something speaks against, from what this computer saw of them. */
export const quality = {
  "quality.list": method(nothing, { needsStore: true }).returns<readonly AddressQuality[]>(),
  /** Writes them as a CSV for the operator, without a word of any message or patient; false when the person gave up. */
  "quality.export": method(nothing, { needsStore: true, traced: true }).returns<{ readonly saved: boolean }>(),
} as const;
