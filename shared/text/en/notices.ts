import type { notices as fr } from "../fr/notices";

/** What main tells without being asked (`notice` events), by code. */
export const notices: typeof fr = {
  unexpected: "Something changed. See the journal for the detail.",
  "new-mail": "New mail received.",
  "document-filed": "Document filed automatically.",
  "message-sent": "Message sent.",
  "message-bounced": "A message did not reach its recipient. See Sent.",
  "send-failed": "A message did not leave. It is kept in the outbox.",
  "signed-out": "You are signed out. Your drafts are kept.",
  "session-soon": "Your session ends soon.",
  "demo-reset": "The demonstration was reset.",
};
