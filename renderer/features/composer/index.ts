export { Composer } from "./composer";
export { QuickReply } from "./quick-reply";
