import type { help as fr } from "../fr/help";

/** Help: the table of keys. */
export const help: typeof fr = {
  title: "Keyboard shortcuts",
  lead: "Everything can be done without a mouse. Single letters act outside text fields.",
  "area-list": "In the list",
  "area-conversation": "On the conversation",
  "area-everywhere": "Everywhere",
  next: "Next conversation",
  previous: "Previous conversation",
  open: "Go into the conversation",
  check: "Tick or untick",
  done: "Mark as done, or put back to do",
  archive: "Archive",
  unread: "Mark as unread",
  remove: "Delete",
  reply: "Reply",
  replyAll: "Reply to all",
  forward: "Forward",
  print: "Print",
  write: "Write a message",
  search: "Search",
  help: "Show this help",
  leave: "Close what is open",
  toDo: "Go to “To do”",
  refresh: "Check the mailboxes",
};
