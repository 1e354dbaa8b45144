import { type DirectoryTestStep, LDAP_FIELDS } from "#shared/domain/live-directory";
import type { DirectoryProbe } from "./directory";

type Told = Pick<DirectoryTestStep, "step" | "outcome" | "code"> & { readonly count?: number };

/** What a probe says, step by step, as « Tester l’annuaire » shows it: only what was reached is told. */
export function stepsOfProbe(probe: DirectoryProbe): readonly DirectoryTestStep[] {
  return [
    ...ldapSteps(probe).map((told) => ({ count: 0, ...told, source: "ldap" as const })),
    ...fhirSteps(probe).map((told) => ({ count: 0, ...told, source: "fhir" as const })),
  ];
}

function ldapSteps({ ldap, failure }: DirectoryProbe): readonly Told[] {
  if (failure !== null) return [{ step: "connection", outcome: "failed", code: failure }];
  if (ldap === null) return [];
  const at = (wanted: string) => ldap.steps.find(({ step }) => step === wanted) ?? { code: -1, count: 0 };
  const [schema, base, entries] = [at("schema"), at("base"), at("entries")];
  const opened: readonly Told[] = [
    { step: "connection", outcome: "good", code: "ok" },
    ldap.isProtected
      ? { step: "protection", outcome: "good", code: "ok" }
      : { step: "protection", outcome: "warning", code: "clear" },
    schema.count > 0
      ? { step: "schema", outcome: "good", code: "ok", count: schema.count }
      : { step: "schema", outcome: "warning", code: "silent" },
  ];
  // Some servers do not let the base itself be read, and show what is under it: that is enough.
  if (base.code !== 0 && entries.count === 0)
    return [...opened, { step: "base", outcome: "failed", code: base.code === NO_SUCH_OBJECT ? "absent" : "refused" }];
  const based: readonly Told[] = [...opened, { step: "base", outcome: "good", code: "ok" }];
  if (entries.count === 0) return [...based, { step: "entries", outcome: "failed", code: "none" }];
  const known = LDAP_FIELDS.filter((field) => (ldap.learned.asked[field] ?? []).length > 0).length;
  return [
    ...based,
    { step: "entries", outcome: "good", code: "ok", count: entries.count },
    known === LDAP_FIELDS.length
      ? { step: "attributes", outcome: "good", code: "ok", count: known }
      : { step: "attributes", outcome: "warning", code: "some", count: LDAP_FIELDS.length - known },
  ];
}

/** Result code of a base that does not exist (RFC 4511 §A.1). */
const NO_SUCH_OBJECT = 32;

function fhirSteps({ fhir }: DirectoryProbe): readonly Told[] {
  if (fhir === null) return [];
  if (!fhir.keyed) return [{ step: "key", outcome: "warning", code: "none" }];
  if (fhir.failure === "key") return [{ step: "key", outcome: "failed", code: "refused" }];
  const keyed: Told = { step: "key", outcome: "good", code: "ok" };
  if (fhir.failure !== null) return [keyed, { step: "answer", outcome: "failed", code: fhir.failure }];
  return [keyed, { step: "answer", outcome: "good", code: "ok", count: fhir.count }];
}
