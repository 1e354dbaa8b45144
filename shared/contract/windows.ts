import type { MethodFlags, WindowKind } from "./method";

/** What one does in a conversation that has a window of its own, besides writing: read, begin an answer, file, look up who writes. Neither settings, nor the session, nor safety. */
const OF_A_CONVERSATION: ReadonlySet<string> = new Set([
  "conversations",
  "parts",
  "drafts",
  "documents",
  "patients",
  "outbox",
  "receipts",
  "recipients",
  "reports",
  "rules",
  "labels",
  "contacts",
  "teams",
  "directory",
  "mail",
]);

/** Whether a window may call a method: the flag of the method, and the areas of a conversation's window. */
export function mayCall(name: string, { windows = ["main"] }: MethodFlags, window: WindowKind): boolean {
  if (windows.includes(window)) return true;
  return (
    window === "conversation" && windows.includes("main") && OF_A_CONVERSATION.has(name.slice(0, name.indexOf(".")))
  );
}
