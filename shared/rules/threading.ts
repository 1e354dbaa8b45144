import { isAnswerSubject, subjectKey } from "./subject";

/** Conversation that a stored message belongs to; `patient` is the matricule that keys it, `null` between professionals. */
export type KnownConversation = { readonly conversationId: string; readonly patient: string | null };

/** What placing a message needs. Ids may be written with or without `<>`; `date` is ISO. */
export type MessageToPlace = {
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly date: string;
  /** The other party: the sender of received mail, the first recipient of sent mail. */
  readonly correspondent: string;
  /** Matricules of the patients who wrote it or whom it was written to; none between professionals. */
  readonly patients: readonly string[];
  readonly folder: "inbox" | "sent" | "drafts" | "archive" | "junk" | "trash" | "other";
};

/** What is known of the messages already stored; ids are given normalised. */
export type ThreadLookup = {
  readonly known: (messageId: string) => KnownConversation | null;
  /** Conversation of a stored message that names this one among its references: an answer that came first. */
  readonly answerTo?: (messageId: string) => KnownConversation | null;
  /** Latest stored message with this subject key exchanged with this correspondent, in either direction. */
  readonly bySubject?: (key: string, correspondent: string) => (KnownConversation & { readonly date: string }) | null;
};

/** The conversation to join, or a new one, with the patient that keys it. */
export type Placement =
  | { readonly kind: "join"; readonly conversationId: string; readonly patient: string | null }
  | { readonly kind: "new"; readonly patient: string | null };

const MOST_REFERENCES = 100;
const SUBJECT_DAYS = 90;

/** A Message-ID as stored and looked up: without `<>` nor spaces; empty when there is none or it is over 998 characters. */
export const normalMessageId = (id: string): string => {
  const bare = id.length > 998 ? "" : id.replace(/\s+/g, "");
  return bare.startsWith("<") && bare.endsWith(">") ? bare.slice(1, -1) : bare;
};

/** Ids that the message answers, nearest first: In-Reply-To, then References from the last; at most 100. */
const answered = (message: MessageToPlace): readonly string[] => {
  const self = normalMessageId(message.messageId);
  const nearest = message.references.slice(-MOST_REFERENCES).toReversed();
  const ids = [message.inReplyTo, ...nearest].map(normalMessageId).filter((id) => id !== "" && id !== self);
  return [...new Set(ids)].slice(0, MOST_REFERENCES);
};

const withinDays = (a: string, b: string): boolean =>
  Math.abs(Date.parse(a) - Date.parse(b)) <= SUBJECT_DAYS * 86_400_000;

/**
 * Places a message among the stored conversations. A conversation never holds two patients: a link that leads to a conversation of
 * another patient, or from a patient to one between professionals, is ignored, whoever forged it. Without a link that holds, an
 * answer joins by subject within 90 days and the same correspondent; unwanted mail joins by its own id only.
 */
export const placeMessage = (message: MessageToPlace, lookup: ThreadLookup): Placement => {
  const [patient = null, ...others] = new Set(message.patients);
  // Written to several patients: it belongs with none of their exchanges.
  if (others.length > 0) return { kind: "new", patient: null };
  const fits = (found: KnownConversation | null | undefined): found is KnownConversation =>
    found != null && found.patient === patient;
  const join = (found: KnownConversation): Placement => ({
    kind: "join",
    conversationId: found.conversationId,
    patient,
  });

  const id = normalMessageId(message.messageId);
  const copy = id === "" ? null : lookup.known(id);
  if (fits(copy)) return join(copy);
  if (message.folder === "junk") return { kind: "new", patient };
  for (const reference of answered(message)) {
    const found = lookup.known(reference);
    if (fits(found)) return join(found);
  }
  const answer = id === "" ? null : lookup.answerTo?.(id);
  if (fits(answer)) return join(answer);

  const key = isAnswerSubject(message.subject) ? subjectKey(message.subject) : "";
  if (key === "") return { kind: "new", patient };
  const similar = lookup.bySubject?.(key, message.correspondent.trim().toLowerCase());
  return fits(similar) && withinDays(similar.date, message.date) ? join(similar) : { kind: "new", patient };
};
