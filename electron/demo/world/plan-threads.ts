import { startOf } from "./calendar";
import { PATIENT_SCENARIOS } from "./patient-scenarios";
import { PATIENTS, type WorldPatient } from "./patients";
import { planThread } from "./plan-thread";
import type { PlannedText } from "./planned-message";
import { DOCTORS } from "./practice";
import { PROFESSIONAL_SCENARIOS } from "./professional-scenarios";
import { suits } from "./scenario";
import type { SeededRandom } from "./seeded-random";

const THREADS = 220;

/** Conversations until they count `wanted` messages, today's first; half of them with patients. Deterministic for a seed and a day. */
export function planThreads(wanted: number, now: Date, random: SeededRandom): readonly PlannedText[] {
  const writers = PATIENTS.filter(({ box, patient }) => box === "open" && patient.opposedToMessagesOn === undefined);
  // About this many conversations make the number; the last ones are the oldest.
  const count = Math.round(wanted / 2.6);
  const planned: PlannedText[] = [];
  for (let rank = 0; rank < THREADS && planned.length < wanted; rank += 1) {
    const withPatient = rank % 2 === 1;
    const scenarios = withPatient ? PATIENT_SCENARIOS : PROFESSIONAL_SCENARIOS;
    // A stride that is prime to both lists shows every scenario before any comes back.
    const scenario = scenarios[(Math.floor(rank / 2) * 7) % scenarios.length];
    if (scenario === undefined) continue;
    const patient: WorldPatient = random.pick(
      (withPatient ? writers : PATIENTS).filter((each) => suits(scenario, each)),
    );
    const doctor = random.chance(0.72) ? DOCTORS.martin : DOCTORS.leroy;
    const start = startOf(rank, count, now, random);
    planned.push(...planThread({ scenario, patient, doctor, start, now, random }));
  }
  return planned.slice(0, wanted);
}
