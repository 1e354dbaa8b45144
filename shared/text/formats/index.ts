export {
  clock,
  comingMoment,
  dayHeading,
  dayKey,
  daysSince,
  fullMoment,
  hl7Date,
  hl7Moment,
  longDate,
  momentOf,
  monthName,
  plainDate,
  rowDate,
  timeLeft,
} from "./dates";
export { fileSize, spacedIdNat } from "./quantities";
