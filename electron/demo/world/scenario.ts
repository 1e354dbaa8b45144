import type { Trade } from "./colleagues";
import type { WorldPatient } from "./patients";

/** One message of a conversation: `in` comes to the practice, `out` leaves it; words in braces are filled in. */
export type Turn = readonly [direction: "in" | "out", text: string];

/** A conversation about a patient, with a colleague of a trade or with the patient. */
export type Scenario = {
  readonly with: Trade | "patient";
  /** Whose mailbox: a doctor's, or the secretariat's. */
  readonly box: "doctor" | "secretariat";
  readonly subject: string;
  readonly turns: readonly Turn[];
  /** Whom it may be about; any adult otherwise. */
  readonly about?: "women" | "elders" | "children";
  /** The practice's last message ends the exchange (X-MSS-MES: FIN). */
  readonly ends?: true;
};

/** Whether a conversation may be about that patient: nobody writes of a child's smoking. */
export function suits({ about }: Scenario, { patient }: WorldPatient): boolean {
  const child = patient.birthDate >= "20090101";
  switch (about) {
    case "women":
      return patient.sex === "female" && !child;
    case "elders":
      return patient.birthDate < "19590101";
    case "children":
      return child;
    case undefined:
      return !child;
    default:
      return about satisfies never;
  }
}
