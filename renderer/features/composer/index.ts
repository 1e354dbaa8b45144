export { DraftBar } from "./draft-bar";
export { FinHelp } from "./fin-help";
export { Composer } from "./composer";
export { QuickReply } from "./quick-reply";
export { SendLaterMenu } from "./send-later-menu";
export { RecipientField } from "./recipient-field";
export { pointText } from "./point-text";
export { useSentElsewhere } from "./use-sending";
