import type { BounceReason } from "#shared/domain/message";

/** Enhanced status codes (RFC 3463) whose meaning is exact enough; the class digit is dealt with apart. */
const BY_STATUS: readonly (readonly [RegExp, BounceReason])[] = [
  [/^\d\.1\.[1]$/, "unknown"],
  [/^\d\.1\.(?:0|2|3|4|6|10)$/, "invalid"],
  [/^\d\.2\.1$/, "closed"],
  [/^\d\.2\.2$/, "quota"],
  [/^\d\.(?:2\.3|3\.4)$/, "too-big"],
  [/^\d\.7\.\d+$/, "refused"],
];

/** Words of servers and of Mon espace santé, accents folded; the most precise first. */
const BY_WORDS: readonly (readonly [RegExp, BounceReason])[] = [
  [
    /messagerie (?:du patient |de l.usager |de l.utilisateur )?(?:est |a ete )?(?:fermee|cloturee|desactivee|suspendue)|mailbox (?:is )?(?:disabled|closed|inactive)|account (?:is )?(?:disabled|inactive)|(?:boite|bal|compte) .{0,40}(?:fermee?|cloturee?|desactivee?)/,
    "closed",
  ],
  [
    /patient .{0,40}(?:non trouve|introuvable|inconnu)|user unknown|unknown user|no such user|does not exist|recipient address rejected: user|(?:utilisateur|destinataire|usager) .{0,30}(?:inconnu|introuvable)|n.existe pas/,
    "unknown",
  ],
  [
    /adresse .{0,60}(?:invalide|incorrecte|erronee)|bad destination|invalid (?:address|recipient)|host or domain name not found|domain .{0,40}not found/,
    "invalid",
  ],
  [
    /message size exceeds|message too (?:big|large)|size limit|trop (?:volumineux|gros|lourd)|taille .{0,60}(?:depass|maxim|limit)|exceeds (?:the )?(?:maximum|size)/,
    "too-big",
  ],
  [/over ?quota|quota exceeded|mailbox (?:is )?full|boite .{0,40}pleine|insufficient (?:system )?storage/, "quota"],
  [
    /access denied|relay(?:ing)? (?:access )?denied|not authori[sz]ed|blocked|policy|refuse|rejete|espace de confiance/,
    "refused",
  ],
];

/** SMTP codes of the ANS table (IG-CDA, SMTPERRORCODE) that name a cause by themselves. */
const BY_SMTP: Readonly<Record<string, BounceReason>> = {
  "422": "quota",
  "452": "quota",
  "552": "quota",
  "523": "too-big",
  "510": "invalid",
  "512": "invalid",
  "513": "invalid",
  "553": "invalid",
  "530": "refused",
  "541": "refused",
  "551": "unknown",
};

/**
 * Why a message did not arrive, from its status (RFC 3463), the server's diagnostic and the words for people. The status wins where
 * it is exact, then the words, then the SMTP code; a 4.x.x of no known cause is `temporary`, anything else `other`.
 */
export function bounceReason(status: string, diagnostic: string, words = ""): BounceReason {
  const exact = BY_STATUS.find(([pattern]) => pattern.test(status))?.[1];
  // Postfix files "message too big" under 5.3.4, but some servers under 5.2.2 or 5.7.1: their words decide between these.
  const said = reasonOfWords(diagnostic) ?? reasonOfWords(words);
  if (exact && !(said && (exact === "refused" || exact === "invalid" || exact === "quota"))) return exact;
  if (said) return said;
  const code = /\b([45]\d\d)[ -]/.exec(diagnostic)?.[1] ?? "";
  const bySmtp = BY_SMTP[code];
  if (bySmtp) return bySmtp;
  if (status.startsWith("4") || code.startsWith("4")) return "temporary";
  return "other";
}

function reasonOfWords(text: string): BounceReason | undefined {
  const folded = text.slice(0, 5_000).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  return BY_WORDS.find(([pattern]) => pattern.test(folded))?.[1];
}
