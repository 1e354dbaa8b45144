import { method, nothing } from "./method";

/** Documents of one type that came or left in one month. */
export type Indicator = {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly direction: "received" | "sent";
  readonly code: string;
  readonly type: string;
  /** With an INS, which a sender writes only for a qualified identity; and without. */
  readonly withIns: number;
  readonly withoutIns: number;
};

/** What was sent and received, counted on this computer and nowhere else. */
export const indicators = {
  "indicators.list": method(nothing, { needsStore: true }).returns<readonly Indicator[]>(),
  "indicators.export": method(nothing, { needsStore: true, traced: true }).returns<{ readonly saved: boolean }>(),
} as const;
