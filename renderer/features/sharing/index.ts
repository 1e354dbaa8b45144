export { colleagueName } from "./colleague-name";
export { TakeButton } from "./take-button";
export { TakenBadge } from "./taken-badge";
export { takingOf } from "./taking";
export { useShared } from "./use-shared";
