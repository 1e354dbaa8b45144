export { HelpDialog } from "./help-dialog";
export { shortcuts, type ShortcutId } from "./shortcuts";
export { useShortcuts, type ShortcutActs } from "./use-shortcuts";
