export { colourOf, LabelBadge } from "./label-badge";
export { LabelDialog } from "./label-dialog";
export { SnoozeMenu } from "./snooze-menu";
