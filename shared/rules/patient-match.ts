import { insNature, isKeyValid } from "./ins";
import { missingTraits, traitDifferences } from "./trait-equality";
import type { TraitDifference, Traits } from "./trait-equality";

/** What a document says of its patient; `matricule` and `oid` are empty without INS. */
export type DocumentIdentity = Traits & { readonly matricule: string; readonly oid: string };

/** A patient of the local base. */
export type MatchCandidate = Traits & {
  readonly id: string;
  readonly matricule: string;
  readonly oid: string;
  readonly status: "PROV" | "RECUP" | "VALI" | "QUAL";
};

/** What was checked on the message and its archive before looking at the patient. */
export type MatchIntegrity = {
  /** Hash and size of every document agree with METADATA. */
  readonly intact: boolean;
  /** The archive was read whole, within the limits. */
  readonly withinLimits: boolean;
  /** METADATA and the document give the same matricule and OID. */
  readonly metadataAgrees: boolean;
  /** All documents of the message concern one patient (ECO.2.1.1). */
  readonly singlePatient: boolean;
  /** From is in the MSSanté space. */
  readonly senderTrusted: boolean;
  /** The archive came back inside a returned message. */
  readonly returned: boolean;
};

export type MatchInput = {
  readonly document: DocumentIdentity;
  readonly integrity: MatchIntegrity;
  /** Whole local base, or at least every patient with this matricule. */
  readonly candidates: readonly MatchCandidate[];
  readonly profile: "production" | "test" | "demo";
};

/** Why; the first reason decided, the others are to be told too. */
export type MatchReason =
  | "broken-document"
  | "over-limits"
  | "metadata-disagrees"
  | "several-patients"
  | "returned-message"
  | "sender-outside"
  | "no-ins"
  | "traits-missing"
  | "bad-key"
  | "test-ins"
  | "patient-unknown"
  | "other-authority"
  | "several-records"
  | "not-qualified"
  | "traits-differ"
  | "all-equal";

/** What becomes of a document: filed, shown to a person to decide, proposed for creation, or blocked. `code` is the ANS application code. */
export type MatchDecision = {
  readonly outcome: "auto" | "manual" | "create" | "block";
  readonly reasons: readonly MatchReason[];
  readonly code: 902 | 903 | 904 | 905 | 906 | null;
  readonly differences: readonly TraitDifference[];
  readonly candidateId: string | null;
};

type Finding = Pick<MatchDecision, "outcome" | "code"> & { readonly reason: MatchReason };

const manual = (reason: MatchReason, code: MatchDecision["code"]): Finding => ({ outcome: "manual", reason, code });
const block = (reason: MatchReason): Finding => ({ outcome: "block", reason, code: 906 });

/** Row 1, and what forbids to file by itself whatever the patient. */
const integrityFindings = (integrity: MatchIntegrity): readonly (Finding | false)[] => [
  !integrity.intact && block("broken-document"),
  !integrity.withinLimits && block("over-limits"),
  !integrity.metadataAgrees && block("metadata-disagrees"),
  integrity.returned && manual("returned-message", 906),
  !integrity.singlePatient && manual("several-patients", 906),
  !integrity.senderTrusted && manual("sender-outside", 906),
];

/** Rows 2 to 4: what the document alone tells. */
const documentFindings = (document: DocumentIdentity, profile: MatchInput["profile"]): readonly (Finding | false)[] => {
  const nature = insNature(document.oid);
  if (document.matricule === "" || nature === "other") return [manual("no-ins", 903)];
  const fictitious = nature === "test" || nature === "demo";
  return [
    missingTraits(document).length > 0 && manual("traits-missing", 905),
    // ANS publishes test identities whose key is wrong.
    !fictitious && !isKeyValid(document.matricule) && manual("bad-key", 906),
    fictitious && profile === "production" && manual("test-ins", 906),
  ];
};

/** Rows 5 to 9: what the local base tells. */
const localFindings = (
  document: DocumentIdentity,
  found: readonly MatchCandidate[],
  elsewhere: boolean,
): readonly (Finding | false)[] => {
  const [only, ...others] = found;
  if (only === undefined) {
    return [{ outcome: "create", reason: "patient-unknown", code: 902 }, elsewhere && manual("other-authority", 902)];
  }
  if (others.length > 0) return [manual("several-records", 906)];
  return [
    only.status !== "QUAL" && manual("not-qualified", 906),
    traitDifferences(document, only).length > 0 && manual("traits-differ", 904),
  ];
};

/**
 * Decides where a document goes, by the table of xdm-cda-ins §8.4: filed by itself only when a qualified patient has the same
 * matricule, OID and strict traits, and nothing else is odd. Decide for each document of a message; the message follows the most careful.
 */
export const matchPatient = ({ document, integrity, candidates, profile }: MatchInput): MatchDecision => {
  const same = document.matricule === "" ? [] : candidates.filter((one) => one.matricule === document.matricule);
  const found = same.filter((one) => one.oid === document.oid);
  const alone = documentFindings(document, profile);
  const hasIns = document.matricule !== "" && insNature(document.oid) !== "other";
  const local = hasIns ? localFindings(document, found, same.length > found.length) : [];
  const findings = [...integrityFindings(integrity), ...alone, ...local].filter((finding) => finding !== false);
  const [only, ...others] = hasIns ? found : [];
  const candidate = others.length === 0 ? only : undefined;
  const [first] = findings;
  return {
    outcome: first?.outcome ?? "auto",
    reasons: first === undefined ? ["all-equal"] : findings.map((finding) => finding.reason),
    code: first?.code ?? null,
    differences: candidate === undefined ? [] : traitDifferences(document, candidate),
    candidateId: candidate?.id ?? null,
  };
};
