export {
  clock,
  comingMoment,
  dayGroup,
  daysSince,
  hl7Date,
  longDate,
  momentOf,
  monthName,
  plainDate,
  rowDate,
  timeLeft,
} from "./dates";
export { fileSize, spacedIdNat } from "./quantities";
