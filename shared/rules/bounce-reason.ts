import { fold } from "./fold";

/** Why a message did not reach its recipient, in the few words that the interface has. */
export type BounceReason =
  | "none"
  | "closed"
  | "unknown"
  | "invalid"
  | "too-big"
  | "refused"
  | "quota"
  | "temporary"
  | "other";

/** Enhanced status codes (RFC 3463), first match wins. */
const BY_STATUS: readonly (readonly [RegExp, BounceReason])[] = [
  [/^2\./, "none"],
  [/^[45]\.(?:2\.3|3\.4)$/, "too-big"],
  [/^[45]\.2\.2$/, "quota"],
  [/^4\./, "temporary"],
  [/^5\.2\.1$/, "closed"],
  [/^5\.1\.(?:1|6|10)$/, "unknown"],
  [/^5\.1\.(?:0|2|3)$/, "invalid"],
  [/^5\.7\./, "refused"],
];

/** SMTP reply codes (RFC 5321, ANS table SMTPERRORCODE). */
const BY_REPLY: Readonly<Record<string, BounceReason>> = {
  "510": "invalid",
  "512": "invalid",
  "513": "invalid",
  "523": "too-big",
  "530": "refused",
  "541": "refused",
  "550": "unknown",
  "551": "unknown",
  "552": "quota",
  "553": "invalid",
  "554": "refused",
};

/** Words of Mon espace santé and of common servers, folded. */
const BY_WORDS: readonly (readonly [RegExp, BounceReason])[] = [
  [
    /(?:messagerie|boite|compte|bal)[^.]{0,40}(?:fermee|cloturee|desactivee|suspendue)|(?:mailbox|account)[^.]{0,20}(?:disabled|closed|inactive)/,
    "closed",
  ],
  [
    /(?:patient|usager|destinataire|utilisateur)[^.]{0,20}(?:non trouve|introuvable|inconnu)|(?:user|recipient|mailbox)[^.]{0,20}(?:unknown|not found)|unknown user|no such (?:user|recipient)|does(?:n't| not) exist/,
    "unknown",
  ],
  [/adresse[^.]{0,30}(?:invalide|incorrecte|non valide)|(?:bad|invalid)[^.]{0,20}address/, "invalid"],
  [
    /taille[^.]{0,40}(?:depass|maxim)|trop volumineux|(?:message|size)[^.]{0,30}(?:too (?:big|large)|exceed)/,
    "too-big",
  ],
  [/quota|(?:boite|mailbox)[^.]{0,20}(?:pleine|full)/, "quota"],
];

/** Reason told by the words of a bounce, French or English; `other` when they tell nothing. At most 20,000 characters are read. */
export const bounceReasonFromText = (text: string): BounceReason => {
  const words = fold(text.slice(0, 20_000));
  return BY_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? "other";
};

/** Reason of a failed or delayed delivery; the words of a final refusal say more than its codes, which servers use loosely. */
export const bounceReason = (status: string, diagnostic: string): BounceReason => {
  const coded = BY_STATUS.find(([pattern]) => pattern.test(status))?.[1];
  if (coded !== undefined && /^[24]/.test(status)) return coded;
  const worded = bounceReasonFromText(diagnostic);
  if (worded !== "other") return worded;
  if (coded !== undefined) return coded;
  const reply = /\b([45]\d{2})\b/.exec(diagnostic.slice(0, 1000))?.[1] ?? "";
  return BY_REPLY[reply] ?? (reply.startsWith("4") ? "temporary" : "other");
};
