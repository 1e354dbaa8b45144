export { HelpDialog } from "./help-dialog";
export { shortcuts, type Shortcut } from "./shortcuts";
export { Tour, TourOffer } from "./tour";
export { runCommand, runnable, useShortcuts, type ShortcutActs } from "./use-shortcuts";
