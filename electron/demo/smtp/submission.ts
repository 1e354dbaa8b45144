/** A message that the server took charge of. Addresses are in lower case. */
export type Submission = {
  /** The mailbox that was signed in, and the envelope's sender. */
  readonly sender: string;
  readonly recipients: readonly SubmittedRecipient[];
  /** ENVID and RET of the delivery status request (RFC 3461), as given. */
  readonly envelopeId: string;
  readonly raw: Buffer;
};

/** A recipient with what the sender wants to hear of it (NOTIFY, RFC 3461). */
export type SubmittedRecipient = { readonly address: string; readonly notify: readonly string[] };

/** Whether a recipient may be written to: `outside` is not of the space of trust. */
export type RecipientVerdict = "accepted" | "unknown" | "outside";

/** Switches that make the server misbehave on demand, read at each use. */
export type SmtpFaults = {
  /** Answers the next DATA with 451; switches itself off. */
  deferNext: boolean;
  /** Accepts and delivers the next message, then cuts before the answer; switches itself off. */
  dropAfterDataOnce: boolean;
  /** Answers every AUTH with 454. */
  unavailable: boolean;
};

/** A set of faults with every switch off. */
export function createSmtpFaults(): SmtpFaults {
  return { deferNext: false, dropAfterDataOnce: false, unavailable: false };
}
