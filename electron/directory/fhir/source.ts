import { DIRECTORY_CRITERIA } from "#shared/domain/directory-criteria";
import { MOST_ENTRIES, type SourceAnswer } from "../finding";
import { DirectoryError, type DirectoryFailure, failureOf } from "../failure";
import { matches } from "../matches";
import type { Clock } from "../ports";
import type { Question } from "../question";
import type { Pace, Source } from "../source";
import { assemble } from "./assemble";
import { recipeOf, type Search } from "./recipes";
import { emptyHarvest, gather, type Harvest } from "./resources";
import { type Budget, createFhirTransport, type FhirSearch, type FhirSettings } from "./transport";

export type { FhirSettings } from "./transport";

/** Long `_id` lists fail on the gateway. */
const BATCH = 20;
const SPENDING: Readonly<Record<Pace, { readonly pages: number; readonly ms: number; readonly batches: number }>> = {
  typing: { pages: 1, ms: 6000, batches: 3 },
  window: { pages: 4, ms: 40_000, batches: 10 },
};
/** What every entry of this source tells: one that does not agree is left out. */
const STRICT: ReadonlySet<string> = new Set(DIRECTORY_CRITERIA.filter((name) => name !== "address"));

/** What a probe tells: whether a key is set, why nothing came, how many people did; never who. */
export type FhirProbe = { readonly keyed: boolean; readonly failure: DirectoryFailure | null; readonly count: number };

/** One common name, the first page: the least that shows the key, the way and the format at once. */
const PROBED: Search = {
  type: "Practitioner",
  parameters: [
    ["family", "martin"],
    ["active", "true"],
    ["_count", "1"],
  ],
};
const PROBE_MS = 10_000;

/** The FHIR v2 directory: the recipes of a question, the people and places around what comes back, and the rest of the criteria applied here. */
export function createFhirSource(
  settings: FhirSettings,
  clock: Clock,
): Source & { readonly probe: (signal: AbortSignal) => Promise<FhirProbe> } {
  const send = createFhirTransport(settings, clock);
  let typing = new AbortController();
  const ask = async (question: Question, pace: Pace, signal: AbortSignal): Promise<SourceAnswer> => {
    if (pace === "typing") {
      typing.abort();
      typing = new AbortController();
    }
    const { pages, ms, batches } = SPENDING[pace];
    const stop = pace === "typing" ? AbortSignal.any([signal, typing.signal]) : signal;
    const budget: Budget = { pages, until: clock.now() + ms, signal: stop };
    const { searches, ignored } = recipeOf(question);
    const harvest = emptyHarvest();
    const answers = await settled(searches.map((search) => send(search.type, search.parameters, budget)));
    answers.flatMap(({ resources }) => resources).forEach((resource) => gather(harvest, resource));
    const complete = await surround(send, harvest, budget, batches);
    if (stop.aborted) throw new DirectoryError("cancelled");
    const found = assemble(harvest).filter((finding) => matches(finding, question, STRICT));
    const more =
      found.length > MOST_ENTRIES ||
      !complete ||
      answers.some((answer) => answer.more) ||
      answers.length < searches.length;
    return { findings: found.slice(0, MOST_ENTRIES), cut: more ? "size" : "no", ignored };
  };
  const probe = async (signal: AbortSignal): Promise<FhirProbe> => {
    const keyed = (await settings.key()) !== null;
    const budget: Budget = { pages: 1, until: clock.now() + PROBE_MS, signal };
    return send(PROBED.type, PROBED.parameters, budget).then(
      ({ resources }) => ({ keyed, failure: null, count: resources.length }),
      (error: unknown) => ({ keyed, failure: failureOf(error), count: 0 }),
    );
  };
  return { name: "fhir", ask, probe, close: () => typing.abort() };
}

/** What was answered when at least one search was; the first failure when none was. */
async function settled<Value>(promises: readonly Promise<Value>[]): Promise<readonly Value[]> {
  const results = await Promise.allSettled(promises);
  const values = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  if (values.length === 0 && failed !== undefined) throw failed.reason;
  return values;
}

/** Fetches the people, then the structures, that the activities name and that did not come along; false when some could not be. */
async function surround(send: FhirSearch, harvest: Harvest, budget: Budget, batches: number): Promise<boolean> {
  const missing = (field: "practitioner" | "organization", known: ReadonlyMap<string, unknown>): readonly string[] => [
    ...new Set([...harvest.roles.values()].map((role) => role[field]).filter((id) => id !== "" && !known.has(id))),
  ];
  const wanted: readonly (readonly [Search["type"], readonly string[]])[] = [
    ["Practitioner", missing("practitioner", harvest.practitioners)],
    ["Organization", missing("organization", harvest.organizations)],
  ];
  const lots = wanted.flatMap(([type, ids]) => inLots(ids).map((lot) => [type, lot] as const));
  const fetched = lots.slice(0, batches).map(([type, lot]) =>
    send(
      type,
      [
        ["_id", lot.join(",")],
        ["_count", "50"],
      ],
      { ...budget, pages: 1 },
    ),
  );
  const answers = await Promise.allSettled(fetched);
  for (const answer of answers)
    if (answer.status === "fulfilled") answer.value.resources.forEach((resource) => gather(harvest, resource));
  return lots.length <= batches && answers.every(({ status }) => status === "fulfilled");
}

const inLots = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) => ids.slice(index * BATCH, (index + 1) * BATCH));
