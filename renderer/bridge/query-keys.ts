import type { Changed } from "#shared/contract/events";
import type { Input, MethodName } from "#shared/contract/index";

/** Key of the answer of a method: the method's name, then its input. */
export const keyOf = <Name extends MethodName>(name: Name, input: Input<Name>): readonly [Name, Input<Name>] => [
  name,
  input,
];

/** The methods whose answers are read again when an area changes. */
export const readOf: Readonly<Record<Changed, readonly MethodName[]>> = {
  app: ["app.state"],
  mailboxes: ["mailboxes.list", "mailboxes.certificate", "mailboxes.replyTo"],
  conversations: [
    "conversations.list",
    "conversations.counts",
    "conversations.toDo",
    "conversations.read",
    "patients.open",
    "contacts.correspondent",
    "labels.list",
    "receipts.asked",
    "drafts.check",
    "rules.preview",
  ],
  searches: ["searches.list"],
  drafts: [
    "composers.state",
    "drafts.open",
    "drafts.check",
    "scanFolder.list",
    "conversations.list",
    "conversations.counts",
    "conversations.toDo",
    "conversations.read",
  ],
  templates: ["templates.list", "signatures.list"],
  spelling: ["spelling.words"],
  outbox: ["outbox.list", "outbox.conversation", "conversations.read"],
  documents: [
    "indicators.list",
    "documents.open",
    "documents.decide",
    "conversations.read",
    "conversations.list",
    "conversations.counts",
    "conversations.toDo",
    "patients.open",
    "patients.list",
    "contacts.correspondent",
  ],
  patients: [
    "patients.list",
    "patients.open",
    "documents.decide",
    "conversations.read",
    "recipients.local",
    "contacts.correspondent",
  ],
  journal: ["journal.list", "journal.state"],
  safety: ["safety.state"],
  directory: ["offline.state", "live.state", "recipients.of"],
  environment: ["environment.view", "app.state", "live.state"],
  proxy: ["proxy.view"],
  rules: ["rules.list", "rules.preview"],
  housekeeping: ["housekeeping.state"],
  contacts: [
    "contacts.list",
    "teams.list",
    "recipients.local",
    "recipients.of",
    "quality.list",
    "contacts.correspondent",
  ],
  "practice-folder": ["practiceFolder.state"],
  "scan-folder": ["scanFolder.state", "scanFolder.list"],
  updates: ["updates.view"],
  demo: ["demo.state"],
};
