export { colleagueName } from "./colleague-name";
export { TakeButton } from "./take-button";
export { TakenBadge } from "./taken-badge";
export { useShared } from "./use-shared";
