import type { MailToWrite } from "../mail/write-mail";

/** A message of the world before it is written: where it lies, with its flags, and what makes its bytes. */
export type PlannedMessage = {
  readonly mailbox: string;
  readonly folder: "INBOX" | "Sent";
  readonly date: Date;
  readonly flags: readonly string[];
  readonly write: () => Promise<Buffer> | Buffer;
};

const DAY = 86_400_000;

/** What flags a message of that age is found with: read unless recent, done when old, answered when the practice answered. */
export function flagsFor(message: {
  readonly incoming: boolean;
  readonly answered: boolean;
  readonly age: number;
  readonly roll: number;
}): readonly string[] {
  const { incoming, answered, age, roll } = message;
  if (!incoming) return ["\\Seen"];
  const unread = !answered && (age < DAY ? roll < 0.85 : age < 4 * DAY && roll < 0.35);
  if (unread) return [];
  return [
    "\\Seen",
    ...(answered ? ["\\Answered"] : []),
    ...(roll > 0.93 ? ["\\Flagged"] : []),
    ...(age > 8 * DAY && roll < 0.9 ? ["$PliDone"] : []),
  ];
}

/** A message of text as a plan. */
export type PlannedText = Omit<PlannedMessage, "write"> & { readonly mail: MailToWrite };
