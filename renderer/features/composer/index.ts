export { FinHelp } from "./fin-help";
export { Composer } from "./composer";
export { QuickReply } from "./quick-reply";
