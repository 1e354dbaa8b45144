import type { RuleActs, RuleConditions, WrittenRule } from "#shared/domain/mail-rule";
import type { CorrespondentKind } from "#shared/domain/message";
import { fold } from "./fold";

/** What a rule may know of a message that arrived. */
export type RuledMessage = {
  readonly fromName: string;
  readonly fromAddress: string;
  readonly kind: CorrespondentKind;
  readonly subject: string;
  /** Codes of the types of its documents. */
  readonly documents: readonly string[];
  /** One of its documents is in nobody's folder yet. */
  readonly unfiled: boolean;
};

/** Why a rule cannot be kept. */
export type RuleFault = "no-condition" | "no-act" | "patient-label-only" | "folder-of-one-mailbox" | "folder-missing";

/** Longest text looked at: senders and subjects are written by others. */
const LONGEST = 400;

/** Whether a message answers every condition that is given; accents and case do not count. */
export function ruleMatches(when: RuleConditions, message: RuledMessage): boolean {
  return (
    (when.kind === null || when.kind === message.kind) &&
    fromMatches(when.from, message) &&
    holdsWords(message.subject, when.words) &&
    documentMatches(when.document, message.documents)
  );
}

/**
 * What a rule does of a message that answers it. A patient's message is never set aside by a rule: it is labelled, and stays to do and
 * announced. A document that is in nobody's folder keeps its message to do.
 */
export function actsOn(does: RuleActs, { kind, unfiled }: RuledMessage): RuleActs {
  if (kind === "patient") return { ...does, done: false, moves: false, folderId: null, silent: false };
  if (unfiled) return { ...does, done: false, moves: false, folderId: null };
  return does;
}

/** Whether these acts change nothing at all. */
export const doesNothing = ({ labelId, done, moves, folderId, silent }: RuleActs): boolean =>
  labelId === null && !done && !(moves && folderId !== null) && !silent;

/** What is missing in a rule before it can be kept, null when nothing is. */
export function ruleFault({ mailboxId, when, does }: WrittenRule): RuleFault | null {
  if (when.kind === null && when.document === null && wordsOf(when.from).length + wordsOf(when.words).length === 0)
    return "no-condition";
  if (does.labelId === null && !does.done && !does.moves && !does.silent) return "no-act";
  if (when.kind === "patient" && does.labelId === null) return "patient-label-only";
  if (does.moves && mailboxId === null) return "folder-of-one-mailbox";
  if (does.moves && does.folderId === null) return "folder-missing";
  return null;
}

function fromMatches(from: string, { fromName, fromAddress }: RuledMessage): boolean {
  const asked = from.trim().toLowerCase();
  const address = fromAddress.slice(0, LONGEST).toLowerCase();
  if (asked === "") return true;
  if (asked.startsWith("@")) return address.endsWith(asked);
  if (asked.includes("@")) return address === asked;
  return holdsWords(`${fromName} ${address}`, from);
}

function documentMatches(asked: string | null, documents: readonly string[]): boolean {
  if (asked === null) return true;
  return asked === "any" ? documents.length > 0 : documents.includes(asked);
}

/** Each word asked begins one of the words of the text. */
function holdsWords(text: string, asked: string): boolean {
  const words = wordsOf(text);
  return wordsOf(asked).every((start) => words.some((word) => word.startsWith(start)));
}

const wordsOf = (text: string): readonly string[] =>
  fold(text.slice(0, LONGEST))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
