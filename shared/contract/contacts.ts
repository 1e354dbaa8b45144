import { z } from "zod";
import type { Contact, ContactFields, Team } from "#shared/domain/contact";
import type { ContactId, ConversationId, PatientId, TeamId } from "#shared/domain/ids";
import type { ConversationRow, DocumentCard } from "#shared/domain/message";
import { id, line, method, nothing } from "./method";

const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/u);

/** Fields of a contact, as the page sends them. */
const contactFields = z.strictObject({
  name: line(200),
  kind: z.enum(["PER", "ORG", "APP", "CAB", "unknown"]),
  profession: line(200),
  specialty: line(200),
  structure: line(400),
  postalCode: line(10),
  city: line(80),
  idNat: line(20),
  note: text(4000),
  addresses: z.array(line(254)).min(1).max(10).readonly(),
}) satisfies z.ZodType<ContactFields>;

const member = z.strictObject({ name: line(200), address: line(254) });

/** What an import did; `refused`: entries without an address that could be written to. */
export type ContactImport = { readonly added: number; readonly merged: number; readonly refused: number };

/** The correspondent of a conversation, as known here; each list is the last few. */
export type CorrespondentView = {
  readonly name: string;
  readonly address: string;
  readonly isContact: boolean;
  /** What was noted of the contact; empty without one. */
  readonly note: string;
  /** Exchanged with this address, in any mailbox; the conversation itself is left out. */
  readonly conversations: readonly ConversationRow[];
  /** In force, of any of these conversations. */
  readonly documents: readonly DocumentCard[];
  /** Whose documents were filed from these conversations. */
  readonly patients: readonly {
    readonly id: PatientId;
    readonly name: string;
    /** `YYYYMMDD`, or what is known of it. */
    readonly birthDate: string;
    readonly documents: number;
  }[];
};

/** Contacts and care teams. */
export const contacts = {
  "contacts.list": method(z.strictObject({ search: line(100), limit: z.number().int().min(1).max(5000) }), {
    needsStore: true,
  }).returns<readonly Contact[]>(),
  /** Adds (null) or changes; whoever is already there by an address or an identifier is completed, never doubled. */
  "contacts.save": method(z.strictObject({ id: id<ContactId>().nullable(), fields: contactFields }), {
    needsStore: true,
  }).returns<Contact>(),
  "contacts.remove": method(z.strictObject({ id: id<ContactId>() }), { needsStore: true }).returns<null>(),
  /** Completes the contacts from the directory of this computer and marks the addresses that it no longer publishes; null without a directory. */
  "contacts.refresh": method(nothing, { needsStore: true }).returns<{
    readonly completed: number;
    readonly gone: number;
  } | null>(),
  /** Opens the system's file chooser (vCard or CSV); null when the person gave up. */
  "contacts.import": method(nothing, { needsStore: true }).returns<ContactImport | null>(),
  /** False when the person gave up. */
  "contacts.export": method(z.strictObject({ format: z.enum(["vcard", "csv"]) }), { needsStore: true }).returns<{
    readonly saved: boolean;
  }>(),
  /** Null for a patient's conversation. */
  "contacts.correspondent": method(z.strictObject({ id: id<ConversationId>() }), {
    needsStore: true,
  }).returns<CorrespondentView | null>(),
  "teams.list": method(nothing, { needsStore: true }).returns<readonly Team[]>(),
  "teams.save": method(
    z.strictObject({
      id: id<TeamId>().nullable(),
      name: line(120).min(1),
      note: text(2000),
      members: z.array(member).max(50).readonly(),
    }),
    { needsStore: true },
  ).returns<Team>(),
  /** Puts somebody in a team that exists, or in a new one of that name; whoever is in it already stays once. */
  "teams.add": method(z.strictObject({ id: id<TeamId>().nullable(), name: line(120).min(1), member }), {
    needsStore: true,
  }).returns<Team>(),
  "teams.remove": method(z.strictObject({ id: id<TeamId>() }), { needsStore: true }).returns<null>(),
} as const;
