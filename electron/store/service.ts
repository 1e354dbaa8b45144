import type { Store } from "./open";
import * as arrivals from "./queries/arrivals";
import * as bodies from "./queries/bodies";
import * as decisions from "./queries/document-decisions";
import * as cache from "./queries/cache";
import * as quality from "./queries/address-quality";
import * as contacts from "./queries/contacts";
import * as correspondents from "./queries/correspondents";
import * as documents from "./queries/documents";
import * as copies from "./queries/draft-copies";
import * as drafts from "./queries/drafts";
import * as exchanges from "./queries/exchanges";
import * as exporting from "./queries/exporting";
import * as folders from "./queries/folders";
import * as housekeeping from "./queries/housekeeping";
import * as labels from "./queries/labels";
import * as indicatorQueries from "./queries/indicators";
import * as lists from "./queries/lists";
import * as mailboxes from "./queries/mailboxes";
import * as mailRules from "./queries/mail-rules";
import * as marking from "./queries/marking";
import * as operations from "./queries/operations";
import * as outbox from "./queries/outbox";
import * as ruleRun from "./queries/rule-run";
import * as ruled from "./queries/ruled";
import * as scans from "./queries/scans";
import * as schedule from "./queries/outbox-schedule";
import { recoverOutbox } from "./queries/outbox";
import * as base from "./queries/patient-base";
import * as people from "./queries/people";
import * as patients from "./queries/patients";
import * as readReceipts from "./queries/read-receipts";
import * as reading from "./queries/reading";
import * as recipients from "./queries/recipients";
import * as settings from "./queries/settings";
import * as snoozes from "./queries/snoozes";
import * as sync from "./queries/sync";
import * as taking from "./queries/taking";
import * as teams from "./queries/teams";
import * as templates from "./queries/templates";
import * as tidy from "./queries/tidy";

/** Every query by its name; each takes the store first. A function exported only for its siblings is left out by name. */
const QUERIES = {
  ...pick(mailboxes, ["listMailboxes", "saveMailbox", "mailboxServers", "mailboxAuths", "removeMailbox"]),
  ...pick(folders, [
    "listFolders",
    "syncFolders",
    "folderCursor",
    "knownUids",
    "knownCount",
    "holdsUids",
    "keepsStatesHere",
  ]),
  ...pick(sync, ["applyBatch", "applyPacked"]),
  ...pick(arrivals, ["arrivedMessages"]),
  ...pick(lists, ["listConversations", "counts", "toDoCount", "toDoKinds"]),
  ...pick(reading, ["threadOf", "isReturned", "conversation", "messageView", "conversationView"]),
  ...pick(bodies, [
    "saveBody",
    "saveReadBack",
    "unreadBack",
    "setBodyState",
    "messageSource",
    "remoteLocation",
    "messagesWithoutBody",
    "unjudgedArchives",
    "pendingBodies",
    "neverRead",
    "neverReadAt",
    "part",
  ]),
  ...pick(marking, ["mark", "markShown", "labelConversations", "noteFiled"]),
  ...pick(mailRules, ["listRules", "saveRule", "removeRule", "orderRules", "documentTypes"]),
  ...pick(ruleRun, ["runRules", "knownToRules", "ruleReach", "applyRule"]),
  ...pick(ruled, ["undoRule"]),
  ...pick(taking, ["takeConversations", "sharesStates", "markAnswered"]),
  ...pick(people, ["rememberPerson"]),
  ...pick(labels, ["listLabels", "createLabel", "removeLabel"]),
  ...pick(snoozes, ["snooze", "wakeSnoozed"]),
  ...pick(operations, ["pendingOperations", "operationDone", "operationFailed"]),
  ...pick(documents, ["document", "fileDocument", "unfileDocument", "documentsOfPatient", "unfiledDocuments"]),
  ...pick(decisions, ["answerDeletion", "putInForce"]),
  ...pick(indicatorQueries, ["indicators"]),
  ...pick(base, ["importPatients", "mergeRecords"]),
  ...pick(patients, [
    "allPatients",
    "listPatients",
    "patient",
    "patientsByMatricule",
    "savePatient",
    "patientView",
    "patientConversation",
  ]),
  ...pick(drafts, [
    "createDraft",
    "isWriting",
    "draft",
    "saveDraft",
    "discardDraft",
    "addAttachment",
    "removeAttachment",
    "attachmentBytes",
    "makeAttachment",
    "attachmentCda",
  ]),
  ...pick(copies, ["draftCopyTasks", "draftCopied", "draftCopyRemoved", "adoptDraft", "messageNamed"]),
  ...pick(readReceipts, ["enqueueReceipt", "settleReceipt", "receiptsSince"]),
  ...pick(scans, ["scansUsed", "scansOf"]),
  ...pick(schedule, [
    "claimOutbox",
    "startOutbox",
    "rescheduleOutbox",
    "retryOutbox",
    "redateOutbox",
    "confirmedPoints",
  ]),
  ...pick(exchanges, ["closedExchanges", "answeredElsewhere", "takenElsewhere"]),
  ...pick(outbox, [
    "enqueue",
    "enqueueReport",
    "undoReport",
    "reportsSince",
    "dueOutbox",
    "pendingOutbox",
    "setOutbox",
    "markSent",
    "outboxItem",
    "listOutbox",
    "outboxBytes",
    "undoOutbox",
    "outboxConversation",
    "outboxMessage",
    "doubtOutbox",
  ]),
  ...pick(recipients, ["rememberRecipient", "recentRecipients", "knownRecipients", "similarRecipients"]),
  ...pick(contacts, ["listContacts", "saveContact", "removeContact", "contact"]),
  ...pick(correspondents, ["correspondentOf"]),
  ...pick(quality, ["addressFacts", "knownAddresses", "markPublished"]),
  ...pick(teams, ["listTeams", "saveTeam", "addToTeam", "removeTeam"]),
  ...pick(settings, ["getSetting", "setSetting"]),
  ...pick(templates, [
    "listTemplates",
    "template",
    "saveTemplate",
    "deleteTemplate",
    "addTemplates",
    "listSignatures",
    "signature",
    "saveSignature",
  ]),
  ...pick(cache, ["cacheSize", "dropBodies", "compact"]),
  ...pick(tidy, ["tidiable"]),
  ...pick(exporting, ["messagesToExport"]),
  ...pick(housekeeping, ["size", "purgeGone"]),
} as const;

type Bound<Query> = Query extends (store: Store, ...args: infer Args) => infer Value ? (...args: Args) => Value : never;

/** The store's queries as they are served: plain arguments, plain answers, failures as `StoreError` codes. */
export type StoreService = { readonly [Name in keyof typeof QUERIES]: Bound<(typeof QUERIES)[Name]> };

/** Names of the queries served. */
export const SERVED: readonly string[] = Object.keys(QUERIES);

/** Binds every query to an open store. What a crash left in the middle of sending is marked to be verified first. */
export function createStoreService(store: Store): StoreService {
  recoverOutbox(store);
  const bound = Object.entries(QUERIES).map(([name, query]) => [
    name,
    (...args: readonly unknown[]) => (query as (store: Store, ...rest: readonly unknown[]) => unknown)(store, ...args),
  ]);
  return Object.fromEntries(bound) as StoreService;
}

function pick<Module extends object, const Name extends keyof Module>(
  module: Module,
  names: readonly Name[],
): Pick<Module, Name> {
  return Object.fromEntries(names.map((name) => [name, module[name]])) as Pick<Module, Name>;
}
