export { connectionWords } from "./connection-words";
export { tellExport } from "./export-mail";
export { folderName } from "./folder-name";
export { concerned, mark, openWindow, snooze, take, type Change } from "./mark";
export { listPlaces, pagePlaces } from "./places";
export { continueDraft, startDraft } from "./start-draft";
export {
  useWorkspace,
  workspace,
  workspaceStore,
  type EditedRule,
  type HelpPage,
  type ListFilter,
  type Place,
  type Sheet,
  type Side,
} from "./workspace";
