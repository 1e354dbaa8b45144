import type { DirectoryAnswer } from "#shared/contract/writing";
import type { DirectoryCriteria } from "#shared/domain/directory-criteria";
import { type DirectoryFailure, failureOf } from "./failure";
import { createFhirSource, type FhirProbe, type FhirSettings } from "./fhir/source";
import type { SourceAnswer } from "./finding";
import { loosened, nearlyNamed } from "./forgive";
import { createLdapSource, type LdapSettings } from "./ldap/source";
import type { LdapProbe } from "./ldap/probe";
import { dropRepeated, mergeFindings } from "./merge";
import type { Clock } from "./ports";
import { isPrecise, type Question, questionOfCriteria, questionOfText } from "./question";
import type { Pace, Source } from "./source";

/** The sources of one environment; at least one, or nothing is ever found. */
export type DirectoryPorts = {
  readonly ldap?: LdapSettings;
  readonly fhir?: FhirSettings;
  /** The directory of this computer: asked by the window only, for while typing it answers before the live ones. */
  readonly offline?: Source;
  readonly clock: Clock;
};

/** The live directory (UX.10, UX.41): never rejects; a source that fails says why in its own answer. */
export type LiveDirectory = {
  /** While typing; nothing below 3 characters, nothing for a question that a newer one replaced. Application mailboxes are left out. */
  readonly complete: (text: string, signal: AbortSignal) => Promise<readonly DirectoryAnswer[]>;
  readonly search: (criteria: DirectoryCriteria, signal: AbortSignal) => Promise<readonly DirectoryAnswer[]>;
  /** "Tester l'annuaire": attribute names and result codes, never an entry; what it learned serves at once. */
  readonly probe: (signal: AbortSignal) => Promise<DirectoryProbe>;
  readonly close: () => void;
};

/** `failure`: why the LDAP directory told nothing; `fhir` is null where there is none. */
export type DirectoryProbe = {
  readonly ldap: LdapProbe | null;
  readonly failure: DirectoryFailure | null;
  readonly fhir: FhirProbe | null;
};

/** While typing, how long the other sources are waited for once one has found somebody. */
const GRACE_MS = 1200;

/** LDAP and FHIR behind one interface; connections open on first need and close by themselves. */
export function createDirectory(ports: DirectoryPorts): LiveDirectory {
  const ldap = ports.ldap === undefined ? null : createLdapSource(ports.ldap);
  const fhir = ports.fhir === undefined ? null : createFhirSource(ports.fhir, ports.clock);
  // HTTPS first: of two sources that agree on an address, the protected one speaks.
  const sources: readonly Source[] = [fhir, ldap].filter((source) => source !== null);
  // Without its key the FHIR directory would only refuse: it is not asked.
  const keyed = async (): Promise<readonly Source[]> =>
    (await ports.fhir?.key()) === null ? sources.filter((source) => source !== fhir) : sources;
  const all = async (): Promise<readonly Source[]> =>
    ports.offline === undefined ? keyed() : [...(await keyed()), ports.offline];
  const answerAll = async (question: Question, pace: Pace, signal: AbortSignal) => {
    if (signal.aborted) return [];
    const late = new AbortController();
    const stop = AbortSignal.any([signal, late.signal]);
    const asked = (await (pace === "typing" ? keyed : all)()).map(async (source) => {
      const answer = await answerOf(source, question, pace, stop);
      if (pace === "typing" && answer.recipients.length > 0)
        void ports.clock.wait(GRACE_MS, stop).then(() => late.abort());
      return late.signal.aborted && answer.failure === "cancelled" ? { ...answer, failure: "timeout" } : answer;
    });
    const answers = await Promise.all(asked);
    late.abort();
    const replaced = signal.aborted || (answers.length > 0 && answers.every(({ failure }) => failure === "cancelled"));
    return replaced ? [] : dropRepeated(answers);
  };
  return {
    complete: async (text, signal) => {
      const question = questionOfText(text);
      return question === undefined ? [] : answerAll(question, "typing", signal);
    },
    search: async (criteria, signal) => {
      const question = questionOfCriteria(criteria);
      if (isPrecise(question)) return answerAll(question, "window", signal);
      return (await all()).map(({ name }) => ({
        source: name,
        recipients: [],
        cut: "no",
        ignored: [],
        failure: "too-short",
      }));
    },
    probe: async (signal) => {
      const told = ldap?.probe(signal).then(
        (report) => ({ ldap: report, failure: null }),
        (error: unknown) => ({ ldap: null, failure: failureOf(error) }),
      );
      const [one, other] = await Promise.all([told, fhir?.probe(signal)]);
      return { ...(one ?? { ldap: null, failure: null }), fhir: other ?? null };
    },
    close: () => sources.forEach((source) => source.close()),
  };
}

/** Once nobody answers, the names are asked by their first letters, and those that differ by one typing error are kept. */
async function askForgiving(
  source: Source,
  question: Question,
  pace: Pace,
  signal: AbortSignal,
): Promise<SourceAnswer> {
  const answer = await source.ask(question, pace, signal);
  const loose = loosened(question);
  // The directory of this computer forgives by itself, and better.
  if (answer.findings.length > 0 || answer.cut !== "no" || loose === undefined || source.name === "offline")
    return answer;
  try {
    const near = await source.ask(loose, pace, signal);
    const findings = near.findings.filter((finding) => nearlyNamed(finding, question));
    return findings.length === 0 ? answer : { ...near, findings };
  } catch (error) {
    if (failureOf(error) === "cancelled") throw error;
    // Nobody is called so: that answer stands.
    return answer;
  }
}

async function answerOf(source: Source, question: Question, pace: Pace, signal: AbortSignal): Promise<DirectoryAnswer> {
  try {
    const { findings, cut, ignored } = await askForgiving(source, question, pace, signal);
    const wanted = pace === "typing" ? findings.filter(({ kind }) => kind !== "APP") : findings;
    return { source: source.name, recipients: mergeFindings(wanted, question), cut, ignored, failure: null };
  } catch (error) {
    return { source: source.name, recipients: [], cut: "no", ignored: [], failure: failureOf(error) };
  }
}
