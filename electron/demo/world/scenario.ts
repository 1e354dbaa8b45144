import type { Trade } from "./colleagues";

/** One message of a conversation: `in` comes to the practice, `out` leaves it; words in braces are filled in. */
export type Turn = readonly [direction: "in" | "out", text: string];

/** A conversation about a patient, with a colleague of a trade or with the patient. */
export type Scenario = {
  readonly with: Trade | "patient";
  /** Whose mailbox: a doctor's, or the secretariat's. */
  readonly box: "doctor" | "secretariat";
  readonly subject: string;
  readonly turns: readonly Turn[];
  /** The practice's last message ends the exchange (X-MSS-MES: FIN). */
  readonly ends?: true;
};
