/** A point of the sending rules that holds back a message already handed over; `about` is what it is about, empty when nothing. */
export type HeldPoint = { readonly severity: "block" | "confirm"; readonly code: string; readonly about: string };

const PREFIX = "held:";
/** Confirmations that concern the person written to: when one appears after the message was written, it is asked before it leaves. */
const ASKED_AGAIN: ReadonlySet<string> = new Set([
  "patient-identity",
  "opposition",
  "patient-not-qualified",
  "document-patient-unknown",
]);

type Point = { readonly code: string; readonly about?: string };

/** What holds a message back when it is about to leave: the first block, else the first question about a patient that was not answered when it was written. */
export function heldPoint(
  check: { readonly blocks: readonly Point[]; readonly confirms: readonly (Point & { readonly key: string })[] },
  confirmed: readonly string[],
): HeldPoint | null {
  const [block] = check.blocks;
  if (block !== undefined) return { severity: "block", code: block.code, about: block.about ?? "" };
  const open = check.confirms.find(({ code, key }) => ASKED_AGAIN.has(code) && !confirmed.includes(key));
  return open === undefined ? null : { severity: "confirm", code: open.code, about: open.about ?? "" };
}

/** The point as the failure code that the queue keeps. */
export const heldFailure = ({ severity, code, about }: HeldPoint): string => `${PREFIX}${severity}:${code}:${about}`;

/** The point that a failure code tells, null for any other failure. */
export function readHeld(failure: string | null): HeldPoint | null {
  const [, severity, code, about] = /^held:(block|confirm):([a-z-]+):(.*)$/su.exec(failure ?? "") ?? [];
  if ((severity !== "block" && severity !== "confirm") || code === undefined) return null;
  return { severity, code, about: about ?? "" };
}

/** A failure as the journal and the conversation may tell it: without the address or the matricule that it is about. */
export const plainFailure = (failure: string): string => (readHeld(failure) === null ? failure : "send-held");
