import type { notices as fr } from "../fr/notices";

/** What main tells without being asked (`notice` events), by code. */
export const notices: typeof fr = {
  unexpected: "Something changed. See the journal for the detail.",
  "new-mail": "New mail received.",
  "documents-filed":
    "{about, plural, one {One document filed automatically in its patient’s record.} other {# documents filed automatically in their patients’ records.}}",
  "mail-link-closed": "Pli is locked or not set up yet: open it, then click the address again.",
  "documents-replaced":
    "{about, plural, one {A new version of a document arrived; the earlier one can still be read.} other {# documents have a new version; the earlier ones can still be read.}}",
  "documents-not-handed-over":
    "{about, plural, one {A filed document could not be handed over to your software. It stays filed in Pli; see the journal.} other {# filed documents could not be handed over to your software. They stay filed in Pli; see the journal.}}",
  "tidied-archive":
    "{about, plural, one {One conversation dealt with went to the archive, by your rule.} other {# conversations dealt with went to the archive, by your rule.}}",
  "tidied-delete":
    "{about, plural, one {One conversation dealt with went to the trash, by your rule.} other {# conversations dealt with went to the trash, by your rule.}}",
  sent: "Message sent.",
  "draft-pictures": "This draft had pictures in its text: they are now attached to it.",
  "sent-partly": "Message sent, but one of the addresses refused it. See Sent.",
  "sent-unreported": "Message sent, without the delivery receipt that you asked for: your operator offers none.",
  "send-to-verify": "The connection was cut while sending. Pli checks whether it left before any new attempt.",
  "file-too-big": "A file exceeds 30 MB and was not attached. Your draft is kept.",
  "message-bounced": "A message did not reach its recipient. See Sent.",
  "copy-quota":
    "Message sent. Your mailbox is full at the operator: the copy is kept on this computer only. Make some room (Settings, Housekeeping).",
  "copy-refused": "Message sent, but the operator did not accept to file its copy. It is kept on this computer.",
  "send-held": "A planned message did not leave: it must be checked first. See the outbox.",
  "send-failed": "A message did not leave. It is kept in the outbox.",
  "signed-out": "You are signed out. Your drafts are kept.",
  "session-soon": "Your session ends soon.",
  "store-restarted": "Pli lost access to your mail for a moment and has it back. What was saved is intact.",
  "demo-restarted": "The demonstration had stopped and is running again. Sign in again to reach it.",
  "demo-stopped":
    "The demonstration keeps stopping. Its fictitious mail is kept on this computer. Restart Pli to resume it.",
  "update-ready": "An update of Pli is ready. See the settings, About.",
  "window-restarted": "The window had closed and was opened again. What you were writing is in Drafts.",
  "demo-reset": "The demonstration was reset.",
};
