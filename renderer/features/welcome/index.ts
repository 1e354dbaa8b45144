export { Blocked } from "./blocked";
export { CreateProfile } from "./create-profile";
export { LeaveDemo } from "./leave-demo";
export { RecoveryCode } from "./recovery-code";
export { Unlock } from "./unlock";
export { Welcome } from "./welcome";
