export { HelpDialog } from "./help-dialog";
export { useShortcuts, type ShortcutActs } from "./use-shortcuts";
