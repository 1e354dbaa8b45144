import { parseAddress } from "./address";
import { encodedSize, sizeLimit } from "./attachment-limits";
import { firstCharacters, singleLine, utf8Length } from "./fold";
import { mentionsAttachment } from "./forgotten-attachment";
import { ageOn, dayOf } from "./hl7-date";
import { insNature, isKeyValid, matriculeFromAddress, MES_DOMAIN, MES_TEST_ROBOT, parseMatricule } from "./ins";
import type { ParsedMatricule, Sex } from "./ins";
import { fieldMark, openFields } from "./template-fields";
import { isFresh, isInTrustSpace } from "./trust-space";
import type { WhiteList } from "./trust-space";

/** What the local base knows of a patient written to. `birthDate` starts with `YYYYMMDD`; dates of opposition are `YYYY-MM-DD`. */
export type PatientFacts = {
  readonly name: string;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly oid: string;
  readonly status: "PROV" | "RECUP" | "VALI" | "QUAL";
  readonly opposedOn?: string;
  readonly opposedToProfessionalsOn?: string;
};

/** A message about to leave, and what is known around it. */
export type DraftToCheck = {
  readonly from: string;
  /** To, Cc and Bcc together. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly bodyText: string;
  readonly fin?: boolean;
  /** Matricules of the patients whose exchange with this mailbox is closed. */
  readonly closedExchanges?: readonly string[];
  /** ISO date of the answer that somebody else of the mailbox already gave to the message that this one answers. */
  readonly answeredAt?: string | null;
  /** Somebody else of the mailbox who takes care of the conversation, by name or national identifier. */
  readonly takenBy?: string | null;
  readonly attachmentCount: number;
  readonly attachmentsEncodedBytes: number;
  /** Matricule of the patient of each joined document, empty where the document has no INS. */
  readonly documentPatients: readonly string[];
  /** Names of the patients of documents without INS whose local record opposes exchanges between professionals. */
  readonly opposedByTraits?: readonly string[];
  readonly patientFacts: Readonly<Record<string, PatientFacts>>;
  readonly nil: string;
  readonly environment: "production" | "test" | "demo";
  readonly whiteList?: WhiteList;
  readonly smtpSizeLimit: number | null;
  readonly settingSizeLimit?: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

export type BlockCode =
  | "no-recipient"
  | "invalid-address"
  | "outside-trust-space"
  | "bad-ins-key"
  | "several-patient-recipients"
  | "several-document-patients"
  | "document-patient-mismatch"
  | "too-big"
  | "no-nil-in-production";
export type ConfirmCode =
  | "opposition"
  | "opposition-professionals"
  | "minor"
  | "patient-not-qualified"
  | "mixed-patient-professional"
  | "document-patient-unknown"
  | "many-recipients"
  | "trust-list-stale"
  | "open-field"
  | "already-answered"
  | "taken-by-other";
export type InformCode = "empty-subject" | "forgotten-attachment" | "reopens-exchange";

/** What the person confirms before writing to a patient: what the matricule tells, and what the local base says. */
export type PatientIdentityPoint = {
  readonly code: "patient-identity";
  readonly about: string;
  readonly patient: Omit<ParsedMatricule, "value" | "keyValid"> & {
    readonly known: { readonly name: string; readonly birthDate: string; readonly agrees: boolean } | null;
  };
};
export type Point<Code extends string> = { readonly code: Code; readonly about?: string };

/** What stops the message, what must be confirmed first, what is worth telling. `about`: an address, a matricule, or a number of bytes. */
export type DraftVerdict = {
  readonly blocks: readonly Point<BlockCode>[];
  readonly confirms: readonly (Point<ConfirmCode> | PatientIdentityPoint)[];
  readonly informs: readonly Point<InformCode>[];
};

/** Recipients sorted out once for every check; `patients` are the matricules, each once. */
type Recipients = {
  readonly invalid: readonly string[];
  readonly domains: ReadonlyMap<string, string>;
  readonly patients: readonly string[];
  readonly malformedPatients: readonly string[];
  readonly others: number;
};

const MOST_RECIPIENTS = 10;
const ADULT = 18;
/** A confirmation names at most so much: its key has 60 characters. */
const LONGEST_NAME = 40;

const sortOut = (raw: readonly string[]): Recipients => {
  const parsed = raw.map((text) => ({ text, address: parseAddress(text) }));
  const domains = new Map<string, string>();
  for (const { address } of parsed) if (address.ok) domains.set(address.address.toLowerCase(), address.domain);
  const atMes = [...domains].filter(([, domain]) => domain === MES_DOMAIN).map(([address]) => address);
  const written = atMes.filter((address) => address !== MES_TEST_ROBOT);
  return {
    invalid: parsed
      .filter((one) => !one.address.ok)
      .map((one) => firstCharacters(singleLine(one.text.slice(0, 1000)), 254)),
    domains,
    patients: written.map(matriculeFromAddress).filter((matricule) => matricule !== null),
    malformedPatients: written.filter((address) => matriculeFromAddress(address) === null),
    others: domains.size - atMes.length,
  };
};

const when = <Code extends string>(condition: boolean, code: Code, about?: string): readonly Point<Code>[] =>
  condition ? [about === undefined ? { code } : { code, about }] : [];

const each = <Code extends string>(abouts: readonly string[], code: Code): readonly Point<Code>[] =>
  abouts.map((about) => ({ code, about }));

/** A key may be wrong only for the fictitious identities that ANS publishes, away from production. */
const keyMayBeWrong = (draft: DraftToCheck, matricule: string): boolean => {
  const nature = insNature(draft.patientFacts[matricule]?.oid ?? "");
  return draft.environment !== "production" && (nature === "test" || nature === "demo");
};

const documentBlocks = (draft: DraftToCheck, to: Recipients): readonly Point<BlockCode>[] => {
  const about = new Set(draft.documentPatients.filter((matricule) => matricule !== ""));
  const strangers = about.size === 0 ? [] : to.patients.filter((matricule) => !about.has(matricule));
  return [...when(about.size > 1, "several-document-patients"), ...each(strangers, "document-patient-mismatch")];
};

const sizeBlocks = (draft: DraftToCheck, to: Recipients): readonly Point<BlockCode>[] => {
  const limit = sizeLimit({
    smtpSize: draft.smtpSizeLimit,
    setting: draft.settingSizeLimit ?? null,
    hasPatientRecipient: to.patients.length + to.malformedPatients.length > 0,
  });
  const total = draft.attachmentsEncodedBytes + encodedSize(utf8Length(draft.bodyText));
  return when(limit !== null && total > limit.bytes, "too-big", String(limit?.bytes ?? 0));
};

const blocksOf = (draft: DraftToCheck, to: Recipients): readonly Point<BlockCode>[] => {
  const outside = [...to.domains].filter(([, domain]) => !isInTrustSpace(domain, draft.whiteList, draft.now));
  const wrongKeys = to.patients.filter((matricule) => !isKeyValid(matricule) && !keyMayBeWrong(draft, matricule));
  return [
    ...when(draft.recipients.length === 0, "no-recipient"),
    ...each([...sortOut([draft.from]).invalid, ...to.invalid], "invalid-address"),
    ...each(
      outside.map(([address]) => address),
      "outside-trust-space",
    ),
    ...each([...wrongKeys, ...to.malformedPatients], "bad-ins-key"),
    ...when(to.patients.length > 1, "several-patient-recipients"),
    ...documentBlocks(draft, to),
    ...sizeBlocks(draft, to),
    ...when(draft.environment === "production" && draft.nil.trim() === "", "no-nil-in-production"),
  ];
};

/** Whether the local record says the same as the matricule, as far as the matricule tells. */
const agrees = (parsed: ParsedMatricule, facts: PatientFacts): boolean => {
  const day = dayOf(facts.birthDate);
  const sameSex = facts.sex === "unknown" || facts.sex === parsed.sex;
  const sameYear = day === null || day.slice(2, 4) === parsed.birthYear2;
  const sameMonth = day === null || parsed.birthMonth === undefined || Number(day.slice(4, 6)) === parsed.birthMonth;
  return sameSex && sameYear && sameMonth;
};

const identityPoint = (matricule: string, facts: PatientFacts | undefined): readonly PatientIdentityPoint[] => {
  const parsed = parseMatricule(matricule);
  if (parsed === null) return [];
  const { value, keyValid: _checkedApart, ...told } = parsed;
  const known =
    facts === undefined ? null : { name: facts.name, birthDate: facts.birthDate, agrees: agrees(parsed, facts) };
  return [{ code: "patient-identity", about: value, patient: { ...told, known } }];
};

const patientConfirms = (draft: DraftToCheck, matricule: string): DraftVerdict["confirms"] => {
  const facts = Object.hasOwn(draft.patientFacts, matricule) ? draft.patientFacts[matricule] : undefined;
  const today = new Date(draft.now).toISOString().slice(0, 10).replaceAll("-", "");
  const born = dayOf(facts?.birthDate ?? "");
  return [
    ...identityPoint(matricule, facts),
    ...when(facts?.opposedOn !== undefined, "opposition", matricule),
    ...when(born !== null && ageOn(born, today) < ADULT, "minor", matricule),
    ...when(facts !== undefined && facts.status !== "QUAL", "patient-not-qualified", matricule),
  ];
};

/** Patients whose documents would go to professionals although they opposed it (MSS/va1.22); each once. */
const opposedDocuments = (draft: DraftToCheck, to: Recipients): readonly string[] =>
  to.others === 0
    ? []
    : [
        ...[...new Set(draft.documentPatients)].filter(
          (matricule) =>
            Object.hasOwn(draft.patientFacts, matricule) &&
            draft.patientFacts[matricule]?.opposedToProfessionalsOn !== undefined,
        ),
        // The key of a confirmation is short.
        ...new Set((draft.opposedByTraits ?? []).map((name) => firstCharacters(singleLine(name), 30))),
      ];

const confirmsOf = (draft: DraftToCheck, to: Recipients): DraftVerdict["confirms"] => {
  const stale =
    draft.whiteList === undefined ? draft.environment === "production" : !isFresh(draft.whiteList, draft.now);
  const unknownDocument = to.patients.length > 0 && draft.documentPatients.includes("");
  return [
    ...to.patients.flatMap((matricule) => patientConfirms(draft, matricule)),
    ...each(opposedDocuments(draft, to), "opposition-professionals"),
    ...when(to.patients.length > 0 && to.others > 0, "mixed-patient-professional"),
    ...when(unknownDocument, "document-patient-unknown"),
    ...when(to.domains.size > MOST_RECIPIENTS, "many-recipients", String(to.domains.size)),
    ...when(stale && to.others > 0, "trust-list-stale"),
    ...when(draft.answeredAt != null, "already-answered", draft.answeredAt ?? ""),
    ...when(draft.takenBy != null, "taken-by-other", firstCharacters(singleLine(draft.takenBy ?? ""), LONGEST_NAME)),
    ...each(openFields(`${draft.subject}\n${draft.bodyText}`).map(fieldMark), "open-field"),
  ];
};

/** Checks a message before it leaves: the composer explains with it, main enforces with it (ECO.2.2.6, §3.4.2.2, ECO.2.1.1, O07). */
export const checkDraft = (draft: DraftToCheck): DraftVerdict => {
  const to = sortOut(draft.recipients);
  return {
    blocks: blocksOf(draft, to),
    confirms: confirmsOf(draft, to),
    informs: [
      ...when(
        draft.fin !== true && to.patients.some((one) => draft.closedExchanges?.includes(one)),
        "reopens-exchange",
      ),
      ...when(draft.subject.trim() === "", "empty-subject"),
      ...when(draft.attachmentCount === 0 && mentionsAttachment(draft.bodyText), "forgotten-attachment"),
    ],
  };
};

/** Key under which the person's confirmation of a point is kept: it names the patient, so that changing the recipient asks again. At most 60 characters. */
export const confirmKey = (point: DraftVerdict["confirms"][number]): string =>
  point.about === undefined || point.code === "many-recipients" ? point.code : `${point.code}:${point.about}`;
