export { askAhead } from "./ask-ahead";
export { ConversationWindow } from "./conversation-window";
export { MainWindow } from "./main-window";
