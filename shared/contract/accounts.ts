import { z } from "zod";
import type { MailboxId } from "#shared/domain/ids";
import type { ConnectionState, Folder, Mailbox } from "#shared/domain/mailbox";
import type { CodePlace } from "#shared/domain/sync";
import { id, line, method, nothing, WRITING } from "./method";

/** One step of the connection test, in the order it is made. */
export type TestStep = {
  readonly step:
    | "proxy"
    | "autoconfig"
    | "dns"
    | "tcp"
    | "starttls"
    | "certificate"
    | "sign-in"
    | "imap"
    | "smtp"
    | "directory";
  readonly state: "waiting" | "running" | "ok" | "failed" | "skipped";
  /** Code of what went wrong, worded by the catalogue. */
  readonly code?: string;
  readonly about?: string;
  readonly sent?: LinkSent;
};

/** A link that was sent: until when it may be opened (ISO), and the two digits to compare with it where there are any. */
export type LinkSent = { readonly until: string; readonly digits: string | null };

/** A mailbox with its folders and connection. */
export type MailboxView = Mailbox & {
  readonly folders: readonly Folder[];
  readonly connection: ConnectionState;
  readonly toDo: number;
  /** The operator keeps no keywords: what is dealt with, labelled or taken in charge is known on this computer alone. */
  readonly statesHere: boolean;
  /** What it waits for from the person before it opens or sends; null: nothing. */
  readonly asks: MailboxAsks | null;
};

/** A mailbox that waits for the person: for a one-time code, or for her approval on a link. */
export type MailboxAsks = CodeAsked | LinkAsked;

/** A mailbox that wants a one-time code, with its password where that is not known (any more): the first, another, or the last was refused. */
export type CodeAsked = {
  readonly kind: "code";
  readonly login: string;
  readonly place: CodePlace;
  readonly withPassword: boolean;
  readonly why: "first" | "again" | "refused";
};

/** A mailbox that its operator opens by a link: none asked yet, another needed, one on its way to the person, or what became of the last one. */
export type LinkAsked = {
  readonly kind: "link";
  readonly hint: "address" | "telephone";
  readonly why: "first" | "again" | "waiting" | LinkEnd;
  readonly sent: LinkSent | null;
};

/** Why a link opened nothing; `config`: the provider does not know this computer's client, or answers what it should not. */
export type LinkEnd = "refused" | "expired" | "unknown-person" | "unavailable" | "config" | "issuer";

/** A certificate as the page sees it: whom it names and until when (ISO). */
export type CertificateView = { readonly subject: string; readonly validTo: string };

/** By a certificate, with what is said after TLS; by a login, a password and a code, joined as the operator wants them; by a link of the operator. */
const auth = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("certificate"), sasl: z.enum(["external", "none"]) }),
  z.strictObject({ kind: z.literal("code"), login: line(254).min(1), place: z.enum(["after", "comma", "alone"]) }),
  z.strictObject({
    kind: z.literal("operator-ciba"),
    issuer: line(300).min(1),
    clientId: line(200).min(1),
    hint: z.enum(["address", "telephone"]),
    login: line(254).min(1),
    digits: z.literal(true).optional(),
  }),
]);

/** What the person typed; a null password is the one she typed before. */
const secret = z.strictObject({ password: line(200).nullable(), code: line(200).min(1) });

const server = z.strictObject({ host: line(253), port: z.number().int().min(1).max(65_535) });

/** Mailboxes of the profile. */
export const accounts = {
  "mailboxes.list": method(nothing, { needsStore: true, windows: WRITING }).returns<readonly MailboxView[]>(),
  /** Reads the operator's autoconfiguration, keeps it, then connects; steps come as `connection-test` events. */
  "mailboxes.add": method(
    z.strictObject({
      address: line(254),
      name: line(80),
      kind: z.enum(["PER", "ORG", "APP"]),
      fromLabel: line(160),
      environmentId: id<string>(),
      /** Typed by hand where the operator publishes nothing; under the same policy. */
      servers: z.strictObject({ imap: server, smtp: server }).optional(),
      /** Absent: by the identity of who signed in. A certificate is the one just chosen, which is kept with the mailbox. */
      auth: auth.optional(),
      /** With a code only: never kept beyond the session. */
      secret: secret.optional(),
      /** With a link only: what proves the client to the operator's provider, kept encrypted with the mailbox. */
      clientSecret: line(400).min(1).optional(),
    }),
    { needsStore: true, needsSession: true },
  ).returns<{ readonly mailbox: MailboxView | null; readonly steps: readonly TestStep[] }>(),
  "mailboxes.test": method(z.strictObject({ mailboxId: id<MailboxId>() }), { needsStore: true }).returns<
    readonly TestStep[]
  >(),
  /** Opens a mailbox that asks, and lets leave what waits for its code; `password-missing` where none is known. */
  "mailboxes.giveCode": method(z.strictObject({ mailboxId: id<MailboxId>(), secret }), {
    needsStore: true,
  }).returns<null>(),
  /** Asks its operator to send the link that opens a mailbox; answers at once, what becomes of it is in `asks`. `link-busy` while another waits. */
  "mailboxes.askLink": method(z.strictObject({ mailboxId: id<MailboxId>() }), {
    needsStore: true,
    needsSession: true,
  }).returns<null>(),
  /** Gives up the link that waits, at once. */
  "mailboxes.cancelLink": method(nothing).returns<null>(),
  /** Lets the person choose the PKCS#12 file that opens a mailbox, for the next one that is added. Null when she gave up. */
  "mailboxes.chooseCertificate": method(z.strictObject({ passphrase: z.string().max(200) }), {
    needsStore: true,
  }).returns<CertificateView | null>(),
  /** The certificate of a mailbox, null where it has none. */
  "mailboxes.certificate": method(z.strictObject({ mailboxId: id<MailboxId>() }), {
    needsStore: true,
  }).returns<CertificateView | null>(),
  /** Another file in the place of the one that opens a mailbox, which connects again. Null when she gave up. */
  "mailboxes.replaceCertificate": method(
    z.strictObject({ mailboxId: id<MailboxId>(), passphrase: z.string().max(200) }),
    { needsStore: true, traced: true },
  ).returns<CertificateView | null>(),
  /** Where answers to its messages are asked to go; null: to itself (ECO.2.2.5). */
  "mailboxes.replyTo": method(z.strictObject({ mailboxId: id<MailboxId>() }), { needsStore: true }).returns<{
    readonly address: string | null;
  }>(),
  /** Refused (`reply-to-invalid`, `reply-to-outside`) for what is no MSSanté address of a professional or a structure; empty takes it away. */
  "mailboxes.setReplyTo": method(z.strictObject({ mailboxId: id<MailboxId>(), address: line(254) }), {
    needsStore: true,
  }).returns<{ readonly address: string | null }>(),
  "mailboxes.sync": method(z.strictObject({ mailboxId: id<MailboxId>().nullable() }), {
    needsStore: true,
  }).returns<null>(),
} as const;
