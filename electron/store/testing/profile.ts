import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Draft } from "#shared/domain/draft";
import type { MailboxId, MessageId } from "#shared/domain/ids";
import type { CdaDocument, XdmDocument } from "#shared/domain/document";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import type { Patient } from "#shared/domain/patient";
import type { EnvelopeRecord, RemoteFolder, SyncBatch } from "#shared/domain/sync";
import { packNarrative } from "#shared/rules/packed-narrative";
import type { Store } from "../open";
import { openStore } from "../open";
import type { StoreService } from "../service";
import { createStoreService } from "../service";

/** Make-believe profile for tests: a fictitious mailbox in a real encrypted file. */
export const ME = "marie.demo@medecin.demo.mssante.fr";
export const COLLEAGUE = "paul.demo@chu.demo.mssante.fr";
/** Test matricules (OID 1.2.250.1.213.1.4.10) whose keys are right. */
export const MATRICULE = "277076322082910";
export const OTHER_MATRICULE = "180039934567831";
export const TEST_OID = "1.2.250.1.213.1.4.10";
/** A fictitious patient, qualified, before she has a record. */
export const ALICE: Omit<Patient, "id"> = {
  birthName: "PAT-DEMO",
  firstName: "ALICE",
  names: "ALICE",
  sex: "female",
  birthDate: "19770714",
  birthPlace: "63220",
  ins: { matricule: MATRICULE, oid: TEST_OID },
  status: "QUAL",
};
export const patientBox = (matricule: string): string => `${matricule}@patient.mssante.fr`;
export const KEY = new Uint8Array(32).fill(7);
export const BOX = "box-1" as MailboxId;
const FILE = "store.db";

const FOLDERS: readonly RemoteFolder[] = (
  ["inbox", "sent", "drafts", "trash", "junk", "archive", "other"] as const
).map((role) => ({
  path: role === "inbox" ? "INBOX" : `F/${role}`,
  name: role === "other" ? "Résultats en suivi" : role,
  role,
  total: 0,
}));

export type Profile = {
  readonly store: Store;
  readonly service: StoreService;
  readonly file: string;
  readonly folder: string;
  readonly clock: { now: Date };
  readonly end: () => void;
};

/** Opens the profile of the `folder` given; in a new folder, or one without a profile, a copy of an empty one. `end` closes and removes it. */
export function openProfile(folder?: string): Profile {
  if (folder !== undefined && existsSync(join(folder, FILE))) return profileIn(folder);
  const made = folder ?? mkdtempSync(join(tmpdir(), "pli-store-"));
  emptyStore ??= makeEmptyStore();
  writeFileSync(join(made, FILE), emptyStore);
  return openedIn(made);
}

/** The file of an empty profile. Every migration is played once a process, not once a test. */
let emptyStore: Uint8Array | null = null;

function makeEmptyStore(): Uint8Array {
  const profile = profileIn(mkdtempSync(join(tmpdir(), "pli-store-")));
  profile.store.close();
  const bytes = readFileSync(profile.file);
  profile.end();
  return bytes;
}

function profileIn(folder: string): Profile {
  const profile = openedIn(folder);
  profile.service.saveMailbox({
    id: BOX,
    address: ME,
    kind: "PER",
    fromLabel: "Dr_Marie_DEMO",
    name: "Cabinet",
    colour: 0,
    environmentId: "demo",
    servers: null,
  });
  profile.service.syncFolders(BOX, FOLDERS);
  return profile;
}

function openedIn(folder: string): Profile {
  const clock = { now: new Date("2026-03-01T09:00:00.000Z") };
  let next = 0;
  const file = join(folder, FILE);
  const store = openStore({
    file,
    key: KEY,
    now: () => clock.now,
    newId: () => `id-${process.pid}-${Date.now().toString(36)}-${next++}`,
  });
  return {
    store,
    service: createStoreService(store),
    file,
    folder,
    clock,
    end: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An envelope; what is not said is plausible. */
export function envelope(over: Partial<EnvelopeRecord> & { readonly uid: number }): EnvelopeRecord {
  const date = over.date ?? new Date(Date.UTC(2026, 0, 1, 8, over.uid)).toISOString();
  return {
    modSeq: null,
    flags: [],
    size: 1200,
    receivedAt: date,
    date,
    messageId: `<m${over.uid}@demo>`,
    inReplyTo: "",
    references: [],
    subject: `Sujet ${over.uid}`,
    from: { name: "Dr Paul DEMO", address: COLLEAGUE },
    to: [{ name: "", address: ME }],
    cc: [],
    replyTo: [],
    mes: null,
    looksXdm: false,
    attachments: 0,
    ...over,
  };
}

/** A batch for a folder. */
export function batch(path: string, over: Partial<SyncBatch> = {}): SyncBatch {
  const uids = (over.added ?? []).map(({ uid }) => uid);
  return {
    path,
    cursor: {
      uidValidity: "1",
      highestUid: Math.max(0, ...uids),
      lowestUid: Math.min(...uids, 1_000_000),
      modSeq: null,
    },
    added: [],
    flags: [],
    removed: [],
    reset: false,
    ...over,
  };
}

/** Delivers envelopes to a folder; gives the ids of the new messages in order. */
export function deliver(
  service: StoreService,
  path: string,
  ...added: readonly EnvelopeRecord[]
): readonly MessageId[] {
  return service.applyBatch(BOX, batch(path, { added })).added.map(({ messageId }) => messageId);
}

/** What the parser would say of a message. */
export function parsed(over: Partial<ParsedMessage> = {}): ParsedMessage {
  return {
    messageId: "",
    inReplyTo: "",
    references: [],
    subject: "",
    from: { name: "", address: COLLEAGUE },
    sender: null,
    to: [],
    cc: [],
    replyTo: [],
    date: "",
    returnPath: "",
    receiptAskedBy: "",
    automatic: false,
    mss: { nil: null, ins: null, codeCda: [], mes: null },
    text: "Bonjour",
    html: null,
    parts: [],
    receipt: null,
    xdm: null,
    xdmReturned: false,
    searchText: "",
    ...over,
  };
}

/** A document of an archive with its CDA, about a test patient. */
export function xdmDocument(
  over: Partial<XdmDocument> & {
    readonly uniqueId: string;
    readonly version?: number;
    readonly replaces?: string | null;
    readonly matricule?: string | null;
  },
): XdmDocument {
  const { version = 1, replaces = null, matricule = MATRICULE, ...rest } = over;
  const cda: CdaDocument = {
    header: {
      id: over.uniqueId,
      setId: "set-demo",
      version,
      title: "Compte rendu",
      code: { code: "34112-3", label: "CR hospitalier" },
      effectiveTime: "20260110",
      serviceStart: "20260109",
      confidentiality: "N",
      language: "fr-FR",
      templateIds: [],
      recipients: [],
      events: [],
      replaces,
      patient: {
        birthName: "PAT-DEMO",
        firstName: "ALICE",
        names: "ALICE",
        sex: "female",
        birthDate: "19770714",
        birthPlace: "63220",
        ins: matricule === null ? null : { matricule, oid: TEST_OID },
        localIds: [],
      },
      authors: [{ kind: "person", id: "899700000001", family: "DEMO", given: "Paul" }],
    },
    body: "structured",
    selfDisplaying: false,
    narrative: packNarrative([]),
    media: [],
    narrativeText: "",
  };
  return {
    entryUuid: "urn:uuid:1",
    title: "Compte rendu",
    type: { code: "34112-3", label: "CR hospitalier" },
    classCode: { code: "10", label: "Compte rendu" },
    mimeType: "text/xml",
    size: 10,
    sha1: "",
    sha256: over.uniqueId,
    hashOk: true,
    sizeOk: true,
    action: "new",
    patientId: "",
    author: "Paul DEMO",
    creationTime: "20260110",
    serviceStart: "20260109",
    entryName: "IHE_XDM/SUBSET01/DOC1.XML",
    submissionSet: "1",
    anomalies: [],
    cda,
    ...rest,
  };
}

/** A parsed message that carries documents in an archive. */
export function withDocuments(documents: readonly XdmDocument[], over: Partial<ParsedMessage> = {}): ParsedMessage {
  return parsed({
    parts: [
      {
        index: 2,
        name: "IHE_XDM.ZIP",
        mimeType: "application/zip",
        size: 99,
        sha256: "z",
        contentId: null,
        inline: false,
        dangerous: false,
      },
    ],
    xdm: { conform: true, anomalies: [], submissionSets: [], documents },
    ...over,
  });
}

/** A draft to somebody, ready to be handed over. */
export function draftTo(service: StoreService, address: string, over: Partial<Draft> = {}): Draft {
  return service.createDraft({
    mailboxId: BOX,
    to: [{ name: "Correspondant DEMO", address }],
    cc: [],
    bcc: [],
    subject: "Question",
    text: "Texte du brouillon",
    fin: false,
    readReceipt: false,
    answers: null,
    ...over,
  });
}

/** The list of everything, as subjects. */
export function subjects(
  service: StoreService,
  search = "",
  view: Parameters<StoreService["listConversations"]>[0]["view"] = "all",
): readonly string[] {
  return service
    .listConversations({ view, mailboxId: null, folderId: null, search, offset: 0, limit: 200 })
    .rows.map(({ subject }) => subject);
}
