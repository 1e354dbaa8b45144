export { HelpDialog } from "./help-dialog";
export { shortcuts, type Shortcut } from "./shortcuts";
export { runCommand, runnable, useShortcuts, type ShortcutActs } from "./use-shortcuts";
