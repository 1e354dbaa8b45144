import { firstCharacters, singleLine } from "./fold";

/** Application codes of an integration failure (ANS, table applicationErrorCondition), each with the label that travels with it. */
export const INTEGRATION_LABELS = {
  "900": "Version incorrecte du document à remplacer ou à supprimer",
  "901": "Auteur non autorisé",
  "902": "Identifiant de patient inconnu",
  "903": "INS non présent dans le document",
  "904": "INS ou traits non strictement égaux à ceux du dossier",
  "905": "INS incomplet (traits absents)",
  "906": "Autre erreur",
} as const;

/** One of those codes. */
export type IntegrationCode = keyof typeof INTEGRATION_LABELS;

/** The codes in their order. */
export const INTEGRATION_CODES = Object.keys(INTEGRATION_LABELS) as readonly IntegrationCode[];

/** What a received message says of who may be told, and how. Addresses are empty where absent. */
export type ReportedMessage = {
  readonly from: string;
  readonly replyTo: readonly string[];
  readonly messageId: string;
  /** `Disposition-Notification-To`. */
  readonly receiptAskedBy: string;
  readonly returnPath: string;
};

/**
 * How the sender is told. `mdn` only where a receipt was asked (no `Disposition-Notification-To`, no MDN: IG-MDN v1.1.3) of a message that
 * can be named; else an ordinary `mail`. `byItself`: a rule may send it, since the asker is who sent the message, by the envelope and by the author (RFC 8098 §2.1).
 */
export type ReportWay = { readonly form: "mdn" | "mail"; readonly to: string; readonly byItself: boolean };

/** Chooses the way; null where nobody can be told. */
export const reportWay = (message: ReportedMessage): ReportWay | null => {
  const asked = message.receiptAskedBy.trim();
  if (asked !== "" && message.messageId !== "") {
    const is = (address: string): boolean => asked.toLowerCase() === address.trim().toLowerCase();
    return { form: "mdn", to: asked, byItself: is(message.returnPath) && is(message.from) };
  }
  const to = message.replyTo[0] ?? message.from;
  return to === "" ? null : { form: "mail", to, byItself: false };
};

/** Subject of a report: `[KO Intégration système !][902] XDM/1.0/DDM+…`; the prefix of an earlier report is not repeated. */
export const reportSubject = (code: IntegrationCode, original: string): string => {
  const rest = singleLine(original.slice(0, 2000)).replace(/^\[(?:KO|Erreur)[^\]]{0,60}\]\s*(?:\[\d{1,4}\]\s*)?/iu, "");
  return firstCharacters(`[KO Intégration système !][${code}] ${rest}`.trimEnd(), 400);
};

/** What the sender reads: the code with its label, what the person adds, and that the original is joined. French, as the space of trust writes. */
export const reportText = (code: IntegrationCode, words: string): string =>
  [
    "Bonjour,",
    "",
    "Le message ci-joint n’a pas pu être intégré automatiquement dans le dossier du patient, pour la raison suivante :",
    `${code} - ${INTEGRATION_LABELS[code]}`,
    ...(words.trim() === "" ? [] : ["", words.trim()]),
    "",
    "Le message d’origine est joint en entier.",
    "",
  ].join("\n");

const OF_ANOMALY: Readonly<Record<string, IntegrationCode>> = {
  "version-not-latest": "900",
  "version-delete-unknown": "900",
  "version-author-not-allowed": "901",
};

/** The code that fits best: what stopped the version of the document first, then what stopped its filing, else `906`. */
export const suggestedCode = (anomalies: readonly string[], filing: number | null): IntegrationCode => {
  const version = anomalies.map((one) => OF_ANOMALY[one]).find((one) => one !== undefined);
  if (version !== undefined) return version;
  const code = String(filing ?? "");
  return isIntegrationCode(code) ? code : "906";
};

/** Whether a text is one of the codes. */
export const isIntegrationCode = (text: string): text is IntegrationCode => Object.hasOwn(INTEGRATION_LABELS, text);
